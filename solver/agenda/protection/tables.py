"""Probabilities of counts as arrays: entry k is the chance of exactly k."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
NEGLIGIBLE = 1e-20
MOST = 1_000_000


def negative_binomial(mean: float, dispersion: float = 0.0) -> Reals:
    """Chances of a count with variance mean + dispersion × mean², up to where nothing is left; dispersion 0: Poisson.

    From p(k+1) ÷ p(k) = mean × (1 + k × dispersion) ÷ ((k + 1) × (1 + dispersion × mean)), which holds for both.
    ValueError if a million slots are not enough.
    """
    if mean < NEGLIGIBLE:
        return np.ones(1)
    size = 64 + int(mean + 12 * math.sqrt(mean + dispersion * mean**2))
    while size <= MOST:
        logs = _log_chances(mean, dispersion, size)
        if logs[-1] < math.log(NEGLIGIBLE) and logs[-1] < logs[-2]:
            return trimmed(np.exp(logs))
        size *= 2
    raise ValueError(f"a demand of {mean:g} slots with dispersion {dispersion:g} reaches beyond a million slots")


def _log_chances(mean: float, dispersion: float, size: int) -> Reals:
    none = -math.log1p(dispersion * mean) / dispersion if dispersion * mean > NEGLIGIBLE else -mean
    k = np.arange(size, dtype=np.float64)
    ratios = mean * (1 + k * dispersion) / ((k + 1) * (1 + dispersion * mean))
    return np.concatenate(([none], none + np.cumsum(np.log(ratios))))


def trimmed(table: Reals) -> Reals:
    """The table without its negligible end, scaled to a sum of 1."""
    kept = table[: int(np.flatnonzero(table > NEGLIGIBLE)[-1]) + 1]
    scaled: Reals = kept / kept.sum()
    return scaled


def thinned(table: Reals, share: float) -> Reals:
    """Chances of what is left of a count when each one stays with chance `share`.

    By Horner's scheme for the generating function G(1 − share + share × z): one more term of every power at a time.
    """
    left = np.zeros(len(table))
    for chance in table[::-1]:
        left[1:] = left[1:] * (1 - share) + left[:-1] * share
        left[0] = left[0] * (1 - share) + chance
    return trimmed(left)


def summed(tables: Sequence[Reals]) -> Reals:
    """Chances of the sum of independent counts."""
    total = np.ones(1)
    for table in tables:
        total = trimmed(np.convolve(total, table))
    return total


def binomial_rows(most: int, share: float) -> Reals:
    """Entry (n, k): the chance that k of n stay when each one stays with chance `share`, n = 0 … most."""
    rows = np.zeros((most + 1, most + 1))
    rows[0, 0] = 1.0
    for n in range(most):
        rows[n + 1] = rows[n] * (1 - share)
        rows[n + 1, 1:] += rows[n, :-1] * share
    return rows
