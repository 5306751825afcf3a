"""A motive is seen by the professions that can."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a practitioner whose profession does not see the motive."""
    person = candidate.terms.people[candidate.slot.practitioner]
    return None if person.profession in candidate.asked.motive.professions else Refusal("profession")
