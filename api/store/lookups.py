"""What is read from the tables at the moment of asking, not from the picture in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from psycopg.rows import dict_row

from api.store.rows import Row, appointment_of, day_of, hold_of, waiting_of
from api.store.transactions import Link
from scheduler.booking.appointments import Appointment, Hold, Waiting
from scheduler.booking.days import AgendaDay
from scheduler.booking.store import Place, UnknownError

_HOLD = "SELECT * FROM hold WHERE practice = %s AND id = %s"
_APPOINTMENT = "SELECT * FROM appointment WHERE practice = %s AND id = %s"
_WAITING = "SELECT * FROM waiting WHERE practice = %s AND id = %s"
_WAITING_LIST = "SELECT * FROM waiting WHERE practice = %s AND closed_at IS NULL ORDER BY asked_at, id"
_DAYS = """
    SELECT holder, day, generation, layout::text AS layout FROM agenda_day
    WHERE practice = %s AND day BETWEEN %s AND %s ORDER BY day, holder
"""
_WAITING_PAGE = """
    SELECT * FROM waiting
    WHERE practice = %(practice)s AND closed_at IS NULL
        AND (%(asked_at)s::timestamptz IS NULL OR (asked_at, id) > (%(asked_at)s::timestamptz, %(id)s::uuid))
    ORDER BY asked_at, id LIMIT %(count)s
"""
_PAGE = """
    SELECT * FROM appointment
    WHERE practice = %(practice)s AND practitioner = %(practitioner)s AND day BETWEEN %(first)s AND %(last)s
        AND (%(starts)s::timestamptz IS NULL OR (starts, id) > (%(starts)s::timestamptz, %(id)s::uuid))
    ORDER BY starts, id LIMIT %(count)s
"""


async def _one(link: Link, statement: Any, practice: str, id_: UUID) -> Row:
    row: Row | None = await (await link.cursor(row_factory=dict_row).execute(statement, [practice, id_])).fetchone()
    if row is None:
        raise UnknownError
    return row


async def find_hold(link: Link, practice: str, hold: UUID) -> Hold:
    """A hold, alive or not. `UnknownError`."""
    return hold_of(await _one(link, _HOLD, practice, hold))


async def find_appointment(link: Link, practice: str, appointment: UUID) -> Appointment:
    """One appointment. `UnknownError`."""
    return appointment_of(await _one(link, _APPOINTMENT, practice, appointment))


async def find_waiting(link: Link, practice: str, waiting: UUID) -> Waiting:
    """One line of the waiting list. `UnknownError`."""
    return waiting_of(await _one(link, _WAITING, practice, waiting))


async def lines_of(link: Link, practice: str, *, after: Place | None, count: int) -> Sequence[Waiting]:
    """A page of the open lines, in order of asking."""
    asked_at, id_ = after or (None, None)
    asked = {"practice": practice, "asked_at": asked_at, "id": id_, "count": count}
    found = await link.cursor(row_factory=dict_row).execute(_WAITING_PAGE, asked)
    return [waiting_of(row) for row in await found.fetchall()]


async def open_lines(link: Link, practice: str) -> Sequence[Waiting]:
    """All open lines of the waiting list, in order of asking."""
    found = await link.cursor(row_factory=dict_row).execute(_WAITING_LIST, [practice])
    return [waiting_of(row) for row in await found.fetchall()]


async def agenda_days(link: Link, practice: str, first: date, last: date) -> Sequence[AgendaDay]:
    """What is published from date to date, by day and holder."""
    found = await link.execute(_DAYS, [practice, first, last])
    return [day_of(*row) for row in await found.fetchall()]


async def page_of(
    link: Link, practice: str, practitioner: str, *, first: date, last: date, after: Place | None, count: int
) -> Sequence[Appointment]:
    """A page of a practitioner's appointments."""
    starts, id_ = after or (None, None)
    asked = {"practice": practice, "practitioner": practitioner, "first": first, "last": last}
    page = {"starts": starts, "id": id_, "count": count}
    found = await link.cursor(row_factory=dict_row).execute(_PAGE, asked | page)
    return [appointment_of(row) for row in await found.fetchall()]
