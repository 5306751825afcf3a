"""Holds: a slot kept for somebody for some minutes."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.answers import mark_token, remembering, show_written
from api.dependencies import Call, needs
from api.schemas.bookings import HoldOrder, HoldView, SlotOrder, hold_view
from api.scopes import Scope

router = APIRouter(tags=["holds"])

Writes = Annotated[Call, Depends(needs(Scope.APPOINTMENTS_WRITE))]


@router.post("/holds", status_code=201, summary="Hold a slot")
async def hold(body: HoldOrder, call: Writes, response: Response) -> HoldView:
    """Keep a slot for so many minutes; nobody else is offered it."""
    await check_order(body, call)
    zone = await call.zone()
    written = await call.desk("hold").hold(
        call.practice,
        body.order(),
        call.now,
        new_id=call.new_id(),
        minutes=body.minutes_to_live,
        memo=await call.memo(remembering(lambda kept: hold_view(kept, zone))),
    )
    return show_written(response, written, HoldView, lambda kept: hold_view(kept, zone), "/holds")


@router.delete("/holds/{hold}", status_code=204, summary="Let a hold go")
async def let_go(hold: UUID, call: Writes, response: Response) -> None:
    """End a hold before its time."""
    mark_token(response, await call.desk("let_go", hold).let_go(call.practice, hold, call.now))
    call.parts.queue.offer_freed(call.practice)


async def check_order(body: SlotOrder, call: Call) -> None:
    """`BadFieldsError` for ids that refer to nothing, `ScopeMissingError` for an override that is not allowed."""
    if body.override:
        call.allow(Scope.APPOINTMENTS_OVERRIDE)
    (await call.known()).refer(**body.ids)
