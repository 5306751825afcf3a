"""The waiting list, and its offers when time comes free."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Response

from api.answers import mark_version, remembering, show_written
from api.dependencies import Call, needs
from api.remembered import RememberedRoute
from api.schemas.model import Cursor, a_moment, as_cursor, checked, from_cursor
from api.schemas.waitlist import OffersMade, WaitingOrder, WaitingPage, WaitingView, waiting_view
from api.scopes import Scope
from scheduler.booking.appointments import Waiting

router = APIRouter(tags=["waitlist"])
offers = APIRouter(tags=["waitlist"], route_class=RememberedRoute)

Reads = Annotated[Call, Depends(needs(Scope.WAITLIST_READ))]
Writes = Annotated[Call, Depends(needs(Scope.WAITLIST_WRITE))]
PATH = "/waitlist"
LINE = f"{PATH}/{{waiting:uuid}}"
MOST_OFFERS = 50
"""How many lines are offered a slot at once."""


@router.post(PATH, status_code=201, summary="Wait for time that comes free")
async def wait(body: WaitingOrder, call: Writes, response: Response) -> WaitingView:
    """Put a patient on the waiting list."""
    known, zone = await call.known(), await call.zone()
    known.refer(category=body.category, motive=body.motive, practitioners=body.practitioners, sites=body.sites)
    written = await call.desk("wait").wait(
        body.waiting(call.practice, call.new_id(), call.now),
        call.now,
        memo=await call.memo(remembering(lambda kept: waiting_view(kept, zone))),
    )
    call.parts.queue.offer_freed(call.practice)
    return show_written(response, written, WaitingView, lambda kept: waiting_view(kept, zone), PATH)


def _place(page: str) -> tuple[datetime, UUID]:
    asked_at, line = from_cursor(page, a_moment, UUID)
    return asked_at, line


WaitingCursor = Annotated[Cursor, checked(_place)]


@router.get(PATH, summary="Read the waiting list")
async def list_waiting(
    call: Reads,
    count: Annotated[int, Query(ge=1, le=500)] = 100,
    page: WaitingCursor | None = None,
) -> WaitingPage:
    """Open lines in order of asking."""
    lines = await call.parts.store.waiting_list(call.practice)
    return _page(lines, _place(page) if page else None, count, await call.zone())


def _page(lines: Sequence[Waiting], after: tuple[datetime, UUID] | None, count: int, zone: ZoneInfo) -> WaitingPage:
    rest = sorted((line for line in lines if after is None or _place_of(line) > after), key=_place_of)
    shown = rest[:count]
    following = as_cursor(_place_of(shown[-1])) if len(rest) > count else None
    return WaitingPage(waiting=tuple(waiting_view(line, zone) for line in shown), next_page=following)


def _place_of(line: Waiting) -> tuple[datetime, UUID]:
    return line.asked_at, line.id


@router.get(LINE, summary="Read a line of the waiting list")
async def read(waiting: UUID, call: Reads, response: Response) -> WaitingView:
    """One line, open or closed; `offered` is the hold of the slot kept for the patient."""
    line = await call.parts.store.waiting(call.practice, waiting)
    return mark_version(response, waiting_view(line, await call.zone()))


@router.delete(LINE, summary="Leave the waiting list")
async def leave(waiting: UUID, call: Writes, response: Response) -> WaitingView:
    """Close a line; what was kept for the patient is free again."""
    zone = await call.zone()
    written = await call.desk("leave", waiting).leave(call.practice, waiting, call.now)
    call.parts.queue.offer_freed(call.practice)
    return show_written(response, written, WaitingView, lambda kept: waiting_view(kept, zone))


@offers.post(f"{PATH}/offers", summary="Offer free time to those who wait")
async def offer(call: Writes) -> OffersMade:
    """Offer what is free now, in order of asking; this also happens by itself after a cancellation or a move."""
    ids = tuple(call.parts.settings.new_id() for _ in range(MOST_OFFERS))
    made = await call.desk("offer").offer_freed(call.practice, call.now, ids)
    call.parts.queue.nudge(call.practice)
    zone = await call.zone()
    return OffersMade(offered=tuple(waiting_view(line, zone) for line in made))
