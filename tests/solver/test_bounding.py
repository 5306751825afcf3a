"""Bounds are whole numbers that rounding never lifts above the truth."""

from __future__ import annotations

import pytest

from solver.bounding import rounded_up


@pytest.mark.parametrize(
    ("bound", "cost"),
    [(2.0, 2), (2.0000001, 2), (2.1, 3), (1.9999999, 2), (-0.5, 0), (-3.0, 0), (float("-inf"), 0), (999.0005, 999)],
)
def test_bound_is_rounded_up_unless_it_is_whole_but_for_rounding(bound: float, cost: int) -> None:
    """Costs are whole, so a bound of 2.1 means 3, and one of 2.0000001 still 2."""
    assert rounded_up(bound) == cost
