"""A patient is in one place at a time."""

from __future__ import annotations

from datetime import timedelta

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a time at which the patient has another appointment."""
    begins = candidate.slot.starts
    ends = begins + timedelta(minutes=candidate.slot.minutes)
    met = any(visit.starts < ends and begins < visit.ends for visit in candidate.view.visits)
    return Refusal("patient_elsewhere") if met else None
