"""A booking lies in one session of its practitioner."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse time outside every session, or across two of them."""
    slot, seat = candidate.slot, candidate.seat
    if seat is not None and any(not candidate.mask & ~session for session, _ in seat.sessions):
        return None
    return Refusal("not_in_agenda", {"day": slot.day, "begin": slot.begin})
