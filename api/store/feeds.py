"""Calendar feeds, and what is in them: the table `calendar_feed`, and appointments without their patients."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from api.digests import digest_of
from api.store.tables import appointment, audit, calendar_feed
from api.store.trail import audited
from scheduler.booking.appointments import State
from scheduler.booking.store import UnknownError

PARTING = "."
"""Between the practice, in which a secret is looked up, and the rest of the secret: no id of a practice holds it."""

_SHOWN = ("id", "starts", "taken_minutes", "site", "room", "motive", "group", "booked_at", "version")
_SHOWN_COLUMNS = tuple(appointment.c[name] for name in _SHOWN)


@dataclass(frozen=True)
class Feed:
    """A practitioner's calendar, of which only a digest of its secret is kept."""

    practice: str
    practitioner: str
    created_at: datetime


@dataclass(frozen=True)
class Busy:
    """An appointment as a calendar shows it: nothing of it is about the patient. Moments in UTC."""

    id: UUID
    starts: datetime
    taken_minutes: int
    site: str
    room: str | None
    motive: str
    group: bool
    booked_at: datetime
    version: int


def secret_of(practice: str, token: str) -> str:
    """The secret part of a feed's address."""
    return f"{practice}{PARTING}{token}"


class Feeds:
    """The feeds of all practices."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def put(self, feed: Feed, secret: str, by: UUID | None = None) -> None:
        """Keep a feed under a new secret; the one before leads nowhere any more."""
        line = insert(calendar_feed).values(
            practice=feed.practice,
            practitioner=feed.practitioner,
            digest=digest_of(secret),
            created_at=feed.created_at,
        )
        new = {"digest": line.excluded.digest, "created_at": line.excluded.created_at}
        keys = [calendar_feed.c.practice, calendar_feed.c.practitioner]
        async with self._engine.begin() as connection:
            await connection.execute(line.on_conflict_do_update(index_elements=keys, set_=new))
            told = audited(feed.practice, feed.created_at, by, "calendar.create", feed.practitioner)
            await connection.execute(told)

    async def revoke(self, practice: str, practitioner: str, now: datetime, by: UUID | None = None) -> None:
        """End a feed. `UnknownError`."""
        this = (calendar_feed.c.practice == practice) & (calendar_feed.c.practitioner == practitioner)
        async with self._engine.begin() as connection:
            gone = await connection.execute(delete(calendar_feed).where(this))
            if not gone.rowcount:
                raise UnknownError
            await connection.execute(audited(practice, now, by, "calendar.revoke", practitioner))

    async def of_secret(self, secret: str) -> Feed:
        """Whose feed a secret opens. `UnknownError`."""
        digest, asked = digest_of(secret), calendar_feed.c.practice == secret.partition(PARTING)[0]
        async with self._engine.connect() as connection:
            rows = (await connection.execute(select(calendar_feed).where(asked))).all()
        row = next((row for row in rows if hmac.compare_digest(row.digest, digest)), None)
        if row is None:
            raise UnknownError
        return Feed(row.practice, row.practitioner, row.created_at)

    async def busy(self, feed: Feed, first: date, last: date) -> list[Busy]:
        """The appointments from date to date that were not cancelled, by start and id."""
        asked = select(*_SHOWN_COLUMNS).where(_of(feed), appointment.c.day.between(first, last))
        asked = asked.where(appointment.c.state != State.CANCELLED.value)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(asked.order_by(appointment.c.starts, appointment.c.id))).all()
        return [_busy(row) for row in rows]

    async def last_write(self, practice: str) -> datetime | None:
        """The moment of the practice's last write, whatever it was: nothing of a feed has changed since."""
        asked = select(audit.c.at).where(audit.c.practice == practice).order_by(audit.c.number.desc()).limit(1)
        async with self._engine.connect() as connection:
            return (await connection.execute(asked)).scalar_one_or_none()


def _of(feed: Feed) -> ColumnElement[bool]:
    return (appointment.c.practice == feed.practice) & (appointment.c.practitioner == feed.practitioner)


def _busy(row: Row[Any]) -> Busy:
    return Busy(**row._mapping)
