"""Littlewood's rule keeps a slot as long as that is worth more than giving it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.agenda.protection.demand import CountDemand, Demand, EmpiricalDemand, NormalDemand, PoissonDemand
from solver.agenda.protection.littlewood import littlewood
from tests.solver.agenda.protection.nests import CALM, count_demands, normal_demands


def test_level_of_the_literature() -> None:
    """Demand of 17.3 ± 5.8 worth 1050 keeps 16.7175 against 567."""
    assert littlewood(NormalDemand(17.3, 5.8), 1050, 567) == pytest.approx(16.7175, abs=5e-5)


@CALM
@given(demand=count_demands, lower=st.floats(0.05, 0.95))
def test_level_of_counts_is_the_last_slot_worth_keeping(demand: CountDemand, lower: float) -> None:
    """The y-th slot is worth P(D ≥ y) > lower, the next one is not."""
    y = littlewood(demand, 1, lower)
    assert y == int(y)
    assert y == 0 or demand.tail(y - 1) > lower
    assert demand.tail(y) <= lower


def test_draw_goes_to_the_lower_class() -> None:
    """One request for sure, or none, with equal chance: half the worth now is as good as half the chance of all."""
    assert littlewood(EmpiricalDemand((0.5, 0.5)), 1, 0.5) == 0
    assert littlewood(EmpiricalDemand((0.5, 0.5)), 1, 0.49) == 1


@CALM
@given(
    demand=st.one_of(count_demands, normal_demands),
    worths=st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95)),
)
def test_less_is_kept_against_a_worthier_class(demand: Demand, worths: tuple[float, float]) -> None:
    """The level falls as the lower worth rises."""
    low, high = sorted(worths)
    assert littlewood(demand, 1, low) >= littlewood(demand, 1, high)


def test_level_is_never_below_0() -> None:
    """A normal quantile may be, slots are not."""
    assert littlewood(NormalDemand(2, 5), 1, 0.99) == 0


@pytest.mark.parametrize(("upper", "lower"), [(1, 1), (0.5, 1), (1, 0), (1, -1)])
def test_worths_that_do_not_descend_are_refused(upper: float, lower: float) -> None:
    """The upper class is worth strictly more, and the lower one more than nothing."""
    with pytest.raises(ValueError, match="worths"):
        littlewood(PoissonDemand(3), upper, lower)
