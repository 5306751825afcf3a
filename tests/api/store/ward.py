"""A store on a real database, as the tests of this folder use it, and what they ask the database itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg

from api.store.postgres import PostgresStore, opened
from api.store.verify import verify
from scheduler.booking.appointments import Appointment, State
from tests.booking import NOW, THE_PRACTICE, a_practice_with_booking, a_publication

NAMED = a_practice_with_booking(practice={"id": THE_PRACTICE, "name": "The practice"})
LATER = NOW + timedelta(minutes=6)
"""When a hold of five minutes is over."""


@asynccontextmanager
async def a_store(url: str, size: int = 8) -> AsyncIterator[PostgresStore]:
    """A store for which it is `NOW`."""
    async with opened(url, size, now=lambda: NOW) as store:
        yield store


@asynccontextmanager
async def an_open_store(url: str, *days: Any, **stated: Any) -> AsyncIterator[PostgresStore]:
    """A store in which the first week is published with those days, ada on Monday from 9 to 12 if none is given."""
    async with a_store(url) as store:
        await store.publish(a_publication(*days, practice=NAMED, **stated), NOW)
        yield store


def asked(url: str, statement: str, *values: Any) -> list[Any]:
    """What the database itself answers."""
    with psycopg.connect(url) as connection:
        return connection.execute(statement, values).fetchall()  # type: ignore[call-overload]


async def faults(url: str) -> list[str]:
    """The kinds of everything that is wrong in a database."""
    async with a_store(url, 1) as store:
        return [finding.kind for finding in await verify(store.engine, NOW)]


def cancelled(one: Appointment) -> Appointment:
    """The appointment cancelled at `NOW`."""
    return replace(one, state=State.CANCELLED, cancelled_at=NOW, reason="asked", version=one.version + 1)


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so; what waits for it in vain is stopped by the test's own limit."""
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.01)


def waits_for_a_lock(url: str) -> bool:
    """Whether some connection of a store waits for another one's row."""
    return bool(
        asked(
            url,
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'creneau'"
            " AND wait_event_type = 'Lock'",
        )
    )
