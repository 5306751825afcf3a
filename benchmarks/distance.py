"""How far what was learned lies from the truth that a history was drawn from, as a share of the truth."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import sqrt

import polars as pl

from benchmarks.history.truth import GroundTruth
from scheduler.calendar import dates_from
from scheduler.forecast import expected_acute, no_show_chance
from scheduler.learned import AcuteDemand, Learned, NoShows
from scheduler.practice import Practice
from solver.learning.no_shows import due_cases
from solver.learning.scores import What

A_YEAR = 365


def distances(learned: Learned, frame: pl.DataFrame, practice: Practice, truth: GroundTruth) -> dict[What, float]:
    """The root mean square of the relative errors, weighted by how often each figure is met.

    Lengths: means by motive, category and practitioner, by their cases. Acute demand: every site and day of the year
    after the history. No-shows: by days of lead, by the patients expected not to come.
    """
    found: dict[What, float | None] = {
        "lengths": _of_lengths(learned, truth),
        "acute_demand": _of_demand(learned.acute_demand, learned.history.last_day, practice, truth),
        "no_shows": _of_no_shows(learned.no_shows, frame, truth),
    }
    return {what: distance for what, distance in found.items() if distance is not None}


def _of_lengths(learned: Learned, truth: GroundTruth) -> float | None:
    return _distance(
        (line.mean, truth.mean_minutes(line.motive, line.category, line.practitioner), line.cases)
        for line in learned.lengths
        if line.category is not None and line.practitioner is not None
    )


def _of_demand(
    demand: AcuteDemand | None, last_day: date | None, practice: Practice, truth: GroundTruth
) -> float | None:
    if demand is None or last_day is None:
        return None
    holidays = practice.public_holidays
    met = []
    for day in dates_from(last_day + timedelta(days=1), A_YEAR):
        for site in demand.level:
            expected, true = expected_acute(demand, site, day, holidays), truth.acute_requests(site, day)
            if expected is not None and true:
                met.append((expected.mean, true, true))
    return _distance(met)


def _of_no_shows(no_shows: NoShows | None, frame: pl.DataFrame, truth: GroundTruth) -> float | None:
    if no_shows is None:
        return None
    leads = due_cases(frame).drop_nulls("lead")["lead"].value_counts().iter_rows()
    return _distance((no_show_chance(no_shows, lead), truth.missed(lead), n * truth.missed(lead)) for lead, n in leads)


def _distance(met: Iterable[tuple[float, float, float]]) -> float | None:
    """From figures found, true, and the weight of each; None without any."""
    weight = squares = 0.0
    for found, true, often in met:
        weight += often
        squares += often * (found / true - 1) ** 2
    return sqrt(squares / weight) if weight else None
