"""The times between patients with exponential service: closed forms, published optima, slopes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.appointments.exponential import ExponentialSession
from solver.appointments.interarrival import best_gaps, evaluate_gaps


@pytest.mark.parametrize("omega", [0.1, 0.5, 0.9])
def test_two_patients_have_a_closed_form(omega: float) -> None:
    """The gap is -ln(omega) and costs omega times as much."""
    found = best_gaps(2, omega)
    assert found.gaps == pytest.approx([-np.log(omega)], abs=1e-6)
    assert found.cost == pytest.approx(-omega * np.log(omega), abs=1e-9)


def test_two_and_three_patients_at_one_half() -> None:
    """The published gaps and costs, to the digits given."""
    two, three = best_gaps(2, 0.5), best_gaps(3, 0.5)
    assert two.gaps == pytest.approx([0.6931], abs=5e-5)
    assert two.cost == pytest.approx(0.346574, abs=5e-7)
    assert three.gaps == pytest.approx([0.889, 1.0527], abs=5e-5)
    assert three.cost == pytest.approx(0.819858, abs=5e-7)


def test_gaps_are_in_minutes_of_the_mean() -> None:
    """Twelve-minute services make everything twelve times as long."""
    unit, twelve = best_gaps(4, 0.3), best_gaps(4, 0.3, mean_service=12)
    assert twelve.gaps == pytest.approx(12 * np.array(unit.gaps), rel=1e-5)
    assert twelve.cost == pytest.approx(12 * unit.cost)


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.lists(st.floats(0, 3), min_size=5, max_size=5), st.floats(0.05, 0.95))
def test_no_other_gaps_cost_less(gaps: list[float], omega: float) -> None:
    """The cost is convex, so a point without slope is the least of all."""
    assert evaluate_gaps(gaps, omega).cost >= best_gaps(6, omega).cost - 1e-9


def test_equal_gaps_are_a_session_of_one_patient_an_interval() -> None:
    """Both models give the same wait, and idle time up to the last beginning."""
    session = ExponentialSession(4, mean_service=10, interval=12, intervals=4).evaluate((1, 1, 1, 1))
    found = evaluate_gaps([12, 12, 12], 0.5, mean_service=10)
    assert found.waiting == pytest.approx(session.total_wait)
    assert found.idle == pytest.approx(session.idle)


def test_a_patient_more_can_be_planned_for_a_whole_session() -> None:
    """Thirty patients: gaps are widest in the middle, as published for the 'dome' shape."""
    gaps = best_gaps(30, 0.5).gaps
    assert gaps[0] < gaps[5] < max(gaps)
    assert gaps[-1] < gaps[-6] < max(gaps)


@pytest.mark.parametrize(
    ("patients", "omega", "mean", "told"),
    [(1, 0.5, 1, "patients.*1"), (3, 0, 1, "omega.*0"), (3, 1, 1, "omega.*1"), (3, 0.5, 0, "mean_service.*0")],
)
def test_what_cannot_be_planned_is_refused(patients: int, omega: float, mean: float, told: str) -> None:
    """The error names the field."""
    with pytest.raises(ValueError, match=told):
        best_gaps(patients, omega, mean)


def test_a_negative_gap_is_refused() -> None:
    """Patients come in their order."""
    with pytest.raises(ValueError, match=r"gaps\[1\].*-1"):
        evaluate_gaps([1, -1], 0.5)
