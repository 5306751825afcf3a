"""A shared resource that a motive needs is free for it."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal
from scheduler.calendar import GRAIN


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a start from which no unit of something needed is free at the site."""
    slot = candidate.slot
    if slot.group or not candidate.terms.resources(candidate.asked.motive.id):
        return None
    starts = candidate.view.units(slot.site, slot.day).starts(slot.taken_minutes // GRAIN)
    return None if starts >> slot.begin // GRAIN & 1 else Refusal("resource_busy")
