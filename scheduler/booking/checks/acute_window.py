"""Before and after the usual hours and on public holidays, acute problems come first."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a planned motive grains of an acute window that is not released yet."""
    seat = candidate.seat
    if seat is None or not candidate.asked.wanted.planned:
        return None
    inside = ((window, candidate.mask & mask) for window, mask in seat.opening(candidate.asked.wanted).windows)
    closed = [window for window, met in inside if met and window.closed(candidate.now)]
    return Refusal("acute_window") if closed else None
