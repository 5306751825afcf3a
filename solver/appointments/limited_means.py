"""Limited expected values E[min(D, x)] of the distributions that durations are drawn from."""

from __future__ import annotations

from collections.abc import Callable
from math import log, log1p, sqrt

import numpy as np
from scipy.special import gammainc, gammaincc, ndtr

from solver.appointments.arrays import Reals

LimitedMean = Callable[[Reals], Reals]
"""E[min(D, x)] for each x > 0, in minutes."""


def lognormal(mean: float, sd: float) -> LimitedMean:
    """Of the lognormal distribution with this mean and standard deviation."""
    spread = sqrt(log1p((sd / mean) ** 2))
    centre = log(mean) - spread**2 / 2

    def limited(x: Reals) -> Reals:
        z = (np.log(x) - centre) / spread
        return np.asarray(mean * ndtr(z - spread) + x * ndtr(-z), dtype=np.float64)

    return limited


def gamma(mean: float, sd: float) -> LimitedMean:
    """Of the gamma distribution with this mean and standard deviation; exponential where they are equal."""
    shape, scale = (mean / sd) ** 2, sd**2 / mean

    def limited(x: Reals) -> Reals:
        return np.asarray(mean * gammainc(shape + 1, x / scale) + x * gammaincc(shape, x / scale), dtype=np.float64)

    return limited
