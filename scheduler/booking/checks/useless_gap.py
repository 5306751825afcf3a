"""Time is not wasted where an equal start would waste none."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal
from scheduler.calendar import GRAIN


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a start after which more time is of no use than after another start of the same free stretch.

    Compared are the starts that no rule about time, equipment or the patient's other appointments refuses; a start that
    one of those refuses is left to it.
    """
    seat, slot = candidate.seat, candidate.slot
    if seat is None or slot.group:
        return None
    found = candidate.view.found(seat, candidate.sheet)
    wasteful = found.starts & ~found.mask if found is not None else 0
    return Refusal("useless_gap") if wasteful >> slot.begin // GRAIN & 1 else None
