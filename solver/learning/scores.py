"""Scores of a forecast against what came: log score, coverage of the 80 % interval, mean absolute error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from scipy.stats import nbinom, poisson
from scipy.stats import t as student

from scheduler.learned import Score
from solver.learning.lognormal import Z80, Numbers, log_density, mean_of

What: TypeAlias = Literal["lengths", "acute_demand", "no_shows"]

NEARLY_POISSON = 1e-6


@dataclass(frozen=True)
class Scored:
    """What each case scored: the log of the chance given to what came, whether it lay inside, how far off."""

    log: Numbers
    inside: Numbers | None
    error: Numbers


def compared(what: What, learned: Scored, naive: Scored, naive_is: str) -> tuple[Score, Score]:
    """The means of what was learned and of the naive figure named, for the same cases; ValueError without cases."""
    if not len(learned.log):
        raise ValueError(f"{what}: no case to judge by")
    ahead = _interval(learned.log - naive.log)
    return _score(what, learned).model_copy(update={"ahead": ahead}), _score(what, naive, naive_is)


def _score(what: What, scored: Scored, naive_is: str | None = None) -> Score:
    return Score(
        what=what,
        by="naive" if naive_is else "learned",
        naive_is=naive_is,
        cases=len(scored.log),
        log_score=round(float(scored.log.mean()), 4),
        coverage=None if scored.inside is None else round(float(scored.inside.mean()), 4),
        mae=round(float(np.abs(scored.error).mean()), 4),
    )


def _interval(differences: Numbers) -> tuple[float, float] | None:
    """The 80 % interval of the mean of differences, case by case; None where a single case tells no spread."""
    count = len(differences)
    if count < 2:
        return None
    reach = float(student.ppf(0.9, count - 1)) * float(differences.std(ddof=1)) / count**0.5
    mean = float(differences.mean())
    return round(mean - reach, 4), round(mean + reach, 4)


def score_lognormal(minutes: Numbers, location: Numbers, variance: Numbers) -> Scored:
    """Lengths under lognormals; the error is that of the mean."""
    reach = Z80 * np.sqrt(variance)
    inside = np.abs(np.log(minutes) - location) <= reach
    error = minutes - mean_of(location, variance)
    return Scored(log_density(minutes, location, variance), inside.astype(np.float64), error)


def score_counts(counts: Numbers, mean: Numbers, dispersion: float) -> Scored:
    """Counts under negative binomials of variance mean + dispersion × mean²; Poisson where that is next to nothing."""
    near = dispersion < NEARLY_POISSON
    spread: Any = poisson(mean) if near else nbinom(1 / dispersion, 1 / (1 + dispersion * mean))
    inside = (spread.ppf(0.1) <= counts) & (counts <= spread.ppf(0.9))
    return Scored(np.asarray(spread.logpmf(counts)), inside.astype(np.float64), counts - mean)


def score_chances(happened: Numbers, chance: Numbers) -> Scored:
    """Events under chances in (0, 1); there is no interval, and the error is the distance to 0 or 1."""
    log = np.where(happened > 0, np.log(chance), np.log1p(-chance))
    return Scored(log, None, happened - chance)
