"""A group has so many places."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a group without a place left."""
    slot, seat = candidate.slot, candidate.seat
    if seat is None or not slot.group:
        return None
    group = next((piece for piece in candidate.view.groups(seat) if piece.begin == slot.begin), None)
    full = group is not None and candidate.view.is_full(seat, group)
    return Refusal("group_full") if full else None
