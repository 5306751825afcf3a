"""`POST /slots/fixed`, for load studies only: all that a search costs beside the search."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from fastapi import APIRouter, Response

from api.remembered import RememberedRoute
from api.routes.slots import Reads, search_answer
from api.schemas.slots import SearchAnswer, SlotSearch
from scheduler.booking.appointments import Slot
from scheduler.booking.offer import Cost, Offer, SearchResult
from scheduler.motives import Channel

fixed = APIRouter(tags=["slots"], route_class=RememberedRoute)

DAY = date(2026, 1, 5)
MINUTES = 15


def _offer(number: int) -> Offer:
    begin = 480 + number * MINUTES
    starts = datetime(2026, 1, 5, 7, tzinfo=UTC) + timedelta(minutes=number * MINUTES)
    slot = Slot("nobody", "nowhere", DAY, begin, MINUTES, MINUTES, starts, Channel.IN_PERSON)
    return Offer(slot, Cost(wait=float(number)))


FOUND = SearchResult(tuple(_offer(number) for number in range(10)), MINUTES, 1)


@fixed.post("/slots/fixed", summary="Ten offers without a search", response_model=SearchAnswer)
async def answer_fixed(body: SlotSearch, call: Reads) -> Response:
    """The same typed, authorised route with the same answer; nothing is searched."""
    diary = await call.diary()
    call.parts.known.of(call.practice, diary.published).refer(**body.ids)
    body.request()
    return search_answer(FOUND, diary, call)
