"""What a request for recalls means in a practice, or what is wrong with it."""

from __future__ import annotations

from datetime import datetime

from api.errors import BadFieldsError, FieldProblem
from api.schemas.recalls import RecallOrder
from scheduler.booking.recalls import Wanted, review_motives
from scheduler.booking.times import wall_clock
from scheduler.motives import Motive
from scheduler.practice import Practice
from scheduler.zones import zone_of


def wanted_recalls(body: RecallOrder, practice: Practice, now: datetime) -> Wanted:
    """What is wanted; `BadFieldsError` if the period is over, or the motive is no annual review."""
    motive = _motive(practice, body.motive)
    if body.last < wall_clock(zone_of(practice.practice), now)[0]:
        raise BadFieldsError((FieldProblem("to", "recall-past"),))
    return Wanted(motive, body.first, body.last, body.practitioner, body.spread_days)


def _motive(practice: Practice, named: str | None) -> Motive:
    """The annual review that is meant, the first one if none is named."""
    reviews = review_motives(practice)
    if not reviews:
        raise BadFieldsError((FieldProblem("motive", "recall-no-review"),))
    found = next((one for one in reviews if named in (None, one.id)), None)
    if found is None:
        raise BadFieldsError((FieldProblem("motive", "recall-not-a-review", value=named),))
    return found
