"""Learned lengths against one distribution for all: how both do on cases that neither has seen."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl

from scheduler.learned import Score
from scheduler.practice import Practice
from solver.learning.fences import within
from solver.learning.held_out import HeldOut
from solver.learning.length_lines import Line
from solver.learning.lengths import fit_lengths
from solver.learning.lognormal import Numbers, of_logarithm
from solver.learning.scores import compared, score_lognormal
from solver.learning.spreads import LEAST_VARIANCE

NAIVE = "overall-mean"


def judge_lengths(cases: pl.DataFrame, practice: Practice, held_out: HeldOut) -> tuple[Score, ...]:
    """The scores of the learned lengths and of the naive figure; none where there is nothing to learn or to judge.

    Both are judged by the cases inside the fences of the first part: a recording error is nobody's forecast. Cases of
    a motive that the first part does not know are left out for both.
    """
    first = held_out.first(cases)
    fitted = fit_lengths(first, practice)
    known = within(first, fitted.believed)
    motives = known["motive"].unique().to_list()
    last = within(held_out.last(cases), fitted.believed).filter(pl.col("motive").is_in(motives))
    if last.is_empty():
        return ()
    minutes = last["minutes"].to_numpy()
    learned = score_lognormal(minutes, *_forecast(last, fitted.lines))
    naive = score_lognormal(minutes, *_overall(known, len(last)))
    return compared("lengths", learned, naive, NAIVE)


def _forecast(cases: pl.DataFrame, lines: Iterable[Line]) -> tuple[Numbers, Numbers]:
    """Location and variance for every case, by the most precise line that speaks of it."""
    table = pl.DataFrame(
        [(line.motive, line.category, line.practitioner, line.mean, line.sd) for line in lines],
        schema={"motive": pl.String, "category": pl.String, "practitioner": pl.String, "mean": float, "sd": float},
        orient="row",
    )
    found = cases.select("motive", "category", "practitioner")
    kinds = (("category", "practitioner"), ("category",), ("practitioner",), ())
    for number, about in enumerate(kinds):
        found = _joined(found, table, about, str(number))
    mean, sd = (found.select(pl.coalesce(f"{name}{number}" for number in range(4))) for name in ("mean", "sd"))
    return of_logarithm(mean.to_series().to_numpy(), sd.to_series().to_numpy())


def _joined(cases: pl.DataFrame, table: pl.DataFrame, about: tuple[str, ...], number: str) -> pl.DataFrame:
    """The cases with mean and sd of the lines that are about just these, as columns of that number."""
    others = [name for name in ("category", "practitioner") if name not in about]
    mine = table.filter(*(pl.col(name).is_not_null() for name in about), *(pl.col(name).is_null() for name in others))
    figures = mine.select("motive", *about, pl.col("mean").alias(f"mean{number}"), pl.col("sd").alias(f"sd{number}"))
    return cases.join(figures, on=["motive", *about], how="left", maintain_order="left")


def _overall(cases: pl.DataFrame, count: int) -> tuple[Numbers, Numbers]:
    """The lognormal of all cases together."""
    log = cases["log"].to_numpy()
    return np.full(count, log.mean()), np.full(count, max(float(log.var()), LEAST_VARIANCE))
