"""A booking in SQL alone: what the service asks of the database, in the same transaction, without anything around it.

A test compares the rows that both leave. Parameters are made before the clock runs.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

import psycopg

from benchmarks.load.pressure import run_quickly
from scheduler.agenda.masks import bits_of, mask_of

Link = psycopg.AsyncConnection[tuple[Any, ...]]

SETTINGS = (
    "-c transaction_timeout=5s -c lock_timeout=3s -c default_transaction_isolation=read\\ committed"
    " -c synchronous_commit=on -c timezone=UTC -c jit=off"
)
"""Those of the service's connections."""

FIND = "SELECT fingerprint, answer FROM memo WHERE practice = %(practice)s AND key = %(key)s"
NUMBER = "SELECT pg_current_xact_id()::text"
REMEMBER = """
    INSERT INTO memo (practice, key, fingerprint, answer, at)
    VALUES (%(practice)s, %(key)s, %(fingerprint)s, %(answer)s::jsonb, %(now)s) ON CONFLICT DO NOTHING RETURNING true
"""
TAKE = """
    UPDATE agenda_day SET
        booked = (booked & ~%(zero)s::bit(288)) | %(mask)s::bit(288),
        claims = CASE claims WHEN '[]' THEN '[]' ELSE creneau_kept(claims, %(now)s, '{}'::uuid[]) END || '[]'::jsonb,
        places = CASE places WHEN '[]' THEN '[]' ELSE creneau_kept(places, %(now)s, '{}'::uuid[]) END || '[]'::jsonb,
        version = version + 1
    WHERE practice = %(practice)s AND holder = %(practitioner)s AND day = %(day)s AND generation = %(generation)s
        AND (~bookable & %(mask)s::bit(288)) = %(zero)s::bit(288)
        AND (booked & ~%(zero)s::bit(288) & %(mask)s::bit(288)) = %(zero)s::bit(288)
        AND CASE claims WHEN '[]' THEN true ELSE
            (creneau_live(claims, %(now)s, '{}'::uuid[]) & %(mask)s::bit(288)) = %(zero)s::bit(288) END
    RETURNING version, booked, claims, places
"""
INSERT = """
    INSERT INTO appointment (practice, id, practitioner, site, day, begin, minutes, taken_minutes, starts, channel,
        room, "group", resources, motive, category, patient, generation, overbooked, own_doctor, state, overridden,
        only_future, booked_at, version, fingerprint)
    VALUES (%(practice)s, %(id)s, %(practitioner)s, %(site)s, %(day)s, %(begin)s, %(minutes)s, %(minutes)s, %(starts)s,
        'in_person', %(room)s, false, '{}', %(motive)s, %(category)s, NULL, %(generation)s, false, NULL, 'booked', '{}',
        %(only_future)s, %(now)s, 1, %(fingerprint)s)
    ON CONFLICT DO NOTHING RETURNING true
"""
CHANGES = """
    INSERT INTO change (practice, kind, subject, day)
    SELECT %(practice)s, line.* FROM unnest(%(kinds)s::text[], %(subjects)s::text[], %(days)s::date[]) AS line
    RETURNING number
"""
AUDIT = """
    INSERT INTO audit (practice, at, key, attempt, action, subject, outcome, rules, facts)
    VALUES (%(practice)s, %(now)s, %(caller)s, %(attempt)s, 'book', %(subject)s, 'done', '{}',
        '{"event": "appointment.booked"}')
"""
EVENT = """
    INSERT INTO event (practice, kind, subject, at)
    SELECT %(practice)s, 'appointment.booked', %(subject)s, %(now)s
    WHERE EXISTS (SELECT FROM webhook WHERE practice = %(practice)s AND 'appointment.booked' = ANY (events))
"""


@dataclass(frozen=True, slots=True)
class Booking:
    """One booking to make."""

    practice: str
    id: UUID
    practitioner: str
    site: str
    room: str | None
    day: date
    begin: int
    minutes: int
    starts: datetime
    motive: str
    category: str
    generation: int
    only_future: bool = False

    def row(self, caller: UUID, now: datetime) -> dict[str, Any]:
        """The parameters of all statements."""
        answer = {"id": str(self.id), "starts": self.starts.isoformat(), "practitioner": self.practitioner}
        mask = bits_of(mask_of(self.begin, self.begin + self.minutes))
        named = {name: getattr(self, name) for name in self.__slots__}
        lines = {"kinds": ["day", "visits"], "subjects": [self.practitioner, None], "days": [self.day, None]}
        memo = {"key": f"{caller}:{self.id}", "fingerprint": f"{self.id.hex}{self.id.hex}", "answer": _padded(answer)}
        more = {"mask": mask, "zero": bits_of(0), "now": now, "caller": caller, "subject": str(self.id)}
        more["attempt"] = uuid4()
        return named | lines | memo | more


ANSWER_BYTES = 600
"""About what the service remembers of an answer."""


def _padded(answer: dict[str, str]) -> str:
    return json.dumps(answer | {"rest": "x" * (ANSWER_BYTES - len(json.dumps(answer)))})


class NotBookedError(Exception):
    """The database did not take a booking that should have been free."""


@dataclass(frozen=True, slots=True)
class Run:
    """So many bookings in so many seconds."""

    bookings: int
    seconds: float

    @property
    def rate(self) -> float:
        """Bookings a second."""
        return self.bookings / self.seconds


def book_all(url: str, bookings: Sequence[Booking], connections: int, caller: UUID) -> Run:
    """Make the bookings on so many connections at once."""
    return run_quickly(_book_all(url, bookings, connections, caller))


async def _book_all(url: str, bookings: Sequence[Booking], connections: int, caller: UUID) -> Run:
    now = datetime.now(UTC)
    rows = [one.row(caller, now) for one in bookings]
    links = [await psycopg.AsyncConnection.connect(url, options=SETTINGS) for _ in range(connections)]
    began = perf_counter()
    await asyncio.gather(*(_in_turn(link, rows[n::connections]) for n, link in enumerate(links)))
    run = Run(len(rows), perf_counter() - began)
    for link in links:
        await link.close()
    return run


async def _in_turn(link: Link, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        await book(link, row)


async def book(link: Link, row: dict[str, Any]) -> None:
    """One booking: a look whether it was made before, then all in one transaction; `NotBookedError`."""
    async with link.pipeline():
        await (await link.execute(FIND, row)).fetchone()
        await link.rollback()
    async with link.pipeline():
        await link.execute(NUMBER)
        first = await link.execute(REMEMBER, row)
        taken = await link.execute(TAKE, row)
        if not await first.fetchone() or not await taken.fetchone():
            raise NotBookedError
        inserted = await link.execute(INSERT, row)
        if not await inserted.fetchone():
            raise NotBookedError
        await link.execute(CHANGES, row)
        await link.execute(AUDIT, row)
        await link.execute(EVENT, row)
        await link.commit()
