"""A motive is booked so many days ahead at most."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a day beyond the horizon of the motive."""
    most = candidate.asked.wanted.horizon_days
    return Refusal("horizon", {"days": most}) if (candidate.slot.day - candidate.today).days > most else None
