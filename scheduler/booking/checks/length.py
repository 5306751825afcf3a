"""The length follows from motive, category and practitioner."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal
from scheduler.calendar import GRAIN


def check(candidate: Candidate) -> Refusal | None:
    """Refuse another length than the expected one; a group lasts as long as its block."""
    minutes = _expected_minutes(candidate)
    return Refusal("length", {"minutes": minutes}) if candidate.slot.minutes != minutes else None


def _expected_minutes(candidate: Candidate) -> int:
    slot, view = candidate.slot, candidate.view
    if slot.group:
        return view.group_minutes(candidate.seat, slot.begin // GRAIN)
    return view.usual_minutes(slot.practitioner)
