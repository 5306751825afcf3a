"""The slot length that costs least for each patient seen, in a session of equal slots.

A session of n slots of L minutes is planned to end after n × L minutes. Each patient who comes is charged their share
of the waiting, of the overtime past that end, and of the practitioner's minutes without a patient: those up to the end
of work or the planned end, whichever is later. A longer slot saves waiting and overtime and costs minutes without a
patient, so each length has its price. What is left of the session after the last whole slot is open to other use and
charged to nobody: otherwise a length would win for dividing the session, not for suiting the patients.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.calendar import GRAIN
from solver.appointments.arrays import Reals
from solver.appointments.durations import Duration
from solver.appointments.grid import after_gap
from solver.appointments.patients import Patient
from solver.appointments.prices import Prices
from solver.appointments.starts import check_session


@dataclass(frozen=True, slots=True)
class SlotCost:
    """What one slot length is expected to bring, in minutes.

    `slots`: how many fit into the session. `waiting`: for each patient who comes. `idle`: minutes without a patient in
    a session, up to its planned end or the end of work if that is later. `overtime`: in a session, past the end of the
    last slot. `cost`: of all three for each patient who comes, at the prices given.
    """

    length: int
    slots: int
    waiting: float
    idle: float
    overtime: float
    cost: float


@dataclass(frozen=True, slots=True)
class SlotLength:
    """The length that costs least, and every length that was weighed, shortest first."""

    length: int
    table: tuple[SlotCost, ...]

    @property
    def best(self) -> SlotCost:
        """The line of the length that costs least."""
        return next(line for line in self.table if line.length == self.length)


def best_slot_length(
    duration: Duration,
    no_show: float,
    session_minutes: int,
    prices: Prices,
    candidates: Sequence[int] | None = None,
) -> SlotLength:
    """The slot length that costs least for each patient who comes; of equal ones the shortest.

    `candidates` in minutes; by default all lengths on the 5-minute grid up to the longest duration. Raises ValueError
    if none fits into the session, or one is off the grid of the durations.
    """
    check_session(session_minutes)
    patient = Patient(duration, no_show)
    lengths = _fitting(candidates, session_minutes, duration)
    table = tuple(_slot_cost(patient, length, session_minutes // length, prices) for length in lengths)
    return SlotLength(min(table, key=lambda line: line.cost).length, table)


def _fitting(candidates: Sequence[int] | None, session_minutes: int, duration: Duration) -> list[int]:
    """The lengths to weigh. None beyond the longest duration: nobody would wait less, and more time would be lost."""
    lengths = range(GRAIN, duration.longest + GRAIN, GRAIN) if candidates is None else sorted(set(candidates))
    for length in lengths:
        if length <= 0 or length % duration.step:
            raise ValueError(f"candidates: a multiple of {duration.step} minutes above 0, not {length!r}")
    fitting = [length for length in lengths if length <= session_minutes]
    if not fitting:
        raise ValueError(f"candidates: none of {list(lengths)} fits into {session_minutes} minutes")
    return fitting


def _slot_cost(patient: Patient, length: int, slots: int, prices: Prices) -> SlotCost:
    waiting, past = _wait_and_overtime(patient, length, slots)
    comes = slots * patient.attendance
    idle = max(0.0, slots * (length - patient.mean_work) + past)
    cost = prices.waiting * waiting + (prices.idle * idle + prices.overtime * past) / comes
    return SlotCost(length, slots, waiting, idle, past, cost)


def _wait_and_overtime(patient: Patient, length: int, slots: int) -> tuple[float, float]:
    """The mean wait of those who come, and the work left at the end of the last slot."""
    step = patient.duration.step
    left, waited = np.ones(1), 0.0
    for _ in range(slots):
        waited += _mean(left)
        left = after_gap(np.convolve(left, patient.work), length // step)
    return waited * step / slots, _mean(left) * step


def _mean(chances: Reals) -> float:
    return float(chances @ np.arange(len(chances)))
