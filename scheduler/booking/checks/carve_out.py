"""Time that is kept for a use or a motive is for that alone; open time is for planned and acute motives."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse bookable grains kept for something else, and a start at which no group of the motive begins."""
    seat = candidate.seat
    if seat is None:
        return None
    if candidate.slot.group:
        begins = any(piece.begin == candidate.slot.begin for piece in candidate.view.groups(seat))
        return None if begins else Refusal("carve_out")
    return Refusal("carve_out") if candidate.mask & seat.bookable & ~seat.opening(candidate.asked.wanted).own else None
