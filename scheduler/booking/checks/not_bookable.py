"""Time that is laid out for nobody is not booked."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse grains of a session that no booking takes: desk, break, supervision, groups."""
    seat = candidate.seat
    if seat is None or candidate.slot.group or not candidate.mask & seat.present & ~seat.bookable:
        return None
    return Refusal("not_bookable")
