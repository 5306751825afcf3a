"""The exact evaluation of a session on the grid: the work left before each patient, by Lindley's recursion.

The work left when a patient is due is a distribution on the grid. The patient adds theirs (a convolution), the time
until the next start takes away (a shift, cut at zero). Source: Lindley, The theory of queues with a single server,
Mathematical Proceedings of the Cambridge Philosophical Society 48 (1952) 277-289.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.appointments.arrays import Ints, Reals
from solver.appointments.durations import common_step
from solver.appointments.patients import Patient, attendances
from solver.appointments.prices import Evaluation
from solver.appointments.starts import check_session, checked_starts

NEGLIGIBLE = 1e-15
"""Chance that is cut off the far end of a distribution; it moves an expectation by less than 1e-11 minutes."""


def evaluate(patients: Sequence[Patient], starts: Sequence[int], session_minutes: int) -> Evaluation:
    """What a session is expected to be when patients come on time, independently, and are seen in the order booked.

    `starts` in minutes from the session's beginning, on the grid that the durations share. Raises ValueError for starts
    that are not, or that run backwards.
    """
    check_session(session_minutes)
    step = common_step(patient.duration for patient in patients)
    cells = checked_starts(starts, len(patients), step) // step
    waiting, left = _work_left(patients, cells)
    ends = starts[-1] + np.arange(len(left), dtype=np.float64) * step
    return Evaluation.of(
        waiting * step,
        attendances(patients),
        work=sum(patient.mean_work for patient in patients),
        end=float(left @ ends),
        past=float(left @ np.maximum(0.0, ends - session_minutes)),
        session_minutes=session_minutes,
    )


def _work_left(patients: Sequence[Patient], cells: Ints) -> tuple[Reals, Reals]:
    """The expected work before each patient, and the distribution of the work left with the last; both in steps."""
    left = np.ones(1)
    waiting = np.empty(len(patients))
    for place, (patient, gap) in enumerate(zip(patients, np.diff(cells, prepend=0).tolist(), strict=True)):
        before = after_gap(left, gap)
        waiting[place] = before @ np.arange(len(before))
        left = np.convolve(before, patient.work)
    return waiting, left


def after_gap(left: Reals, gap: int) -> Reals:
    """The work left `gap` steps later, without the far end that hardly ever happens."""
    if gap >= len(left):
        return np.ones(1)
    before = left[gap:].copy()
    before[0] += left[:gap].sum()
    beyond = np.cumsum(before[::-1])
    return before[: len(before) - int(np.searchsorted(beyond, NEGLIGIBLE))]
