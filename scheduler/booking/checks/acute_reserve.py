"""The slots that a site keeps for acute patients stay whole until they are released."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal
from scheduler.booking.seats import Seat, displaced_by
from scheduler.calendar import GRAIN


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a planned motive acute time if fewer free acute slots of the site's day were left than stay kept.

    The free slots of the whole day count, acute windows included, that lie ahead of now.
    """
    seat, slot = candidate.seat, candidate.slot
    if seat is None or not candidate.mask & seat.opening(candidate.asked.wanted).kept:
        return None
    spare = candidate.view.sums(candidate.sheet, slot.site).spare
    return Refusal("acute_reserve") if spare < _displaced(candidate, seat) else None


def _displaced(candidate: Candidate, seat: Seat) -> int:
    """How many free acute slots the booking would take."""
    free = seat.acute & ~candidate.view.taken(seat) & candidate.view.day(candidate.sheet).ahead
    start = 1 << candidate.slot.begin // GRAIN
    return max(displaced_by(seat, start, free, candidate.slot.taken_minutes // GRAIN), default=0)
