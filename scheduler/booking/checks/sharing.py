"""The own doctor first, then whom the sharing order names."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a practitioner who stands at no step of the sharing order."""
    slot = candidate.slot
    return Refusal("sharing") if candidate.asked.step_cost(slot.practitioner, slot.site) is None else None
