"""What is known of a patient before they come: how long they take, and whether they come at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solver.appointments.arrays import Reals
from solver.appointments.durations import Duration


@dataclass(frozen=True, eq=False)
class Patient:
    """A booked patient: the duration if they come, and the chance `no_show` in [0, 1) that they do not attend.

    A patient who does not attend neither waits nor takes time. Patients of one class are the same object.
    Raises ValueError for a chance outside [0, 1).
    """

    duration: Duration
    no_show: float = 0.0

    def __post_init__(self) -> None:
        check_no_show(self.no_show)

    @property
    def attendance(self) -> float:
        """The chance that they come."""
        return 1 - self.no_show

    @cached_property
    def work(self) -> Reals:
        """The chance of each number of steps that they take, absence counted as none; shape (cells,)."""
        work = self.attendance * self.duration.chances
        work[0] += self.no_show
        return work

    @property
    def mean_work(self) -> float:
        """The expected minutes that they take, absence counted as none."""
        return self.attendance * self.duration.mean

    @property
    def work_variance(self) -> float:
        """The variance of the minutes that they take, absence counted as none."""
        return self.attendance * (self.duration.variance + self.no_show * self.duration.mean**2)

    def on_step(self, step: int) -> Patient:
        """The same patient with the duration on another grid."""
        return Patient(self.duration.on_step(step), self.no_show)


def check_no_show(no_show: float) -> None:
    """ValueError unless the chance is at least 0 and below 1."""
    if not 0 <= no_show < 1:
        raise ValueError(f"no_show: a chance of at least 0 and below 1, not {no_show!r}")


def attendances(patients: Sequence[Patient]) -> Reals:
    """The chance of each to come, shape (patients,)."""
    return np.array([patient.attendance for patient in patients])
