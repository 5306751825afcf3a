"""How long consultations truly take, and what was recorded of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray

from benchmarks.history.figures import Recording
from scheduler.lengths import expected_length
from scheduler.motives import LengthEntry, Motive
from scheduler.patients import Category
from scheduler.practice import Practice
from scheduler.presets.consultations import consultation_presets

Minutes = NDArray[np.float64]
TO_THE_END_OF_DAY = (300, 480)
HOURS_TOO_LATE = (60, 240)


@dataclass(frozen=True, slots=True)
class TrueLength:
    """Minutes of a motive for a category with a practitioner of mean pace: a lognormal law.

    `mean`; `sd` over the patients of one practitioner.
    """

    mean: float
    sd: float

    @property
    def logarithm(self) -> tuple[float, float]:
        """Mean and standard deviation of the logarithm of the minutes."""
        variance = log(1 + (self.sd / self.mean) ** 2)
        return log(self.mean) - variance / 2, sqrt(variance)


@dataclass(frozen=True)
class TrueLengths:
    """Lengths by (motive, category), and the pace of each practitioner: a factor on the mean, 1 on average."""

    by_motive: Mapping[tuple[str, str], TrueLength]
    pace: Mapping[str, float]

    def mean(self, motive: str, category: str, practitioner: str) -> float:
        """The true mean in minutes; KeyError for what the history does not hold."""
        return self.by_motive[motive, category].mean * self.pace[practitioner]


def draw_lengths(
    practice: Practice, motives: tuple[Motive, ...], practitioners: list[str], rng: np.random.Generator
) -> TrueLengths:
    """The true lengths of a practice: means as stated or cited, paces drawn."""
    by_motive = {
        (motive.id, category.id): _true_length(practice, motive, category)
        for motive in motives
        for category in practice.categories
    }
    return TrueLengths(by_motive, dict(zip(practitioners, _paces(len(practitioners), rng), strict=True)))


def _true_length(practice: Practice, motive: Motive, category: Category) -> TrueLength:
    """A stated mean is the truth; a slot without one is only what the practice does today, and the cited mean holds."""
    stated = expected_length(practice, motive, category)
    length = stated if _has_mean(practice, motive, category) else expected_length(_unstated(practice), motive, category)
    variance = log(1 + (length.sd / length.mean) ** 2) * (1 - consultation_presets().practitioner_share.value)
    return TrueLength(length.mean, length.mean * sqrt(exp(variance) - 1))


def _has_mean(practice: Practice, motive: Motive, category: Category) -> bool:
    lines: dict[str | None, LengthEntry] = {one.category: one for one in practice.lengths if one.motive == motive.id}
    line = lines.get(category.id) or lines.get(None)
    return line is not None and line.mean is not None


def _unstated(practice: Practice) -> Practice:
    return practice.model_copy(update={"lengths": ()})


def _paces(count: int, rng: np.random.Generator) -> list[float]:
    presets = consultation_presets()
    sd = sqrt(log(1 + presets.spread.value**2) * presets.practitioner_share.value)
    paces = np.exp(rng.normal(0, sd, count))
    return [float(pace) for pace in paces / paces.mean()]


def drawn_minutes(normal: Minutes, mean: Minutes, spread: Minutes) -> Minutes:
    """True minutes from standard normal draws and the mean and standard deviation of the logarithm."""
    minutes: Minutes = np.maximum(1, np.rint(np.exp(mean + spread * normal)))
    return minutes


def recorded(minutes: Minutes, chance: Minutes, size: Minutes, figures: Recording) -> Minutes:
    """What the record holds of true minutes; `chance` and `size` are uniform draws."""
    bounds = np.cumsum([figures.at_once.value, figures.forgotten.value, figures.end_of_day.value])
    late = minutes + np.rint(_between(HOURS_TOO_LATE, size))
    at_night = np.rint(_between(TO_THE_END_OF_DAY, size))
    held: Minutes = np.select([chance < bound for bound in bounds], [np.ones_like(minutes), late, at_night], minutes)
    return held


def _between(bounds: tuple[int, int], size: Minutes) -> Minutes:
    low, high = bounds
    within: Minutes = low + (high - low) * size
    return within
