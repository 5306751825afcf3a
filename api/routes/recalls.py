"""Recalls: annual reviews are proposed to those due; booking them is another matter."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends

from api.dependencies import Call, needs
from api.errors import BadFieldsError, FieldProblem
from api.in_child import in_child
from api.remembered import RememberedRoute
from api.schemas.recalls import RecallOrder, RecallsView, recalls_view
from api.scopes import Scope
from scheduler.booking.recalls import Wanted, recall_question, review_motives
from scheduler.booking.times import wall_clock
from scheduler.motives import Motive
from scheduler.practice import Practice
from scheduler.zones import zone_of
from solver.assignment.recalls import recalls_in_child

router = APIRouter(route_class=RememberedRoute, tags=["recalls"])

SECONDS, GRACE = 8.0, 2.0
"""After so many seconds the search is asked for what it has, and is ended so many seconds later."""


@router.post("/recalls", summary="Propose annual reviews")
async def propose(body: RecallOrder, call: Annotated[Call, Depends(needs(Scope.RECALLS_WRITE))]) -> RecallsView:
    """A start for everybody whose annual review is due: with the own doctor, otherwise by the sharing order.

    Starts are spread evenly over the free review time of the period, the longest overdue first. Nothing is booked or
    held: book or hold each one as usual.
    """
    diary = await call.diary()
    published = diary.published
    call.parts.known.of(call.practice, published).refer(practitioner=body.practitioner, motive=body.motive)
    motive, zone = _motive(published.practice, body.motive), zone_of(published.practice.practice)
    if body.last < wall_clock(zone, call.now)[0]:
        raise BadFieldsError((FieldProblem("to", "recall-past"),))
    wanted = Wanted(motive, body.first, body.last, body.practitioner, body.spread_days)
    question = await asyncio.to_thread(recall_question, diary, wanted, call.now)
    found = await in_child(recalls_in_child, question, seconds=SECONDS, grace=GRACE)
    return recalls_view(found, motive.id, zone, await call.language())


def _motive(practice: Practice, named: str | None) -> Motive:
    """The annual review that is meant; `BadFieldsError` if it is none, or the practice has none."""
    reviews = review_motives(practice)
    if not reviews:
        raise BadFieldsError((FieldProblem("motive", "recall-no-review"),))
    found = next((one for one in reviews if named in (None, one.id)), None)
    if found is None:
        raise BadFieldsError((FieldProblem("motive", "recall-not-a-review", value=named),))
    return found
