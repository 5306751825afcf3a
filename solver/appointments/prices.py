"""What a session costs: the prices of waiting, idle time and overtime, and what a plan of starts comes to."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import isfinite

from solver.appointments.arrays import Reals


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of a minute of a patient's waiting, of the practitioner's idle time and of overtime, in any one currency.

    Raises ValueError for a price that is negative or not finite.
    """

    waiting: float
    idle: float
    overtime: float

    def __post_init__(self) -> None:
        for each in fields(self):
            price = getattr(self, each.name)
            if not (isfinite(price) and price >= 0):
                raise ValueError(f"{each.name}: a price is a finite number of at least 0, not {price!r}")

    @classmethod
    def on_mean_wait(cls, waiting: float, idle: float, overtime: float, expected_patients: float) -> Prices:
        """Prices where `waiting` is charged on the mean wait of those who come instead of on all their minutes.

        This is how Kaandorp and Koole (2007) weigh: `expected_patients` is the number of bookings × the chance to come.
        """
        if not expected_patients > 0:
            raise ValueError(f"expected_patients: must be above 0, not {expected_patients!r}")
        return cls(waiting / expected_patients, idle, overtime)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Expected minutes of a session whose starts are given.

    `waiting[i]`: the wait of patient i if they come, from the booked start to the beginning of the consultation;
    `attendance[i]`: the chance that they come. `idle`: minutes without a patient from the session's beginning until the
    work ends. `overtime`: minutes of work past the session's end. `spare`: minutes of the session after the work ended.
    The work ends with the last consultation, and not before the last booked start.
    """

    waiting: tuple[float, ...]
    attendance: tuple[float, ...]
    idle: float
    overtime: float
    spare: float

    @classmethod
    def of(
        cls, waiting: Reals, attendance: Reals, *, work: float, end: float, past: float, session_minutes: float
    ) -> Evaluation:
        """From the `work` expected, when it is expected to end, and how much of it past the session; in minutes."""
        idle, spare = max(0.0, end - work), max(0.0, session_minutes + past - end)
        return cls(tuple(waiting.tolist()), tuple(attendance.tolist()), idle, past, spare)

    @property
    def patients(self) -> float:
        """The expected number of patients who come."""
        return sum(self.attendance)

    @property
    def total_wait(self) -> float:
        """The expected minutes that all patients together wait."""
        return sum(wait * chance for wait, chance in zip(self.waiting, self.attendance, strict=True))

    @property
    def mean_wait(self) -> float:
        """Expected minutes of waiting for each patient who comes."""
        return self.total_wait / self.patients

    def cost(self, prices: Prices) -> float:
        """Waiting, idle time until the work ends, and overtime, at their prices."""
        return prices.waiting * self.total_wait + prices.idle * self.idle + prices.overtime * self.overtime
