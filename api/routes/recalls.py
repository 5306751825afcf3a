"""Recalls: annual reviews are proposed to those due; booking them is another matter."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends

from api.dependencies import Call, needs
from api.in_child import in_child
from api.recalls_wanted import wanted_recalls
from api.remembered import RememberedRoute
from api.schemas.recalls import RecallOrder, RecallsView, recalls_view
from api.scopes import Scope
from scheduler.booking.recalls import recall_question
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
    wanted = wanted_recalls(body, published.practice, call.now)
    question = await asyncio.to_thread(recall_question, diary, wanted, call.now)
    found = await in_child(recalls_in_child, question, seconds=SECONDS, grace=GRACE)
    return recalls_view(found, wanted.motive.id, await call.zone(), await call.language())
