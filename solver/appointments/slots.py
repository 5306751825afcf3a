"""A session cut into slots: each patient is booked where the slot before ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from solver.appointments.grid import evaluate
from solver.appointments.patients import Patient
from solver.appointments.prices import Evaluation


def slot_starts(lengths: Sequence[int]) -> tuple[int, ...]:
    """The starts of slots of these lengths (minutes), one after the other from the session's beginning.

    Raises ValueError for a slot without length.
    """
    for place, length in enumerate(lengths):
        if not length > 0:
            raise ValueError(f"lengths[{place}]: a slot lasts more than 0 minutes, not {length!r}")
    return tuple(accumulate(lengths[:-1], initial=0))


def evaluate_slots(slots: Sequence[tuple[Patient, int]], session_minutes: int | None = None) -> Evaluation:
    """What to expect of a session with these patients in slots of these lengths, of one class or of several.

    The session ends with the last slot unless `session_minutes` says otherwise. Raises ValueError without a slot, or
    for lengths off the grid of the durations.
    """
    if not slots:
        raise ValueError("slots: a session needs at least one")
    patients, lengths = [patient for patient, _ in slots], [length for _, length in slots]
    return evaluate(patients, slot_starts(lengths), sum(lengths) if session_minutes is None else session_minutes)
