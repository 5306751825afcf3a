"""Nothing is booked that has begun."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a start before now."""
    slot = candidate.slot
    return Refusal("past", {"day": slot.day, "begin": slot.begin}) if slot.starts < candidate.now else None
