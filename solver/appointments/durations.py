"""How long a consultation lasts: chances on a grid of whole minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from numbers import Integral

import numpy as np

from scheduler.calendar import MINUTES_IN_DAY
from solver.appointments import limited_means
from solver.appointments.arrays import Reals
from solver.appointments.limited_means import LimitedMean

TAIL = 1e-7
"""Share of the mean that may lie beyond the longest duration kept; it is given back to the longest."""
MOST_TAIL = 1e-2
"""The same where the longest duration kept is a whole day."""


@dataclass(frozen=True, eq=False)
class Duration:
    """The chance `chances[k]` that a consultation lasts k × `step` minutes.

    Continuous distributions are put on the grid so that the mean is kept exactly and nothing gets less random: a
    duration between two cells goes to both, in proportion. Expected waiting, idle time and overtime on the grid are
    therefore never below those of the continuous distribution, and approach them as the square of the step.
    Raises ValueError, naming the field, for anything that is not a distribution.
    """

    chances: Reals
    step: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "step", checked_step(self.step))
        object.__setattr__(self, "chances", _checked_chances(self.chances))

    @classmethod
    def fixed(cls, minutes: float, step: int = 1) -> Duration:
        """Always the same minutes, split between two cells if they are not on the grid."""
        return cls.of_samples([minutes], step)

    @classmethod
    def lognormal(cls, mean: float, sd: float, step: int = 1) -> Duration:
        """Lognormal, with mean and standard deviation in minutes."""
        _check_positive(mean=mean, sd=sd)
        return _discretised(limited_means.lognormal(mean, sd), mean, checked_step(step))

    @classmethod
    def gamma(cls, mean: float, sd: float, step: int = 1) -> Duration:
        """Gamma, with mean and standard deviation in minutes."""
        _check_positive(mean=mean, sd=sd)
        return _discretised(limited_means.gamma(mean, sd), mean, checked_step(step))

    @classmethod
    def exponential(cls, mean: float, step: int = 1) -> Duration:
        """Exponential, with its mean in minutes."""
        return cls.gamma(mean, mean, step)

    @classmethod
    def of_samples(cls, minutes: Iterable[float], step: int = 1) -> Duration:
        """Each observed duration with the same chance; each above 0 and at most a day."""
        cells = _checked_samples(minutes) / checked_step(step)
        return cls(_spread(cells, np.full(len(cells), 1 / len(cells))), step)

    @classmethod
    def mixture(cls, parts: Sequence[tuple[float, Duration]]) -> Duration:
        """One of several durations, each with a chance in proportion to its weight (above 0)."""
        if not parts:
            raise ValueError("parts: a mixture needs at least one")
        _check_positive(**{f"parts[{i}] weight": weight for i, (weight, _) in enumerate(parts)})
        step = common_step([part for _, part in parts])
        whole = np.zeros(max(len(part.chances) for _, part in parts))
        for weight, part in parts:
            whole[: len(part.chances)] += weight * part.chances
        return cls(whole / whole.sum(), step)

    def on_step(self, step: int) -> Duration:
        """The same duration on another grid, the mean kept."""
        if checked_step(step) == self.step:
            return self
        return Duration(_spread(self.minutes / step, self.chances), step)

    @property
    def minutes(self) -> Reals:
        """The minutes of each cell, shape (cells,)."""
        return np.arange(len(self.chances), dtype=np.float64) * self.step

    @property
    def mean(self) -> float:
        """The mean in minutes."""
        return float(self.chances @ self.minutes)

    @property
    def variance(self) -> float:
        """The variance in square minutes."""
        return float(self.chances @ (self.minutes - self.mean) ** 2)

    @property
    def longest(self) -> int:
        """The longest duration with a chance, in minutes."""
        return (len(self.chances) - 1) * self.step


def common_step(durations: Iterable[Duration]) -> int:
    """The step that all durations share; ValueError if they differ or there are none."""
    steps = sorted({duration.step for duration in durations})
    if not steps:
        raise ValueError("patients: a session needs at least one")
    if len(steps) > 1:
        raise ValueError(f"step: the durations of a session share one step, not {steps}")
    return steps[0]


def checked_step(step: int) -> int:
    """The step as a whole number of minutes; ValueError otherwise."""
    if not (isinstance(step, Integral) and step >= 1):
        raise ValueError(f"step: a whole number of minutes of at least 1, not {step!r}")
    return int(step)


def _discretised(limited: LimitedMean, mean: float, step: int) -> Duration:
    means = _limited_means(limited, mean, step)
    rise = np.diff(means) / step
    chances = np.maximum(0.0, -np.diff(np.concatenate(([1.0], rise, [0.0]))))
    longest, usual = len(chances) - 1, int(np.argmax(chances[:-1]))
    tail = (mean - means[-1]) / ((longest - usual) * step)
    chances[longest] += tail
    chances[usual] -= tail
    return Duration(chances, step)


def _limited_means(limited: LimitedMean, mean: float, step: int) -> Reals:
    """E[min(D, x)] at the cells up to the longest duration kept."""
    cells = np.arange(1, max(2, MINUTES_IN_DAY // step) + 1, dtype=np.float64)
    means = np.concatenate(([0.0], limited(cells * step)))
    if mean - means[-1] > MOST_TAIL * mean:
        told = f"more than {MOST_TAIL:.0%} of the minutes would fall to consultations of over a day"
        raise ValueError(f"mean and sd: {told} (mean {mean:g})")
    enough = int(np.argmax(np.append(mean - means <= TAIL * mean, True)))
    return np.asarray(means[: max(2, enough + 1)], dtype=np.float64)


def _spread(cells: Reals, chances: Reals) -> Reals:
    """Chances at whole cells: what lies between two goes to both, in proportion."""
    below = np.floor(cells).astype(np.int64)
    above = cells - below
    size = int(below.max()) + 2
    whole = np.bincount(below, chances * (1 - above), size) + np.bincount(below + 1, chances * above, size)
    return np.asarray(whole[: int(np.flatnonzero(whole)[-1]) + 1], dtype=np.float64)


def _checked_chances(chances: Reals) -> Reals:
    own = np.array(chances, dtype=np.float64)
    if own.ndim != 1 or not own.size:
        raise ValueError(f"chances: one chance for each length, not an array of shape {own.shape}")
    for cell in np.flatnonzero(~(np.isfinite(own) & (own >= 0))):
        raise ValueError(f"chances[{cell}]: a chance is at least 0, not {own[cell]}")
    if abs(own.sum() - 1) > 1e-9:
        raise ValueError(f"chances: they add up to {own.sum():.12g}, not to 1")
    own.setflags(write=False)
    return own


def _checked_samples(minutes: Iterable[float]) -> Reals:
    samples = np.array(list(minutes), dtype=np.float64)
    if samples.ndim != 1 or not samples.size:
        raise ValueError("minutes: at least one duration is needed, as a flat list of numbers")
    for place in np.flatnonzero(~((samples > 0) & (samples <= MINUTES_IN_DAY))):
        raise ValueError(
            f"minutes[{place}]: a duration is above 0 and at most a day ({MINUTES_IN_DAY} min), not {samples[place]}"
        )
    return samples


def _check_positive(**values: float) -> None:
    for name, value in values.items():
        if not (isfinite(value) and value > 0):
            raise ValueError(f"{name}: must be a finite number above 0, not {value!r}")
