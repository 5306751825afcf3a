"""Learned acute demand against the same weekday of last week: how both do on days that neither has seen."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl

from scheduler.forecast import expected_acute
from scheduler.learned import AcuteDemand, Score
from scheduler.practice import Practice
from solver.learning.acute_demand import can_fit, dispersion_of, fit_demand
from solver.learning.held_out import HeldOut
from solver.learning.lognormal import Numbers
from solver.learning.scores import compared, score_counts

NAIVE = "same-weekday-last-week"
LEAST_NAIVE = 0.5
"""Requests expected where last week had none: no figure may call what came impossible."""


def judge_demand(days: pl.DataFrame, practice: Practice, held_out: HeldOut) -> tuple[Score, ...]:
    """The scores of the learned demand and of the naive figure; none where there is nothing to learn or to judge.

    The naive figure is last week's count, in the last part too, with the spread that it had in the first part. Both
    are judged by the days that either can speak of.
    """
    first = held_out.first(days)
    if not can_fit(first):
        return ()
    paired = _with_last_week(days)
    demand = fit_demand(first).demand
    last = _with_forecast(held_out.last(paired), demand, practice).drop_nulls(["before", "mean"])
    if last.is_empty():
        return ()
    counts, mean, before = (_numbers(last, name) for name in ("requests", "mean", "before"))
    learned = score_counts(counts, mean, demand.dispersion)
    naive = score_counts(counts, before, _naive_dispersion(held_out.first(paired)))
    return compared("acute_demand", learned, naive, NAIVE)


def _with_last_week(days: pl.DataFrame) -> pl.DataFrame:
    """The days with `before`, the count of the same site seven days earlier; null where it saw nobody then."""
    counts = pl.col("requests").cast(pl.Float64).clip(LEAST_NAIVE).alias("before")
    earlier = days.select("site", pl.col("day") + timedelta(days=7), counts)
    return days.join(earlier, on=["site", "day"], how="left", maintain_order="left")


def _with_forecast(days: pl.DataFrame, demand: AcuteDemand, practice: Practice) -> pl.DataFrame:
    holidays = practice.public_holidays
    expected = [expected_acute(demand, site, day, holidays) for site, day in days.select("site", "day").iter_rows()]
    means = [one.mean if one else None for one in expected]
    return days.with_columns(pl.Series("mean", means, dtype=pl.Float64))


def _naive_dispersion(first: pl.DataFrame) -> float:
    paired = first.drop_nulls("before")
    return dispersion_of(_numbers(paired, "requests"), _numbers(paired, "before"), max(1, len(paired)))


def _numbers(frame: pl.DataFrame, name: str) -> Numbers:
    return np.asarray(frame[name].to_numpy(), dtype=np.float64)
