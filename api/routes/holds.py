"""Holds: a slot kept for somebody for some minutes."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.answers import done_once, mark_token, remembering, show_written
from api.dependencies import Call, needs
from api.schemas.bookings import HoldOrder, HoldView, SlotOrder, hold_view
from api.scopes import Scope
from scheduler.booking.appointments import Hold
from scheduler.booking.store import Memo, UnknownError, Written

router = APIRouter(tags=["holds"])

Reads = Annotated[Call, Depends(needs(Scope.APPOINTMENTS_READ))]
Writes = Annotated[Call, Depends(needs(Scope.APPOINTMENTS_WRITE))]


@router.post("/holds", status_code=201, summary="Hold a slot")
async def hold(body: HoldOrder, call: Writes, response: Response) -> HoldView:
    """Keep a slot for so many minutes; nobody else is offered it."""
    zone = await call.zone()
    memo: Memo[Hold] | None = await call.memo(remembering(lambda kept: hold_view(kept, zone)))
    written = await done_once(call, memo, lambda: _held(body, call, memo))
    return show_written(response, written, HoldView, lambda kept: hold_view(kept, zone), "/holds")


async def _held(body: HoldOrder, call: Call, memo: Memo[Hold] | None) -> Written[Hold]:
    await check_order(body, call)
    return await call.desk().hold(
        call.practice, body.order(), call.now, new_id=call.new_id(), minutes=body.minutes_to_live, memo=memo
    )


@router.get("/holds/{hold}", summary="Read a hold")
async def read(hold: UUID, call: Reads) -> HoldView:
    """One hold, as long as it lives."""
    kept = await call.parts.store.held(call.practice, hold)
    if kept.until <= call.now:
        raise UnknownError
    return hold_view(kept, await call.zone())


@router.delete("/holds/{hold}", status_code=204, summary="Let a hold go")
async def let_go(hold: UUID, call: Writes, response: Response) -> None:
    """End a hold before its time."""
    mark_token(response, await call.desk().let_go(call.practice, hold, call.now))
    call.parts.queue.offer_freed(call.practice)


async def check_order(body: SlotOrder, call: Call) -> None:
    """`BadFieldsError` for ids that refer to nothing, `ScopeMissingError` for an override that is not allowed."""
    if body.override:
        call.allow(Scope.APPOINTMENTS_OVERRIDE)
    (await call.known()).refer(**body.ids)
