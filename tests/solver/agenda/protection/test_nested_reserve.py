"""Levels of more than two classes, raised until the promise to the top class holds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.agenda.protection.classes import NestedClass
from solver.agenda.protection.demand import PoissonDemand
from solver.agenda.protection.nested_reserve import Method, levels_by_worth, nested_reserve, served_nested
from solver.agenda.protection.optimal import optimal
from solver.agenda.protection.reserve import acute_reserve, turned_away
from tests.solver.agenda.protection.nests import (
    CALM,
    a_nest,
    count_demands,
    every_day,
    few,
    four_fares,
    nests,
)

rules = pytest.mark.parametrize("method", [Method.EMSR_A, Method.EMSR_B, Method.OPTIMAL])


def three_classes() -> list[NestedClass]:
    """Acute, soon, planned."""
    return a_nest((1, PoissonDemand(8)), (0.6, PoissonDemand(6)), (0.4, PoissonDemand(12)))


@rules
@CALM
@given(classes=nests(count_demands, 3), figure=st.floats(0.01, 0.5))
def test_promise_to_the_top_class_holds(method: Method, classes: list[NestedClass], figure: float) -> None:
    """The first level is the larger of worth's and promise's, and the others are not below it."""
    reserve = nested_reserve(classes, 150, figure, method)
    by_worth = levels_by_worth(classes, method)
    assert reserve.holds
    assert turned_away(classes[0].demand, reserve.levels[0]) <= figure + 1e-12
    assert reserve.levels[0] == max(by_worth[0], acute_reserve(classes[0].demand, 150, figure).slots)
    assert all(one <= other for one, other in pairwise(reserve.levels))
    assert all(level >= worth for level, worth in zip(reserve.levels, by_worth, strict=True))


@CALM
@given(classes=nests(few, 3), capacity=st.integers(0, 4), data=st.data())
def test_served_are_means_over_every_day(classes: list[NestedClass], capacity: int, data: st.DataObject) -> None:
    """Each class, the lowest first, takes what it asks for of what the levels leave."""
    levels = sorted(data.draw(st.tuples(st.integers(0, capacity), st.integers(0, capacity))))
    expected = [0.0] * 3
    for chance, asked in every_day(classes):
        left = capacity
        for j, kept in ((2, levels[1]), (1, levels[0]), (0, 0)):
            taken = min(asked[j], max(0, left - kept))
            expected[j] += chance * taken
            left -= taken
    assert served_nested([each.demand.counted() for each in classes], levels, capacity) == pytest.approx(expected)


def test_raised_level_costs_the_lower_classes() -> None:
    """The promise needs 11 slots where worth alone keeps 7 of 24; lower classes lose 5.07 consultations in all."""
    reserve = nested_reserve(three_classes(), 24, method=Method.OPTIMAL)
    assert (reserve.worth_levels, reserve.levels) == ((7, 14), (11, 14))
    assert reserve.served == pytest.approx((7.778, 3.309, 9.436), abs=5e-4)
    assert reserve.displaced == pytest.approx(5.073, abs=5e-4)


def test_two_classes_by_littlewood() -> None:
    """Littlewood's 8 slots are raised to the promise's 11."""
    classes = a_nest((1, PoissonDemand(8)), (0.5, PoissonDemand(20)))
    reserve = nested_reserve(classes, 24, method=Method.LITTLEWOOD)
    alone = acute_reserve(PoissonDemand(8), 24, planned=PoissonDemand(20))
    assert (reserve.worth_levels, reserve.levels) == ((8,), (11,))
    assert reserve.unused == alone.unused
    assert reserve.displaced == pytest.approx(alone.planned_displaced)


def test_normal_levels_are_rounded_down() -> None:
    """A part of a slot is not kept; the promise takes whole slots anyway."""
    reserve = nested_reserve(four_fares(), 140, method=Method.OPTIMAL)
    assert reserve.worth_levels == optimal(four_fares())
    assert reserve.levels == (acute_reserve(four_fares()[0].demand, 140).slots, 42, 72)
    assert sum(reserve.served) < 140


def test_small_capacity_is_kept_whole() -> None:
    """Six slots are all there is, and the promise is told to be broken."""
    reserve = nested_reserve(three_classes(), 6)
    assert (reserve.levels, reserve.holds) == ((6, 6), False)
    assert reserve.served[1:] == (0, 0)


def test_littlewood_does_not_know_three_classes() -> None:
    """The rule is for two."""
    with pytest.raises(ValueError, match="two classes"):
        nested_reserve(three_classes(), 24, method=Method.LITTLEWOOD)


@pytest.mark.parametrize("method", list(Method))
def test_bad_input_is_refused(method: Method) -> None:
    """Worths that rise, a capacity below 0, a promise of nobody ever."""
    classes = three_classes()[:2]
    with pytest.raises(ValueError, match="descending"):
        nested_reserve(classes[::-1], 24, method=method)
    with pytest.raises(ValueError, match="capacity"):
        nested_reserve(classes, -1, method=method)
    with pytest.raises(ValueError, match="turn away"):
        nested_reserve(classes, 24, 0, method)
