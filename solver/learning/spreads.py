"""Partial pooling of variances: a cell's spread borrows from its parent's.

Smyth (2004, Statistical Applications in Genetics and Molecular Biology 3): variances of cells scatter around that of
their parent like an inverse chi-square; its degrees of freedom, by moments of the logarithms, are what the parent is
worth beside the cell's own.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import brentq
from scipy.special import digamma, polygamma

from solver.learning.lognormal import Numbers

FEWEST_FREEDOM, MOST_FREEDOM = 4.0, 1e4
LEAST_VARIANCE = 0.05**2
"""Lengths noted in steps of five minutes may all be equal in a cell; none is taken for more certain than this."""

MOST_VARIANCE = 1.0
"""Cases that spread further are no lengths of one kind; their tail would make any mean."""


def pool_variances(variance: Numbers, freedom: Numbers, parent: Numbers) -> tuple[Numbers, Numbers]:
    """The variances drawn to their parents' and their degrees of freedom; `freedom` is what each was found with."""
    prior = _prior_freedom(variance, freedom, parent)
    pooled = (prior * parent + freedom * variance) / (prior + freedom)
    return np.clip(pooled, LEAST_VARIANCE, MOST_VARIANCE), prior + freedom


def _prior_freedom(variance: Numbers, freedom: Numbers, parent: Numbers) -> float:
    """How many degrees of freedom a parent counts as; many when its cells differ no more than by chance."""
    told = (freedom > 0) & (variance > 0)
    if told.sum() < 2:
        return MOST_FREEDOM
    half = freedom[told] / 2
    log_ratio = np.log(variance[told] / parent[told]) - digamma(half) + np.log(half)
    excess = float(np.mean((log_ratio - log_ratio.mean()) ** 2) * told.sum() / (told.sum() - 1))
    excess -= float(np.mean(polygamma(1, half)))
    return _freedom_of(excess)


def _freedom_of(excess: float) -> float:
    """The degrees of freedom d with trigamma(d ÷ 2) = excess, between the fewest and the most."""

    def beyond(freedom: float) -> float:
        return float(polygamma(1, freedom / 2)) - excess

    if beyond(MOST_FREEDOM) >= 0:
        return MOST_FREEDOM
    if beyond(FEWEST_FREEDOM) <= 0:
        return FEWEST_FREEDOM
    return float(brentq(beyond, FEWEST_FREEDOM, MOST_FREEDOM))
