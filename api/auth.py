"""Keys: made once, kept as a digest, known again from memory."""

from __future__ import annotations

import asyncio
import hmac
import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, insert, literal, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from api.digests import digest_of
from api.errors import NotAuthorisedError
from api.key_terms import USUAL_PER_MINUTE
from api.limits import Limits
from api.scopes import Scope
from api.store.tables import api_key, change
from api.store.tables import practice as practice_table
from api.store.trail import audited
from scheduler.booking.store import Place, UnknownError

STRANGERS_PER_MINUTE = 600
"""Looks into the database for keys never seen yet, in each process: guessing must not keep it busy."""
LOOKS_PER_MINUTE = 60
"""Looks for one key that was seen before: neither guesses nor a revoked key in use keep it from being known again."""

_SHAPE = re.compile(r"crn_([0-9a-f]{32})_([A-Za-z0-9_-]{20,100})")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a key, bound to one practice."""

    key: UUID
    practice: str
    name: str
    scopes: frozenset[Scope]
    per_minute: int = USUAL_PER_MINUTE


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key as it is listed: everything but its secret."""

    caller: Caller
    created_at: datetime
    revoked_at: datetime | None = None


def token_of(key: UUID, secret: str) -> str:
    """A key as the client presents it."""
    return f"crn_{key.hex}_{secret}"


