"""Absence is part of the work a patient brings."""

import pytest

from solver.appointments.durations import Duration
from solver.appointments.patients import Patient
from tests.solver.appointments.sessions import a_duration


def test_absence_is_work_of_no_time() -> None:
    """A fifth of ten minutes is not there."""
    patient = Patient(Duration.fixed(10), no_show=0.2)
    assert patient.work[0] == pytest.approx(0.2)
    assert patient.work[10] == pytest.approx(0.8)
    assert patient.mean_work == 8
    assert patient.work_variance == pytest.approx(0.2 * 64 + 0.8 * 4)


def test_the_variance_of_work_is_that_of_its_distribution() -> None:
    """Computed from the chances as well."""
    patient = Patient(a_duration(), no_show=0.3)
    minutes = patient.duration.minutes
    assert patient.work_variance == pytest.approx(patient.work @ minutes**2 - (patient.work @ minutes) ** 2)


@pytest.mark.parametrize("no_show", [-0.1, 1, float("nan")])
def test_a_chance_of_absence_outside_zero_to_one_is_refused(no_show: float) -> None:
    """A patient who never comes is not booked."""
    with pytest.raises(ValueError, match=f"no_show.*{no_show}"):
        Patient(a_duration(), no_show)
