"""Bookings lie in the period that is open."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a day outside what was published."""
    published, day = candidate.terms.published, candidate.slot.day
    first, last = published.first_day, published.last_day
    return None if first and last and first <= day <= last else Refusal("not_open", {"day": day})
