"""Nobody is booked twice at the same time."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse grains that a booking or a live hold has."""
    taken = 0 if candidate.slot.group else candidate.mask & candidate.taken.at(candidate.now)
    return Refusal("time_taken") if taken else None
