"""Optimal nested levels: the literature, every policy of small cases, and two methods against one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.agenda.protection.classes import NestedClass
from solver.agenda.protection.demand import NormalDemand
from solver.agenda.protection.optimal import optimal, slot_worths
from tests.solver.agenda.protection.nests import (
    CALM,
    a_nest,
    count_demands,
    every_day,
    few,
    four_fares,
    nests,
    worth,
)

FEW = settings(CALM, max_examples=20)


def test_levels_of_the_literature() -> None:
    """The third one is given as 72.674; the conditions of Brumelle and McGill give 72.6748."""
    assert optimal(four_fares()) == pytest.approx((16.717, 42.490, 72.674), abs=1e-3)


def test_levels_of_normal_demand_meet_their_conditions() -> None:
    """Chances summed over a plain grid: P(S₁ > y₁, S₂ > y₂) = 534 ÷ 1050, and with S₃ > y₃ 520 ÷ 1050."""
    y1, y2, y3 = optimal(four_fares())
    first, second = (each.demand for each in four_fares()[:2])
    third = four_fares()[2].demand
    ones = y1 + (np.arange(500) + 0.5) * (17.3 + 8 * 5.8 - y1) / 500
    twos = np.linspace(45.1 - 8 * 15, 45.1 + 8 * 15, 4001)
    chances = np.outer(_steps(first, ones), _steps(second, twos))
    sums = ones[:, None] + twos
    both = np.where(sums > y2, chances, 0)
    assert both.sum() == pytest.approx(534 / 1050, abs=1e-3)
    left = np.linspace(y3 - sums.max(), y3 - y2, 2001)
    tails = np.interp(y3 - sums, left, [third.tail(at) for at in left])
    assert (both * tails).sum() == pytest.approx(520 / 1050, abs=1e-3)


def _steps(demand: object, at: np.ndarray) -> np.ndarray:
    assert isinstance(demand, NormalDemand)
    half = (at[1] - at[0]) / 2
    return np.array([demand.tail(x - half) - demand.tail(x + half) for x in at])


def test_normal_levels_are_the_limit_of_exact_ones() -> None:
    """In tenths of a slot, the dynamic programme gives nearly the same levels."""
    normal = a_nest(
        (1, NormalDemand(20, 4)), (0.7, NormalDemand(25, 5)), (0.5, NormalDemand(22, 5)), (0.3, NormalDemand(9, 2))
    )
    tenths = [NestedClass(each.worth, _tenths(each).counted()) for each in normal]
    assert [level / 10 for level in optimal(tenths)] == pytest.approx(optimal(normal), abs=0.1)


def _tenths(each: NestedClass) -> NormalDemand:
    return NormalDemand(10 * each.demand.mean, 10 * each.demand.sd)


@FEW
@given(classes=nests(few, 3), capacity=st.integers(1, 3))
def test_levels_are_the_best_of_every_policy(classes: list[NestedClass], capacity: int) -> None:
    """No limit on each class, chosen by the slots left when it asks, is worth more than the optimal levels."""
    best = max(_worth_of_limits(classes, limits, capacity) for limits in _every_limits(capacity))
    assert worth(classes, optimal(classes), capacity) == pytest.approx(best)
    assert slot_worths(classes, capacity)[-1].sum() == pytest.approx(best)


def _every_limits(capacity: int) -> list[tuple[int, tuple[int, ...]]]:
    """How many of the lowest class to take at most, and how many of the middle one for each number of slots left."""
    middle = product(*(range(left + 1) for left in range(capacity + 1)))
    return list(product(range(capacity + 1), middle))


def _worth_of_limits(classes: Sequence[NestedClass], limits: tuple[int, tuple[int, ...]], capacity: int) -> float:
    lowest, middle = limits
    total = 0.0
    for chance, asked in every_day(classes):
        third = min(asked[2], lowest)
        second = min(asked[1], middle[capacity - third])
        first = min(asked[0], capacity - third - second)
        taken = (first, second, third)
        total += chance * sum(each.worth * slots for each, slots in zip(classes, taken, strict=True))
    return total


@FEW
@given(classes=nests(few, 4), capacity=st.integers(1, 5))
def test_levels_of_four_classes_are_the_best_levels(classes: list[NestedClass], capacity: int) -> None:
    """Of all levels that never fall, none is worth more."""
    best = max(worth(classes, levels, capacity) for levels in combinations_with_replacement(range(capacity + 1), 3))
    assert worth(classes, optimal(classes), capacity) == pytest.approx(best)


@CALM
@given(classes=nests(count_demands, 3), capacity=st.integers(1, 40))
def test_slot_worths_sum_to_the_worth_of_the_optimal_levels(classes: list[NestedClass], capacity: int) -> None:
    """The programme over slots and the distribution of slots left agree."""
    expected = worth(classes, optimal(classes), capacity)
    rows = slot_worths(classes, capacity)
    assert rows[-1].sum() == pytest.approx(expected)
    assert all((np.diff(row) <= 1e-12).all() for row in rows)


def test_deviations_too_far_apart_are_refused() -> None:
    """The quadrature says so instead of being wrong."""
    for sd in (0.0, 0.05):
        with pytest.raises(ValueError, match="deviations"):
            optimal(a_nest((1, NormalDemand(50, sd)), (0.5, NormalDemand(50, 20)), (0.2, NormalDemand(5, 2))))
