"""Whether a database is sound: every appointment covered, every mask right, nothing lost. Only reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from psycopg.rows import dict_row
from sqlalchemy.ext.asyncio import AsyncEngine

from api.store.findings import Finding
from api.store.rows import appointment_of, day_of, hold_of, taken_of
from api.store.soundness import Shelf, findings
from api.store.transactions import Link, Transactions
from scheduler.agenda.masks import mask_from
from scheduler.messages import Fact

__all__ = ["Finding", "verify"]

SECONDS = 3_600
"""How long reading everything may take."""
_SPAN = timedelta(days=28)
"""So many days are judged at a time: a large practice of years would not fit into memory."""

_NOW = "SELECT now()"
_PRACTICES = """
    SELECT practice, min(day), max(day) FROM (
        SELECT practice, day FROM agenda_day UNION ALL SELECT practice, day FROM appointment
        UNION ALL SELECT practice, day FROM hold
    ) AS everything GROUP BY practice ORDER BY practice
"""
_DAYS = """
    SELECT holder, day, generation, layout::text, bookable, version, booked, claims, places FROM agenda_day
    WHERE practice = %(practice)s AND day BETWEEN %(first)s AND %(last)s
"""
_APPOINTMENTS = """
    SELECT * FROM appointment
    WHERE practice = %(practice)s AND day BETWEEN %(first)s AND %(last)s AND state <> 'cancelled'
"""
_HOLDS = "SELECT * FROM hold WHERE practice = %(practice)s AND day BETWEEN %(first)s AND %(last)s"

# Of these the rows themselves are what is wrong; none of them names the patient.
_WRONG: Mapping[str, str] = {
    "promise": """
        SELECT future_visit.appointment AS id FROM future_visit
        LEFT JOIN appointment ON appointment.practice = future_visit.practice
            AND appointment.id = future_visit.appointment AND appointment.patient = future_visit.patient
            AND appointment.motive = future_visit.motive AND appointment.only_future
            AND appointment.state IN ('booked', 'arrived')
            AND appointment.starts + make_interval(mins => appointment.minutes) = future_visit.ends
        WHERE future_visit.practice = %(practice)s AND appointment.id IS NULL
    """,
    "unpromised": """
        SELECT appointment.id FROM appointment
        WHERE practice = %(practice)s AND patient IS NOT NULL AND only_future AND state IN ('booked', 'arrived')
            AND starts + make_interval(mins => minutes) > %(now)s
            AND NOT EXISTS (SELECT FROM future_visit WHERE future_visit.practice = appointment.practice
                AND future_visit.patient = appointment.patient AND future_visit.motive = appointment.motive)
    """,
    "lost": """
        SELECT audit.subject AS id FROM audit
        WHERE practice = %(practice)s AND outcome = 'done' AND facts->>'event' = 'appointment.booked'
            AND NOT EXISTS (SELECT FROM appointment WHERE appointment.practice = audit.practice
                AND appointment.id = audit.subject::uuid)
    """,
}
_AUDITED = "SELECT DISTINCT practice FROM audit"


async def verify(engine: AsyncEngine, now: datetime | None = None) -> list[Finding]:
    """Everything that is wrong, by practice and day. Holds live or not at `now`, by the database's clock if None."""
    return await Transactions(engine).read(partial(_verify, now=now), seconds=SECONDS)


async def _verify(link: Link, now: datetime | None) -> list[Finding]:
    moment = now or (await _rows(link, _NOW))[0][0]
    spans = {practice: (first, last) for practice, first, last in await _rows(link, _PRACTICES)}
    found: list[Finding] = []
    for practice, (first, last) in spans.items():
        found += await _days(link, practice, (first, last), moment)
    for practice in sorted(spans.keys() | {practice for (practice,) in await _rows(link, _AUDITED)}):
        found += await _rows_wrong(link, practice, moment)
    return found


async def _days(link: Link, practice: str, span: tuple[date, date], now: datetime) -> list[Finding]:
    found: list[Finding] = []
    first, last = span
    while first <= last:
        end = min(last, first + _SPAN)
        found += findings(await _shelf(link, now, {"practice": practice, "first": first, "last": end}))
        first = end + timedelta(days=1)
    return found


async def _shelf(link: Link, now: datetime, asked: dict[str, Any]) -> Shelf:
    rows = await _rows(link, _DAYS, asked)
    return Shelf(
        asked["practice"],
        now,
        {row[:2]: day_of(*row[:4]) for row in rows},
        {row[:2]: mask_from(row[4]) for row in rows},
        {row[:2]: taken_of(*row[5:]) for row in rows},
        [appointment_of(row) for row in await _dicts(link, _APPOINTMENTS, asked)],
        [hold_of(row) for row in await _dicts(link, _HOLDS, asked)],
    )


async def _rows_wrong(link: Link, practice: str, now: datetime) -> list[Finding]:
    asked: dict[str, Any] = {"practice": practice, "now": now}
    return [
        Finding(kind, practice, _named(row["id"]))
        for kind, statement in _WRONG.items()
        for row in await _dicts(link, statement, asked)
    ]


def _named(id_: object) -> dict[str, Fact]:
    return {"id": str(id_)}


async def _rows(link: Link, statement: Any, asked: Any = None) -> list[tuple[Any, ...]]:
    return await (await link.execute(statement, asked)).fetchall()


async def _dicts(link: Link, statement: Any, asked: Any) -> list[dict[str, Any]]:
    return await (await link.cursor(row_factory=dict_row).execute(statement, asked)).fetchall()
