"""The evaluation on the grid is exact: it agrees with listing every case, and with hand calculation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.appointments.durations import Duration
from solver.appointments.grid import evaluate
from solver.appointments.many_starts import GridCosts
from solver.appointments.patients import Patient
from solver.appointments.prices import Prices
from tests.solver.appointments.sessions import (
    PRICES,
    a_patient,
    listed,
    small_patients,
    some_prices,
    some_starts,
)


@settings(derandomize=True, deadline=None)
@given(st.data(), small_patients(), st.sampled_from([20, 45, 60]))
def test_it_agrees_with_listing_every_case(data: st.DataObject, patients: list[Patient], session: int) -> None:
    """Different durations and chances of absence, any starts, sessions long and short."""
    starts = data.draw(some_starts(len(patients)))
    found, told = evaluate(patients, starts, session), listed(patients, starts, session)
    assert found.waiting == pytest.approx(told["waiting"], abs=1e-9)
    assert [found.idle, found.overtime, found.spare] == pytest.approx(
        [told["idle"], told["overtime"], told["spare"]], abs=1e-9
    )


def test_two_patients_by_hand() -> None:
    """Ten or thirty minutes, the second booked at twenty, the session over at forty."""
    patient = Patient(Duration.of_samples([10, 30]))
    found = evaluate([patient, patient], (0, 20), 40)
    assert found.waiting == pytest.approx((0, 5))
    assert found.idle == pytest.approx(5)
    assert found.overtime == pytest.approx((0 + 10 + 0 + 20) / 4)
    assert found.spare == pytest.approx((10 + 0 + 0 + 0) / 4)


def test_the_absent_neither_wait_nor_take_time() -> None:
    """The third waits ten minutes if both before them come, five if only the second does; told for when they come."""
    patient = Patient(Duration.fixed(10), no_show=0.5)
    found = evaluate([patient] * 3, (0, 5, 10), 60)
    assert found.waiting == pytest.approx((0, 0.5 * 5, 0.25 * 10 + 0.25 * 5))
    assert found.total_wait == pytest.approx(0.5 * sum(found.waiting))


def test_the_practitioner_waits_for_the_last_start_even_if_nobody_comes() -> None:
    """An absence is known when the start passes: work ends no earlier."""
    patient = Patient(Duration.fixed(10), no_show=0.5)
    assert evaluate([patient], (20,), 60).idle == pytest.approx(20)


def test_idle_and_spare_time_and_overtime_add_up() -> None:
    """Session + overtime = work + idle + spare, in expectation."""
    found = evaluate([a_patient()] * 6, (0, 10, 30, 50, 70, 90), 120)
    assert found.idle + found.spare + 6 * a_patient().mean_work == pytest.approx(120 + found.overtime)


def test_a_long_session_of_long_tails_loses_nothing() -> None:
    """Everybody at once: waits are sums of means, whatever is cut off the tails."""
    patients = [a_patient(sd=14)] * 20
    found = evaluate(patients, (0,) * 20, 300)
    assert found.waiting == pytest.approx(np.arange(20) * patients[0].mean_work, rel=1e-10)
    assert found.idle == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("starts", "session", "told"),
    [
        ((0, 10), 60, "starts.*3 patients"),
        ((0, 20, 10), 60, r"starts\[2\].*10.*20"),
        ((-5, 0, 0), 60, r"starts\[0\].*-5"),
        ((0, 0.5, 1), 60, r"starts\[1\].*0\.5"),
        ((0, 0, 0), 0, "session_minutes.*0"),
    ],
)
def test_starts_that_cannot_be_are_refused(starts: tuple[int, ...], session: int, told: str) -> None:
    """The error names the start."""
    with pytest.raises(ValueError, match=told):
        evaluate([a_patient()] * 3, starts, session)


def test_a_session_of_nobody_is_refused() -> None:
    """There is nothing to evaluate."""
    with pytest.raises(ValueError, match="patients"):
        evaluate([], (), 60)


def test_durations_on_different_grids_are_refused() -> None:
    """Steps do not mix."""
    with pytest.raises(ValueError, match=r"step.*\[1, 5\]"):
        evaluate([a_patient(), Patient(Duration.fixed(10, step=5))], (0, 10), 60)


@settings(derandomize=True, deadline=None)
@given(st.data(), small_patients(), some_prices())
def test_many_starts_cost_what_each_costs(data: st.DataObject, patients: list[Patient], prices: Prices) -> None:
    """Rows share work with their neighbours, in whatever order they come."""
    rows = data.draw(st.lists(some_starts(len(patients)), min_size=1, max_size=8))
    costs = GridCosts(patients, 45, prices, grain=5)(np.array(rows) // 5)
    assert costs == pytest.approx([evaluate(patients, row, 45).cost(prices) for row in rows], abs=1e-8)


def test_many_starts_of_long_durations_cost_what_each_costs() -> None:
    """Different durations for each patient, on the fine grid, with everything that is cut off."""
    rng = np.random.default_rng(3)
    patients = [a_patient(mean, 0.5 * mean) for mean in rng.integers(8, 30, size=12)]
    rows = np.sort(rng.integers(0, 40, size=(20, 12)), axis=1)
    costs = GridCosts(patients, 200, PRICES, grain=5)(rows)
    assert costs == pytest.approx([evaluate(patients, 5 * row, 200).cost(PRICES) for row in rows], rel=1e-6)


def test_starts_that_run_backwards_cost_the_wait_from_then_on() -> None:
    """A patient booked before the one they follow waits longer by as much, and nothing else changes."""
    patients = [a_patient(), a_patient(10, 4), a_patient()]
    costs = GridCosts(patients, 60, PRICES, grain=5)(np.array([[0, 4, 2], [0, 4, 4]]))
    assert costs[0] == pytest.approx(costs[1] + patients[2].attendance * 10)


def test_a_grain_off_the_grid_is_refused() -> None:
    """Starts every five minutes need durations in minutes or in fives."""
    with pytest.raises(ValueError, match=r"grain.*5.*2"):
        GridCosts([Patient(Duration.fixed(10, step=2))], 60, PRICES, grain=5)
