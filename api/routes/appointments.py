"""Appointments: book, move, cancel, say what became of them, read."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Response

from api.answers import done_once, mark_version, remembering, show_written
from api.dependencies import Call, needs
from api.remembered import RememberedRoute
from api.routes.holds import check_order
from api.schemas.bookings import (
    AppointmentPage,
    AppointmentQuery,
    AppointmentView,
    Booking,
    Change,
    HeldOrder,
    MoveOrder,
    Reason,
    StatusReport,
    appointment_view,
)
from api.schemas.model import page_of
from api.scopes import Scope
from scheduler.booking.appointments import Appointment
from scheduler.booking.store import Memo, Written

router = APIRouter(tags=["appointments"])
reports = APIRouter(tags=["appointments"], route_class=RememberedRoute)

Reads = Annotated[Call, Depends(needs(Scope.APPOINTMENTS_READ))]
Writes = Annotated[Call, Depends(needs(Scope.APPOINTMENTS_WRITE))]
PATH = "/appointments"


@router.post(PATH, status_code=201, summary="Book an appointment")
async def book(body: Booking, call: Writes, response: Response) -> AppointmentView:
    """Book what a hold keeps, or a slot that was chosen."""
    zone = await call.zone()
    memo: Memo[Appointment] | None = await call.memo(remembering(lambda kept: appointment_view(kept, zone)))
    written = await done_once(call, memo, lambda: _booked(body, call, memo))
    call.parts.queue.nudge(call.practice)
    return _show(response, written, zone, PATH)


async def _booked(body: Booking, call: Call, memo: Memo[Appointment] | None) -> Written[Appointment]:
    new_id = call.new_id()
    if isinstance(body, HeldOrder):
        return await call.desk().book_held(call.practice, body.hold, call.now, new_id=new_id, memo=memo)
    await check_order(body, call)
    return await call.desk().book(call.practice, body.order(), call.now, new_id=new_id, memo=memo)


@router.get(PATH, summary="List appointments")
async def list_appointments(call: Reads, asked: Annotated[AppointmentQuery, Query()]) -> AppointmentPage:
    """Those of a practitioner from date to date (one day if `to` is left out), cancelled ones too, by start."""
    (await call.known()).refer(practitioner=asked.practitioner)
    first, last = asked.first, asked.last or asked.first
    found = await call.parts.store.appointments(
        call.practice, asked.practitioner, first, last, after=asked.after, count=asked.count + 1
    )
    zone = await call.zone()
    shown, following = page_of(found, asked.count, lambda one: (one.slot.starts, one.id))
    return AppointmentPage(appointments=tuple(appointment_view(one, zone) for one in shown), next_page=following)


@router.get(f"{PATH}/{{appointment}}", summary="Read an appointment")
async def read(appointment: UUID, call: Reads, response: Response) -> AppointmentView:
    """One appointment, with its ETag."""
    kept = await call.parts.store.appointment(call.practice, appointment)
    return mark_version(response, appointment_view(kept, await call.zone()))


@router.patch(f"{PATH}/{{appointment}}", summary="Move an appointment")
async def move(appointment: UUID, body: Change, call: Writes, response: Response) -> AppointmentView:
    """Give it another slot, or the one that a hold keeps, in one transaction; needs `If-Match`."""
    zone = await call.zone()
    written = await _moved(appointment, body, call, call.version_needed)
    call.parts.queue.offer_freed(call.practice)
    return _show(response, written, zone)


async def _moved(appointment: UUID, body: Change, call: Call, version: int | None) -> Written[Appointment]:
    desk = call.desk()
    if isinstance(body, HeldOrder):
        return await desk.move_held(call.practice, appointment, body.hold, call.now, version=version)
    await _check_move(body, call)
    before = await call.parts.store.appointment(call.practice, appointment)
    return await desk.move(call.practice, appointment, body.order(before), call.now, version=version)


async def _check_move(body: MoveOrder, call: Call) -> None:
    if body.override:
        call.allow(Scope.APPOINTMENTS_OVERRIDE)
    (await call.known()).refer(practitioner=body.practitioner)


@router.delete(f"{PATH}/{{appointment}}", summary="Cancel an appointment")
async def cancel(
    appointment: UUID, reason: Annotated[Reason, Query()], call: Writes, response: Response
) -> AppointmentView:
    """Cancel with a reason of the list; a second time changes nothing. `If-Match` is heeded if it is sent."""
    zone = await call.zone()
    written = await call.desk().cancel(call.practice, appointment, reason.value, call.now, version=call.version)
    call.parts.queue.offer_freed(call.practice)
    return _show(response, written, zone)


@reports.post(f"{PATH}/{{appointment}}/status", summary="Say what became of an appointment")
async def report(appointment: UUID, body: StatusReport, call: Writes, response: Response) -> AppointmentView:
    """Arrived, attended (with the minutes it took) or did not attend. `If-Match` is heeded if it is sent."""
    zone = await call.zone()
    written = await call.desk().mark(
        call.practice,
        appointment,
        body.state,
        call.now,
        actual_minutes=body.actual_minutes,
        version=call.version,
    )
    call.parts.queue.nudge(call.practice)
    return _show(response, written, zone)


def _show(response: Response, written: Written[Appointment], zone: ZoneInfo, path: str = "") -> AppointmentView:
    return show_written(response, written, AppointmentView, lambda kept: appointment_view(kept, zone), path)
