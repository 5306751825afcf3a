"""Where a day is nearly full, planned slots are for enrolled patients."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a planned motive of somebody not enrolled while the site's day is booked to the policy's share."""
    return Refusal("enrolled_first") if candidate.view.closed(candidate.sheet, candidate.slot.site) else None