class Keys:
    """The keys of all practices. Those seen once are answered from memory until `forget`."""

    def __init__(self, engine: AsyncEngine, strangers: Limits) -> None:
        self._engine = engine
        self._strangers = strangers
        self._known: dict[str, Caller] = {}
        self._seen: set[UUID] = set()
        self._looks: dict[str, asyncio.Future[Caller]] = {}
        self._forgotten = 0

    def forget(self, key: UUID | None = None) -> None:
        """Look a key up again when it comes next; all of them if none is named."""
        self._forgotten += 1
        self._looks.clear()  # those under way may have been answered before the change
        if key is None:
            self._known.clear()
        for digest in [digest for digest, caller in self._known.items() if caller.key == key]:
            del self._known[digest]

    async def caller(self, authorization: str | None) -> Caller:
        """Who presents this `Authorization` header; `NotAuthorisedError`."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer":
            raise NotAuthorisedError
        digest = digest_of(token.strip())
        return self._known.get(digest) or await self._look_once(token.strip(), digest)

    async def _look_once(self, token: str, digest: str) -> Caller:
        """Who presents a key; all who present it at once are answered by one look into the database."""
        look = self._looks.get(digest)
        if look is None:
            look = self._looks[digest] = asyncio.ensure_future(self._look_up(token, digest))
            look.add_done_callback(partial(self._looked, digest))
        return await asyncio.shield(look)

    def _looked(self, digest: str, look: asyncio.Future[Caller]) -> None:
        if self._looks.get(digest) is look:
            del self._looks[digest]
        if not look.cancelled():
            look.exception()  # told to whoever still waits for it; nobody may

    async def _look_up(self, token: str, digest: str) -> Caller:
        shape = _SHAPE.fullmatch(token)
        if shape is None:
            raise NotAuthorisedError
        key = UUID(shape[1])
        subject, most = (key, LOOKS_PER_MINUTE) if key in self._seen else ("strangers", STRANGERS_PER_MINUTE)
        self._strangers.take(subject, most)
        forgotten = self._forgotten
        with self._given_back(subject):
            record = await self._record(key, digest)
        if forgotten == self._forgotten:  # otherwise it may have been revoked while it was read
            self._known[digest] = record.caller
        return record.caller

    @contextmanager
    def _given_back(self, subject: Hashable) -> Iterator[None]:
        """Only looks for what is no key count: a key that is good, or a database that is away, must shut nobody out."""
        try:
            yield
        except NotAuthorisedError:
            raise
        except BaseException:
            self._strangers.give_back(subject)
            raise
        self._strangers.give_back(subject)

    async def _record(self, key: UUID, digest: str) -> KeyRecord:
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(api_key).where(api_key.c.id == key))).one_or_none()
        if row is None or not hmac.compare_digest(row.digest, digest):
            raise NotAuthorisedError
        self._seen.add(key)
        if row.revoked_at is not None:
            raise NotAuthorisedError
        return _record_of(row)

    async def create(self, caller: Caller, secret: str, now: datetime, by: UUID | None = None) -> str:
        """Keep a new key made `by` another one, and give it as the client presents it: this once and never again."""
        token = token_of(caller.key, secret)
        async with self._engine.begin() as connection:
            await connection.execute(
                insert(api_key).values(**_columns(caller), digest=digest_of(token), created_at=now)
            )
            await connection.execute(audited(caller.practice, now, by, "key.create", caller.key))
        return token

    async def is_published(self, practice: str) -> bool:
        """Whether anything was ever published of a practice: its keys can be made before."""
        asked = select(practice_table.c.practice).where(practice_table.c.practice == practice)
        async with self._engine.connect() as connection:
            return (await connection.execute(asked)).first() is not None

    async def one(self, practice: str, key: UUID) -> KeyRecord:
        """One key of a practice. `UnknownError`."""
        async with self._engine.connect() as connection:
            return await _one(connection, practice, key)

    async def listed(self, practice: str, after: Place | None = None, count: int | None = None) -> Sequence[KeyRecord]:
        """The keys of a practice, those revoked too, in order of making: `count` beyond `after`, otherwise all."""
        place = (api_key.c.created_at, api_key.c.id)
        asked = select(api_key).where(api_key.c.practice == practice).order_by(*place).limit(count)
        if after is not None:
            asked = asked.where(tuple_(*place) > tuple_(*map(literal, after)))
        async with self._engine.connect() as connection:
            return [_record_of(row) for row in (await connection.execute(asked)).all()]

    async def revoke(self, practice: str, key: UUID, now: datetime, by: UUID | None = None) -> KeyRecord:
        """End a key for good, everywhere as soon as the change log is read; `UnknownError`. Twice is as once."""
        async with self._engine.begin() as connection:
            record = await _revoked(connection, practice, key, now)
            await connection.execute(insert(change).values(practice=practice, kind="key", subject=str(key)))
            await connection.execute(audited(practice, now, by, "key.revoke", key))
        self.forget(key)
        return record

    async def revoke_anywhere(self, key: UUID, now: datetime) -> KeyRecord | None:
        """End a key of whichever practice; None if there is none of that id."""
        async with self._engine.connect() as connection:
            practice = (await connection.execute(select(api_key.c.practice).where(api_key.c.id == key))).scalar()
        return None if practice is None else await self.revoke(practice, key, now)


async def _revoked(connection: AsyncConnection, practice: str, key: UUID, now: datetime) -> KeyRecord:
    this = _this(practice, key) & api_key.c.revoked_at.is_(None)
    await connection.execute(update(api_key).where(this).values(revoked_at=now))
    return await _one(connection, practice, key)


async def _one(connection: AsyncConnection, practice: str, key: UUID) -> KeyRecord:
    row = (await connection.execute(select(api_key).where(_this(practice, key)))).one_or_none()
    if row is None:
        raise UnknownError
    return _record_of(row)


def _this(practice: str, key: UUID) -> ColumnElement[bool]:
    return (api_key.c.practice == practice) & (api_key.c.id == key)


def _columns(caller: Caller) -> dict[str, object]:
    return {
        "practice": caller.practice,
        "id": caller.key,
        "name": caller.name,
        "scopes": sorted(caller.scopes),
        "per_minute": caller.per_minute,
    }


def _record_of(row: Row[Any]) -> KeyRecord:
    caller = Caller(row.id, row.practice, row.name, known_scopes(row.scopes), row.per_minute)
    return KeyRecord(caller, row.created_at, row.revoked_at)


def known_scopes(names: Iterable[str]) -> frozenset[Scope]:
    """The scopes of those names; names that this version does not know allow nothing."""
    return frozenset(Scope(name) for name in names if name in set(Scope))
