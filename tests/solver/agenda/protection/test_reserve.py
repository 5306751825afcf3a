"""The smallest reserve that keeps the promise, and what it costs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.agenda.protection.carve_out import CarveOut
from solver.agenda.protection.demand import (
    CountDemand,
    Demand,
    EmpiricalDemand,
    NegativeBinomialDemand,
    NormalDemand,
    PoissonDemand,
)
from solver.agenda.protection.reserve import acute_reserve, smallest_reserve, turned_away, unused
from tests.solver.agenda.protection.nests import CALM, a_nest, count_demands, every_day, few, normal_demands

figures = st.floats(0.005, 0.5)
demands = st.one_of(count_demands, normal_demands)


@CALM
@given(demand=demands, figure=figures)
def test_one_slot_less_breaks_the_promise(demand: Demand, figure: float) -> None:
    """The reserve keeps the promise and is the smallest that does."""
    reserve = acute_reserve(demand, 1000, figure)
    assert reserve.holds
    assert reserve.turned_away <= figure + 1e-12
    assert turned_away(demand, reserve.slots - 1) > figure


@CALM
@given(demand=demands, slots=st.integers(0, 60))
def test_fewer_are_turned_away_with_every_slot(demand: Demand, slots: int) -> None:
    """All without a reserve, and never more with one slot more."""
    assert turned_away(demand, 0) == pytest.approx(1)
    assert 0 <= turned_away(demand, slots + 1) <= turned_away(demand, slots)


@CALM
@given(demand=demands, figures=st.tuples(figures, figures))
def test_a_stricter_promise_keeps_no_less(demand: Demand, figures: tuple[float, float]) -> None:
    """The reserve falls as the figure rises."""
    strict, loose = sorted(figures)
    assert smallest_reserve(demand, strict) >= smallest_reserve(demand, loose)


@CALM
@given(demand=count_demands, slots=st.integers(0, 40))
def test_shares_and_unused_slots_are_means_over_the_table(demand: CountDemand, slots: int) -> None:
    """E[(D − y)+] ÷ E[D] and E[(y − D)+], one count at a time."""
    away = sum(chance * max(0, k - slots) for k, chance in enumerate(demand.table))
    idle = sum(chance * max(0, slots - k) for k, chance in enumerate(demand.table))
    assert turned_away(demand, slots) == pytest.approx(away / demand.mean, abs=1e-9)
    assert unused(demand, slots) == pytest.approx(idle, abs=1e-9)


@CALM
@given(acute=few.filter(lambda each: each.mean > 0), planned=few, capacity=st.integers(0, 4), figure=figures)
def test_both_numbers_are_means_over_every_day(
    acute: EmpiricalDemand, planned: EmpiricalDemand, capacity: int, figure: float
) -> None:
    """Planned patients displaced, and acute ones turned away when they also get what planned ones left."""
    reserve = acute_reserve(acute, capacity, figure, planned)
    displaced = away = 0.0
    for chance, (urgent, routine) in every_day(a_nest((1, acute), (0.5, planned))):
        seen = min(routine, capacity - reserve.slots)
        displaced += chance * (min(routine, capacity) - seen)
        away += chance * max(0, urgent - (capacity - seen))
    assert reserve.planned_displaced == pytest.approx(displaced)
    assert reserve.turned_away_in_all == pytest.approx(away / acute.mean)


@CALM
@given(acute=count_demands, planned=count_demands, capacity=st.integers(0, 40))
def test_slots_that_planned_patients_leave_only_help(acute: CountDemand, planned: CountDemand, capacity: int) -> None:
    """The promise counts on the reserve alone, so that the true share is at most as large."""
    reserve = acute_reserve(acute, capacity, planned=planned)
    assert reserve.turned_away_in_all is not None
    assert reserve.turned_away_in_all <= reserve.turned_away + 1e-9


def test_default_promise_is_five_percent() -> None:
    """With 8 acute requests to expect, 10 slots turn 5.3 % away and 11 slots 3.0 %."""
    reserve = acute_reserve(PoissonDemand(8), 24)
    assert (reserve.turn_away, reserve.slots) == (0.05, 11)


def test_days_that_differ_more_need_more() -> None:
    """The same mean with a dispersion of 0.1 takes one slot more."""
    assert acute_reserve(NegativeBinomialDemand(8, 0.1), 24).slots == 12


def test_certain_demand_keeps_what_the_promise_allows() -> None:
    """Of exactly 20 requests one may be turned away: a figure met exactly is met."""
    assert smallest_reserve(EmpiricalDemand.observed([20]), 0.05) == 19


def test_small_capacity_is_kept_whole_and_the_true_share_told() -> None:
    """Six slots cannot keep the promise to eight patients."""
    reserve = acute_reserve(PoissonDemand(8), 6, planned=PoissonDemand(20))
    assert (reserve.slots, reserve.holds) == (6, False)
    assert reserve.turned_away == turned_away(PoissonDemand(8), 6)
    assert reserve.turned_away_in_all == pytest.approx(reserve.turned_away)
    assert reserve.planned_displaced == pytest.approx(6, abs=1e-3)


def test_littlewood_is_given_to_compare() -> None:
    """Worth half an acute consultation, planned ones leave 8 slots to acute ones."""
    reserve = acute_reserve(PoissonDemand(8), 24, planned_worth=0.5)
    assert reserve.littlewood == CarveOut(PoissonDemand(20), PoissonDemand(8), 24).littlewood_slots() == 8


def test_without_planned_demand_nothing_is_said_of_it() -> None:
    """No planned demand and no worth, no figures of them."""
    reserve = acute_reserve(PoissonDemand(8), 24)
    assert (reserve.planned_displaced, reserve.turned_away_in_all, reserve.littlewood) == (None, None, None)


@pytest.mark.parametrize("nobody", [PoissonDemand(0), NormalDemand(0, 0)])
def test_nothing_is_kept_for_nobody(nobody: Demand) -> None:
    """Where nobody asks, nobody is turned away."""
    reserve = acute_reserve(nobody, 24, planned=PoissonDemand(20))
    assert (reserve.slots, reserve.turned_away, reserve.turned_away_in_all, reserve.unused) == (0, 0, 0, 0)


@pytest.mark.parametrize("figure", [0, 1, -0.1, 1.5, float("nan")])
def test_promise_outside_its_range_is_refused(figure: float) -> None:
    """A share lies strictly between 0 and 1."""
    with pytest.raises(ValueError, match="turn away"):
        acute_reserve(PoissonDemand(8), 24, figure)


def test_bad_capacity_and_worth_are_refused() -> None:
    """A capacity below 0, and a planned worth that is not below the acute one's."""
    with pytest.raises(ValueError, match="capacity"):
        acute_reserve(PoissonDemand(8), -1)
    for planned_worth in (0.0, 1.0):
        with pytest.raises(ValueError, match="worths"):
            acute_reserve(PoissonDemand(8), 24, planned_worth=planned_worth)
