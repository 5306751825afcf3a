"""The waiting list, and its offers when time comes free."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from api.answers import done_once, mark_token, mark_version, remembering, show_written
from api.dependencies import Call, needs
from api.remembered import RememberedRoute
from api.schemas.model import PlaceCursor, a_place, page_of
from api.schemas.waitlist import OffersMade, WaitingOrder, WaitingPage, WaitingView, waiting_view
from api.scopes import Scope
from scheduler.booking.appointments import Waiting
from scheduler.booking.store import Memo, Written
from scheduler.booking.waitlist import MOST_OFFERS

router = APIRouter(tags=["waitlist"])
offers = APIRouter(tags=["waitlist"], route_class=RememberedRoute)

Reads = Annotated[Call, Depends(needs(Scope.WAITLIST_READ))]
Writes = Annotated[Call, Depends(needs(Scope.WAITLIST_WRITE))]
PATH = "/waitlist"
LINE = f"{PATH}/{{waiting:uuid}}"


@router.post(PATH, status_code=201, summary="Wait for time that comes free")
async def wait(body: WaitingOrder, call: Writes, response: Response) -> WaitingView:
    """Put a patient on the waiting list."""
    zone = await call.zone()
    memo: Memo[Waiting] | None = await call.memo(remembering(lambda kept: waiting_view(kept, zone)))
    written = await done_once(call, memo, lambda: _waited(body, call, memo))
    call.parts.queue.offer_freed(call.practice)
    return show_written(response, written, WaitingView, lambda kept: waiting_view(kept, zone), PATH)


async def _waited(body: WaitingOrder, call: Call, memo: Memo[Waiting] | None) -> Written[Waiting]:
    (await call.known()).refer(**body.ids)
    body.still_ahead(call.now.astimezone(await call.zone()).date())
    return await call.desk().wait(body.waiting(call.practice, call.new_id(), call.now), call.now, memo)


@router.get(PATH, summary="Read the waiting list")
async def list_waiting(
    call: Reads,
    count: Annotated[int, Query(ge=1, le=500)] = 100,
    page: PlaceCursor | None = None,
) -> WaitingPage:
    """Open lines in order of asking."""
    after, zone = a_place(page) if page else None, await call.zone()
    lines = await call.parts.store.waiting_page(call.practice, after, count + 1)
    shown, following = page_of(lines, count, lambda line: (line.asked_at, line.id))
    return WaitingPage(waiting=tuple(waiting_view(line, zone) for line in shown), next_page=following)


@router.get(LINE, summary="Read a line of the waiting list")
async def read(waiting: UUID, call: Reads, response: Response) -> WaitingView:
    """One line, open or closed; `offered` is the hold of the slot kept for the patient."""
    line = await call.parts.store.waiting(call.practice, waiting)
    return mark_version(response, waiting_view(line, await call.zone()))


@router.delete(LINE, summary="Leave the waiting list")
async def leave(waiting: UUID, call: Writes, response: Response) -> WaitingView:
    """Close a line; what was kept for the patient is free again."""
    zone = await call.zone()
    written = await call.desk().leave(call.practice, waiting, call.now, version=call.version)
    call.parts.queue.offer_freed(call.practice)
    return show_written(response, written, WaitingView, lambda kept: waiting_view(kept, zone))


@offers.post(f"{PATH}/offers", summary="Offer free time to those who wait")
async def offer(call: Writes, response: Response) -> OffersMade:
    """Offer what is free now, in order of asking; this also happens by itself after a cancellation or a move."""
    ids = tuple(call.parts.settings.new_id() for _ in range(MOST_OFFERS))
    zone = await call.zone()
    made = await call.desk().offer_freed(call.practice, call.now, ids)
    call.parts.queue.nudge(call.practice)
    mark_token(response, made.token)
    return OffersMade(offered=tuple(waiting_view(line, zone) for line in made.thing or ()))
