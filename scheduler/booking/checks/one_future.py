"""One future appointment for each patient and motive, unless several are allowed."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a patient who has an appointment of the motive ahead."""
    other = candidate.view.another_ahead
    return Refusal("one_future", {"day": candidate.terms.wall.date_of(other.starts)}) if other else None
