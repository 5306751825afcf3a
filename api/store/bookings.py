"""Holds and appointments: the work of one transaction each, in as few trips as the promise allows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncCursor
from psycopg.rows import dict_row

from api.store.events import EventKind
from api.store.ledger import Kind
from api.store.memos import DoneBeforeError, asked_for, first, found_again, remember
from api.store.rows import appointment_row, hold_row, slot_of, slot_row, visit_of
from api.store.statements import insert_into, update_version
from api.store.tables import appointment as appointment_table
from api.store.tables import hold as hold_table
from api.store.takes import DayWrite, ask, ending, giving_back, taking
from api.store.transactions import Link, Transaction
from scheduler.booking.appointments import STILL_TO_COME, Appointment, Hold
from scheduler.booking.store import (
    ChangedMeanwhileError,
    HoldExpiredError,
    Memo,
    NotTakenError,
    OneFutureError,
    UnknownError,
)

_INSERT_HOLD = insert_into(hold_table)
_INSERT = insert_into(appointment_table)
_UPDATE = update_version(appointment_table)
_MADE_BY = "SELECT fingerprint FROM appointment WHERE practice = %s AND id = %s"
_HOLD_MADE_BY = "SELECT fingerprint FROM hold WHERE practice = %s AND id = %s"
_LET_GO = "DELETE FROM hold WHERE practice = %s AND id = %s AND until > %s RETURNING *"
_USE = """
    DELETE FROM hold WHERE practice = %(practice)s AND id = %(hold)s AND until > %(now)s
        AND practitioner = %(practitioner)s AND day = %(day)s AND begin = %(begin)s
        AND taken_minutes = %(taken_minutes)s AND "group" = %(group)s AND resources = %(resources)s::text[]
    RETURNING true
"""
_CLOSE_LINE = """
    UPDATE waiting SET closed_at = %(now)s, version = version + 1
    WHERE practice = %(practice)s AND offered = %(hold)s AND closed_at IS NULL
"""
_ONLY = """
    INSERT INTO future_visit (practice, patient, motive, appointment, ends)
    VALUES (%(practice)s, %(patient)s, %(motive)s, %(id)s, %(ends)s)
    ON CONFLICT (practice, patient, motive) DO UPDATE SET appointment = excluded.appointment, ends = excluded.ends
        WHERE future_visit.ends <= %(now)s OR future_visit.appointment = excluded.appointment
    RETURNING true
"""
_NOT_ONLY = """
    DELETE FROM future_visit
    WHERE practice = %(practice)s AND patient = %(patient)s AND motive = %(motive)s AND appointment = %(id)s
