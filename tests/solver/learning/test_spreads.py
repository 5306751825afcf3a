"""Spreads of few cases borrow from their parent's."""

from __future__ import annotations

import numpy as np
import pytest

from solver.learning.spreads import FEWEST_FREEDOM, LEAST_VARIANCE, MOST_FREEDOM, pool_variances


def test_alike_spreads_are_all_the_parents() -> None:
    """Variances that differ by chance only are drawn wholly to the parent's."""
    rng = np.random.default_rng(1)
    freedom = np.full(200, 10.0)
    found = 0.09 * rng.chisquare(10, 200) / 10
    pooled, _ = pool_variances(found, freedom, np.full(200, 0.09))
    assert pooled.std() < 0.2 * found.std()


def test_spreads_that_truly_differ_keep_their_own() -> None:
    """With many cases and true differences each cell keeps its own variance."""
    rng = np.random.default_rng(2)
    truth = 0.09 / (rng.chisquare(6, 100) / 6)
    found = truth * rng.chisquare(1000, 100) / 1000
    pooled, freedom = pool_variances(found, np.full(100, 1000.0), np.full(100, 0.09))
    assert pooled == pytest.approx(found, rel=0.1)
    assert freedom[0] - 1000 == pytest.approx(6, abs=2.5)


def test_cell_without_freedom_has_the_parents_spread() -> None:
    """One case tells no spread of its own."""
    pooled, _ = pool_variances(np.array([0.0, 0.08, 0.1]), np.array([0.0, 50.0, 50.0]), np.full(3, 0.09))
    assert pooled[0] == pytest.approx(0.09)


def test_pooled_variance_is_the_weighted_mean() -> None:
    """With one cell to tell, the parent counts as its most."""
    pooled, freedom = pool_variances(np.array([0.25]), np.array([20.0]), np.array([0.09]))
    assert freedom[0] == MOST_FREEDOM + 20
    assert pooled[0] == pytest.approx((MOST_FREEDOM * 0.09 + 20 * 0.25) / (MOST_FREEDOM + 20))


def test_wildly_different_spreads_still_lean_on_the_parent() -> None:
    """However much cells differ, the parent counts as the fewest degrees of freedom at least."""
    found = np.array([1e-3, 1.0, 1e-3, 1.0])
    _, freedom = pool_variances(found, np.full(4, 500.0), np.full(4, 0.09))
    assert freedom[0] == pytest.approx(500 + FEWEST_FREEDOM)


def test_equal_lengths_are_not_taken_for_certain() -> None:
    """Lengths noted in coarse steps may all be equal; some spread is left."""
    pooled, _ = pool_variances(np.array([0.0]), np.array([50.0]), np.array([0.0]))
    assert pooled[0] == LEAST_VARIANCE
