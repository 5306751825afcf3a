"""Sessions judged on samples: observed or simulated durations, one row a session, in place of distributions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.calendar import MINUTES_IN_DAY
from solver.appointments.arrays import Bools, Ints, Reals
from solver.appointments.patients import Patient
from solver.appointments.prices import Evaluation, Prices
from solver.appointments.starts import check_session, checked_starts


@dataclass(frozen=True, eq=False)
class Samples:
    """`minutes[r, i]` that patient i takes in replication r, NaN where they do not attend; every row as likely.

    Patients may depend on each other. Raises ValueError for anything but a matrix of durations from 0 to a day.
    """

    minutes: Reals

    def __post_init__(self) -> None:
        own = np.array(self.minutes, dtype=np.float64)
        if own.ndim != 2 or not own.size:
            raise ValueError(f"minutes: a matrix of replications by patients, not an array of shape {own.shape}")
        for row, column in np.argwhere(~(np.isnan(own) | ((own >= 0) & (own <= MINUTES_IN_DAY)))):
            told = f"from 0 to a day ({MINUTES_IN_DAY} min), or NaN for an absence"
            raise ValueError(f"minutes[{row}, {column}]: a duration {told}, not {own[row, column]}")
        own.setflags(write=False)
        object.__setattr__(self, "minutes", own)

    @classmethod
    def drawn(cls, patients: Sequence[Patient], replications: int, rng: np.random.Generator) -> Samples:
        """Independent draws from the patients' distributions; the same generator state gives the same samples."""
        columns = [_drawn(patient, replications, rng) for patient in patients]
        return cls(np.column_stack(columns))

    @property
    def patients(self) -> int:
        """Number of patients."""
        return int(self.minutes.shape[1])

    @property
    def present(self) -> Bools:
        """Who attends, shape (replications, patients)."""
        return ~np.isnan(self.minutes)

    @property
    def work(self) -> Reals:
        """Minutes of consultation, 0 for those who do not attend; shape (replications, patients)."""
        return np.nan_to_num(self.minutes)

    def ordered(self, order: Sequence[int]) -> Samples:
        """The same replications with the patients in another order."""
        return Samples(self.minutes[:, list(order)])


def evaluate_samples(samples: Samples, starts: Sequence[int], session_minutes: int) -> Evaluation:
    """The mean of the session over the replications; a patient who never attends has a wait of 0.

    `starts` in whole minutes from the session's beginning. Raises ValueError for starts that run backwards.
    """
    check_session(session_minutes)
    booked = checked_starts(starts, samples.patients, 1)
    columns, ends = [], np.zeros((1, len(samples.minutes)))
    for waits, ends in _served(samples.work, booked[None]):  # noqa: B007 - the last one's end is the end of work
        columns.append(waits[0])
    attendance = samples.present.mean(axis=0)
    waiting = (np.column_stack(columns) * samples.present).mean(axis=0) / np.where(attendance > 0, attendance, 1)
    return Evaluation.of(
        waiting,
        attendance,
        work=float(samples.work.sum(axis=1).mean()),
        end=float(ends.mean()),
        past=float(np.maximum(0, ends - session_minutes).mean()),
        session_minutes=session_minutes,
    )


class SampleCosts:
    """Costs of starts over samples: call it with integers of shape (rows, patients), unit `grain` minutes."""

    def __init__(self, samples: Samples, session_minutes: int, prices: Prices, grain: int) -> None:
        self._work, self._present = samples.work, samples.present
        self._minutes, self._prices, self._grain = session_minutes, prices, grain
        self._mean_work = float(self._work.sum(axis=1).mean())

    def __call__(self, starts: Ints) -> Reals:
        """The mean cost of each row."""
        waited, ends = np.zeros(len(starts)), np.zeros((len(starts), 1))
        for place, (waits, ends) in enumerate(_served(self._work, starts * self._grain)):  # noqa: B007
            waited += (waits @ self._present[:, place]) / len(self._work)
        idle, past = ends.mean(axis=1) - self._mean_work, np.maximum(0, ends - self._minutes).mean(axis=1)
        prices = self._prices
        return np.asarray(prices.waiting * waited + prices.idle * idle + prices.overtime * past, dtype=np.float64)


def _served(work: Reals, booked: Ints) -> Iterator[tuple[Reals, Reals]]:
    """For each patient in turn their waits and when they leave; both of shape (rows of starts, replications)."""
    ends = np.zeros((len(booked), len(work)))
    for place in range(work.shape[1]):
        begin = np.maximum(ends, booked[:, place][:, None])
        ends = begin + work[:, place]
        yield begin - booked[:, place][:, None], ends


def _drawn(patient: Patient, replications: int, rng: np.random.Generator) -> Reals:
    duration = patient.duration
    minutes = rng.choice(duration.minutes, size=replications, p=duration.chances / duration.chances.sum())
    return np.where(rng.random(replications) < patient.no_show, np.nan, minutes)
