"""The lognormal distribution in the two forms in which lengths come: of the logarithm, and of the minutes."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

Numbers: TypeAlias = NDArray[np.float64]

Z80 = float(norm.ppf(0.9))
"""Half the width of an 80 % interval, in standard deviations."""


def mean_of(location: Numbers, variance: Numbers) -> Numbers:
    """The mean in minutes of lengths whose logarithm has that mean and variance."""
    return np.exp(location + variance / 2)


def sd_of(location: Numbers, variance: Numbers) -> Numbers:
    """The standard deviation in minutes of lengths whose logarithm has that mean and variance."""
    return mean_of(location, variance) * np.sqrt(np.expm1(variance))


def of_logarithm(mean: Numbers, sd: Numbers) -> tuple[Numbers, Numbers]:
    """Mean and variance of the logarithm of lengths with that mean (above 0) and standard deviation in minutes."""
    variance = np.log1p((sd / mean) ** 2)
    return np.log(mean) - variance / 2, variance


def log_density(minutes: Numbers, location: Numbers, variance: Numbers) -> Numbers:
    """The log density of lengths in minutes under lognormals of that location and variance."""
    log = np.log(minutes)
    return -log - 0.5 * np.log(2 * np.pi * variance) - (log - location) ** 2 / (2 * variance)