"""
Cursor = AsyncCursor[Any]


async def hold_slot(transaction: Transaction, hold: Hold, now: datetime, memo: Memo[Hold] | None) -> None:
    """Keep a slot."""
    link = transaction.link
    answer = await remember(link, hold.practice, memo, hold)
    asked = await ask(transaction, taking(hold), now)
    await first(link, hold.practice, memo, answer)
    async with _not_before(link, _HOLD_MADE_BY, hold, memo):
        await asked.settle()
        await _new(await link.execute(_INSERT_HOLD, hold_row(hold) | asked_for(memo)))
    transaction.ledger.audit("hold", hold.id)


async def let_hold_go(transaction: Transaction, practice: str, hold: UUID, now: datetime) -> None:
    """End a hold that lives."""
    cursor = transaction.link.cursor(row_factory=dict_row)
    row = await (await cursor.execute(_LET_GO, [practice, hold, now])).fetchone()
    if row is None:
        raise UnknownError
    await (await ask(transaction, ending(hold, slot_of(row)), now)).settle()
    transaction.ledger.audit("let_go", hold)


async def book_slot(
    transaction: Transaction, one: Appointment, now: datetime, hold: UUID | None, memo: Memo[Appointment] | None
) -> None:
    """Take a slot, from a hold if there is one."""
    link = transaction.link
    answer = await remember(link, one.practice, memo, one)
    used = await _use(link, one, now, hold)
    asked = await ask(transaction, (*taking(one), *(ending(hold, one.slot) if hold else ())), now)
    await first(link, one.practice, memo, answer)
    async with _not_before(link, _MADE_BY, one, memo):
        await _alive(used)
        await asked.settle()
        new, only = await link.execute(_INSERT, appointment_row(one) | asked_for(memo)), await _only(link, one, now)
        await _new(new)
    await _alone(only)
    _visits(transaction, None, one)
    transaction.ledger.happened(EventKind.APPOINTMENT_BOOKED, one.id)


async def move_to(
    transaction: Transaction, before: Appointment, after: Appointment, now: datetime, hold: UUID | None
) -> None:
    """Give one slot back and take another."""
    link = transaction.link
    await _replace(link, before, after)
    used = await _use(link, after, now, hold)
    held = ending(hold, after.slot) if hold else ()
    asked = await ask(transaction, (*giving_back(before), *taking(after), *held), now)
    await _alive(used)
    await asked.settle()
    if not after.only_future:
        await _release(link, before)
    await _alone(await _only(link, after, now))
    _visits(transaction, before, after)
    transaction.ledger.happened(EventKind.APPOINTMENT_MOVED, after.id)


async def give_up(transaction: Transaction, before: Appointment, after: Appointment, now: datetime) -> None:
    """Cancel: the slot is free again."""
    await (await ask(transaction, await cancelled(transaction, before, after), now)).settle()


async def cancelled(transaction: Transaction, before: Appointment, after: Appointment) -> Sequence[DayWrite]:
    """Keep it as cancelled; gives what is still to be given back of its days."""
    await _replace(transaction.link, before, after)
    await _release(transaction.link, before)
    _visits(transaction, before, after)
    transaction.ledger.happened(EventKind.APPOINTMENT_CANCELLED, after.id)
    return giving_back(before) if before.holds_time else ()


async def mark_as(transaction: Transaction, before: Appointment, after: Appointment, now: datetime) -> None:
    """Keep a new state; the slot stays taken."""
    link = transaction.link
    await _replace(link, before, after)
    if after.only_future and after.state in STILL_TO_COME:
        await _only(link, after, now)
    else:
        await _release(link, before)
    _visits(transaction, before, after)
    transaction.ledger.happened(EventKind.APPOINTMENT_MARKED, after.id)


@asynccontextmanager
async def _not_before(
    link: Link, made_by: str, thing: Hold | Appointment, memo: Memo[Any] | None
) -> AsyncIterator[None]:
    """What was written before is not refused: its own time is taken by itself. As `found_again`."""
    try:
        yield
    except (NotTakenError, DoneBeforeError):
        await found_again(await link.execute(made_by, [thing.practice, thing.id]), memo)
        raise


async def _new(inserted: Cursor) -> None:
    if await inserted.fetchone() is None:
        raise DoneBeforeError


async def _replace(link: Link, before: Appointment, after: Appointment) -> None:
    """Keep the next version. `ChangedMeanwhileError`, `UnknownError`."""
    row = appointment_row(after) | {"version": before.version + 1}
    if await (await link.execute(_UPDATE, row)).fetchone():
        return
    if await (await link.execute(_MADE_BY, [before.practice, before.id])).fetchone():
        raise ChangedMeanwhileError
    raise UnknownError


async def _use(link: Link, one: Appointment, now: datetime, hold: UUID | None) -> Cursor | None:
    """End the hold that the slot was kept by, and the waiting for it."""
    if hold is None:
        return None
    row = slot_row(one.slot) | {"practice": one.practice, "hold": hold, "now": now}
    used = await link.execute(_USE, row)
    await link.execute(_CLOSE_LINE, row)
    return used


async def _alive(used: Cursor | None) -> None:
    if used is not None and await used.fetchone() is None:
        raise HoldExpiredError


async def _only(link: Link, one: Appointment, now: datetime) -> Cursor | None:
    """Promise that it is the patient's only future appointment of its motive."""
    if one.patient is None or not one.only_future:
        return None
    row = {"practice": one.practice, "patient": one.patient, "motive": one.motive, "id": one.id}
    return await link.execute(_ONLY, row | {"ends": one.ends, "now": now})


async def _alone(promised: Cursor | None) -> None:
    if promised is not None and await promised.fetchone() is None:
        raise OneFutureError


async def _release(link: Link, one: Appointment) -> None:
    """It is no future appointment any more."""
    if one.patient is not None:
        row = {"practice": one.practice, "patient": one.patient, "motive": one.motive, "id": one.id}
        await link.execute(_NOT_ONLY, row)


def _visits(transaction: Transaction, before: Appointment | None, after: Appointment) -> None:
    """What becomes of the patient's visits."""
    patient = before.patient if before else after.patient
    transaction.ledger.changed(Kind.VISITS, patient)
    if patient is None:
        return
    if after.state in STILL_TO_COME and after.patient is not None:
        transaction.effects.visits.append((patient, visit_of(after)))
    else:
        transaction.effects.over.append((patient, visit_of(after)))
