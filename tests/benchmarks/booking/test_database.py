"""The group in a database: sound by the product's own verification and by ours, and booked by SQL as the desk does."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import dict_row

from api.store.migrate import migrate
from api.store.postgres import PostgresStore, opened
from api.store.verify import verify
from benchmarks.booking import plain_sql
from benchmarks.booking.candidates import body_of, candidates, order_of
from benchmarks.booking.database import OtherGenerationError, fill
from benchmarks.booking.group import PRACTICE
from benchmarks.booking.plain_sql import Booking
from benchmarks.load.check import MASKS, OVERLAPS
from benchmarks.load.opening import open_period
from scheduler.booking.desk import FrontDesk
from scheduler.booking.store import Memo
from tests.benchmarks.booking.groups import NOW, the_picture
from tests.databases import a_database

CALLER = UUID(int=7)
TABLES = ("memo", "appointment", "change", "audit", "event", "future_visit", "hold")
VARYING = {
    "id",
    "number",
    "subject",
    "key",
    "attempt",
    "fingerprint",
    "answer",
    "at",
    "booked_at",
    "starts",
    "begin",
    "day",
    "room",
}
"""What differs from booking to booking."""


@pytest.fixture(scope="module")
def url(database_url: str) -> Iterator[str]:
    """The small group, open and booked."""
    with a_database(database_url) as url:
        migrate(url)
        open_period(url, the_picture().publication)
        fill(url, the_picture())
        yield url


def rows(url: str, query: str, *values: Any) -> list[dict[str, Any]]:
    """What a query finds."""
    with psycopg.connect(url, row_factory=dict_row) as connection:
        return list(connection.execute(query, values))  # type: ignore[call-overload]


async def with_store(url: str, work: Any) -> Any:
    """What some work with a store gives, whose clock stands at `NOW`."""
    async with opened(url, now=lambda: NOW) as store:
        return await work(store)


def test_the_database_is_sound(url: str) -> None:
    """Masks are the appointments', by the product's verification and by SQL of the load study."""

    async def findings(store: PostgresStore) -> list[Any]:
        return list(await verify(store.engine, NOW))

    assert asyncio.run(with_store(url, findings)) == []
    assert rows(url, MASKS) == rows(url, OVERLAPS) == []
    assert rows(url, "SELECT count(*) FROM appointment")[0]["count"] == len(the_picture().appointments)


def test_a_service_sees_what_is_in_memory(url: str) -> None:
    """The picture that the service makes of the database is the one that searches in memory use."""

    async def picture(store: PostgresStore) -> Any:
        return await store.diary(PRACTICE)

    diary, ours = asyncio.run(with_store(url, picture)), the_picture().diary
    assert (diary.published, diary.days, diary.patients) == (ours.published, ours.days, ours.patients)
    assert {key: taken for key, taken in diary.taken.items() if taken.booked} == ours.taken
    assert {who: set(visits) for who, visits in diary.visits.items()} == {
        who: set(visits) for who, visits in ours.visits.items()
    }


def test_another_agenda_is_not_booked(database_url: str) -> None:
    """Bookings that fit nowhere would only break the masks; nothing is written."""
    with a_database(database_url) as url:
        migrate(url)
        open_period(url, the_picture().publication)
        with psycopg.connect(url) as connection:
            connection.execute("UPDATE agenda_day SET generation = 2 WHERE holder = 'gp-01'")
        with pytest.raises(OtherGenerationError):
            fill(url, the_picture())
        assert rows(url, "SELECT count(*) FROM appointment")[0]["count"] == 0


def written(url: str, write: Any) -> dict[str, list[dict[str, Any]]]:
    """The rows that a booking adds, without what differs from booking to booking."""
    before = {table: rows(url, f"SELECT * FROM {table}") for table in TABLES}
    write()
    return {
        table: [_alike(row) for row in rows(url, f"SELECT * FROM {table}") if row not in before[table]]
        for table in TABLES
    }


def _alike(row: dict[str, Any]) -> dict[str, Any]:
    """Of what varies only whether it is there."""
    return {name: value is not None if name in VARYING else value for name, value in row.items()}


def by_desk(url: str, booking: Booking) -> None:
    """Book as the service does, with an idempotency key."""

    async def book(store: PostgresStore) -> None:
        desk = FrontDesk(store.acting_as(CALLER, "book"))
        memo: Memo[Any] = Memo(f"{CALLER}:1", "f" * 64, NOW, lambda _: {"said": "yes"})
        await desk.book(PRACTICE, order_of(booking), NOW, new_id=booking.id, memo=memo)

    asyncio.run(with_store(url, book))


def by_sql(url: str, booking: Booking) -> None:
    """Book as the rival without HTTP does."""
    assert plain_sql.book_all(url, [booking], 1, CALLER).bookings == 1


def test_sql_alone_writes_what_the_desk_writes(url: str) -> None:
    """The same rows in every table: the rival is spared nothing that the service writes."""
    found = candidates(the_picture(), NOW)
    one, same = next(found), None
    while same is None or same.practitioner != one.practitioner:
        same = next(found)
    desk, sql = written(url, lambda: by_desk(url, one)), written(url, lambda: by_sql(url, same))
    assert {table: len(added) for table, added in desk.items() if added} == {
        "memo": 1,
        "appointment": 1,
        "change": 2,
        "audit": 1,
    }
    assert sql == desk
    assert rows(url, MASKS) == []


def test_sql_does_not_book_twice(url: str) -> None:
    """The condition against double booking is part of the rival too."""
    booking = next(candidates(the_picture(), NOW, seed=2))
    by_sql(url, booking)
    with pytest.raises(plain_sql.NotBookedError):
        plain_sql.book_all(url, [booking], 1, CALLER)


def test_candidates_lie_on_different_days() -> None:
    """None stands in another's way, and all have time that is free."""
    found = [one for one, _ in zip(candidates(the_picture(), NOW), range(50), strict=False)]
    assert len({(one.practitioner, one.day) for one in found}) == 50
    assert body_of(found[0])["starts"] == found[0].starts.isoformat()
