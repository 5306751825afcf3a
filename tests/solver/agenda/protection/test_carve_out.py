"""Two classes: the worth of keeping slots back is computed exactly."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.agenda.protection.carve_out import CarveOut
from solver.agenda.protection.demand import CountDemand, EmpiricalDemand, PoissonDemand
from tests.solver.agenda.protection.nests import CALM, a_nest, count_demands, every_day, few, worth


def a_carve_out(**stated: Any) -> CarveOut:
    """24 slots, 20 planned and 8 acute requests, a planned consultation worth half an acute one."""
    defaults: dict[str, Any] = {"planned": PoissonDemand(20), "acute": PoissonDemand(8), "capacity": 24}
    return CarveOut(**defaults | stated)


def test_values_of_the_reference_case() -> None:
    """Nothing kept, Littlewood's 8 slots, and hindsight."""
    case = a_carve_out()
    assert case.littlewood_slots() == 8
    found = [round(each, 4) for each in (case.first_come(), case.value(8), case.hindsight())]
    assert found == [13.6007, 14.7917, 15.6785]


@CALM
@given(planned=count_demands, acute=count_demands, capacity=st.integers(0, 30), lower=st.floats(0.1, 0.9))
def test_littlewood_is_best_and_hindsight_better(
    planned: CountDemand, acute: CountDemand, capacity: int, lower: float
) -> None:
    """No other number of slots is worth more, and no policy more than hindsight."""
    case = CarveOut(planned, acute, capacity, lower)
    best = max(case.value(kept) for kept in range(capacity + 1))
    assert case.value(case.littlewood_slots()) == pytest.approx(best, abs=1e-9)
    assert case.hindsight() >= best - 1e-9


@CALM
@given(planned=few, acute=few, capacity=st.integers(0, 4), data=st.data())
def test_value_is_the_mean_over_every_day(
    planned: EmpiricalDemand, acute: EmpiricalDemand, capacity: int, data: st.DataObject
) -> None:
    """Planned patients first in what is open, acute ones in all that is left; hindsight the other way round."""
    kept = data.draw(st.integers(0, capacity))
    case = CarveOut(planned, acute, capacity)
    value = hindsight = 0.0
    for chance, (urgent, routine) in every_day(a_nest((1, acute), (0.5, planned))):
        seen = min(routine, capacity - kept)
        value += chance * (0.5 * seen + min(urgent, capacity - seen))
        seen = min(urgent, capacity)
        hindsight += chance * (seen + 0.5 * min(routine, capacity - seen))
    assert case.value(kept) == pytest.approx(value)
    assert case.hindsight() == pytest.approx(hindsight)


@CALM
@given(planned=count_demands, acute=count_demands, data=st.data())
def test_two_nested_classes_are_a_carve_out(planned: CountDemand, acute: CountDemand, data: st.DataObject) -> None:
    """The distribution of slots left gives the same worth."""
    kept = data.draw(st.integers(0, 24))
    expected = a_carve_out(planned=planned, acute=acute).value(kept)
    assert worth(a_nest((1, acute), (0.5, planned)), [kept], 24) == pytest.approx(expected)


def test_more_than_the_capacity_cannot_be_kept() -> None:
    """Nor less than nothing."""
    for kept in (-1, 25):
        with pytest.raises(ValueError, match="slots kept"):
            a_carve_out().value(kept)


def test_level_is_at_most_the_capacity() -> None:
    """Six slots are all there is."""
    assert a_carve_out(capacity=6).littlewood_slots() == 6


def test_bad_cases_are_refused() -> None:
    """A capacity below 0, and worths that do not descend."""
    with pytest.raises(ValueError, match="capacity"):
        a_carve_out(capacity=-1)
    for planned_worth in (0.0, 1.0, 1.5):
        with pytest.raises(ValueError, match="worth"):
            a_carve_out(planned_worth=planned_worth)
