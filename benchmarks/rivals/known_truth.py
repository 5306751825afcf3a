"""The generator's truth as a forecaster: what could be scored at best, on the very cases that judge what was learned.

What is learned can score a little more by chance, or where the truth is not of what is counted: acute requests are
true of the day on which they are made, and counted on the next one if they come after the last appointment.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import log

import numpy as np
import polars as pl

from benchmarks.history.truth import GroundTruth
from scheduler.forecast import expected_acute
from scheduler.practice import Practice
from solver.learning.acute_days import acute_days
from solver.learning.acute_demand import can_fit, fit_demand
from solver.learning.fences import fences, within
from solver.learning.held_out import HeldOut
from solver.learning.lengths import timed_cases
from solver.learning.lognormal import Numbers
from solver.learning.no_shows import due_cases
from solver.learning.scores import Scored, What, score_chances, score_counts, score_lognormal

LEAST_EXPECTED = 0.01
"""Requests expected where the truth has none: a figure for days on which a site is closed by its hours and yet open."""


def score_truth(frame: pl.DataFrame, practice: Practice, truth: GroundTruth) -> dict[What, Scored]:
    """What the truth scores on the last quarter of a history; nothing for what there is nothing to judge by."""
    cut = HeldOut.of(frame["day"])
    if cut is None:
        return {}
    found: dict[What, Scored | None] = {
        "lengths": _lengths(timed_cases(frame, practice), cut, truth),
        "acute_demand": _demand(acute_days(frame, practice), cut, practice, truth),
        "no_shows": _no_shows(due_cases(frame), cut, truth),
    }
    return {what: scored for what, scored in found.items() if scored is not None}


def _lengths(cases: pl.DataFrame, cut: HeldOut, truth: GroundTruth) -> Scored | None:
    """By motive, category and practitioner; inside the fences of the first part, for motives that it knows."""
    first = cut.first(cases)
    believed = fences(first)
    known = within(first, believed)["motive"].unique().to_list()
    last = within(cut.last(cases), believed).filter(pl.col("motive").is_in(known))
    if last.is_empty():
        return None
    rows = last.select("motive", "category", "practitioner").iter_rows()
    laws = np.array([_law(truth, *row) for row in rows])
    return score_lognormal(last["minutes"].to_numpy(), laws[:, 0], laws[:, 1] ** 2)


def _law(truth: GroundTruth, motive: str, category: str, practitioner: str) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm."""
    location, spread = truth.lengths.by_motive[motive, category].logarithm
    return location + log(truth.lengths.pace[practitioner]), spread


def _demand(days: pl.DataFrame, cut: HeldOut, practice: Practice, truth: GroundTruth) -> Scored | None:
    first = cut.first(days)
    if not int(days["requests"].sum()) or not can_fit(first):
        return None
    judged = list(_judged_days(days, cut, practice))
    if not judged:
        return None
    counts = np.array([count for _, _, count in judged], dtype=np.float64)
    means = np.array([max(LEAST_EXPECTED, truth.acute_requests(site, day)) for site, day, _ in judged])
    return score_counts(counts, means, truth.acute.dispersion)


def _judged_days(days: pl.DataFrame, cut: HeldOut, practice: Practice) -> Iterator[tuple[str, date, int]]:
    """Site, day and requests where both what was learned from the first part and the week before have a figure."""
    demand, holidays = fit_demand(cut.first(days)).demand, practice.public_holidays
    seen = set(days.select("site", "day").iter_rows())
    for site, day, count in cut.last(days).select("site", "day", "requests").iter_rows():
        if (site, day - timedelta(days=7)) in seen and expected_acute(demand, site, day, holidays):
            yield site, day, count


def _no_shows(cases: pl.DataFrame, cut: HeldOut, truth: GroundTruth) -> Scored | None:
    first, last = cut.first(cases), cut.last(cases)
    if not cases["missed"].any() or first.is_empty() or last.is_empty():
        return None
    chances: Numbers = np.array([truth.missed(lead) for lead in last["lead"].fill_null(0).to_list()])
    return score_chances(last["missed"].cast(pl.Float64).to_numpy(), chances)
