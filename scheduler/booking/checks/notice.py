"""A practitioner has some notice of every booking."""

from __future__ import annotations

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal


def check(candidate: Candidate) -> Refusal | None:
    """Refuse a start sooner than the notice of the motive; one in the past is told by `past`."""
    if not candidate.now <= candidate.slot.starts < candidate.view.earliest:
        return None
    return Refusal("notice", {"minutes": int(candidate.asked.wanted.notice.total_seconds()) // 60})
