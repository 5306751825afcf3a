"""What is expired or older than the practice keeps it is forgotten, and nothing else."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest

from api.store.postgres import PostgresStore
from api.store.sweep import AT_ONCE, CHANGE_HOURS, MEMO_HOURS, UNSENT_DAYS, sweep_expired, sweep_retention
from scheduler.booking.appointments import SWEPT_AFTER
from scheduler.booking.store import Memo
from tests.api.store.ward import a_store, an_open_store, asked, faults
from tests.booking import (
    A_MONDAY,
    NOW,
    THE_PRACTICE,
    a_day,
    a_hold,
    a_patient,
    a_practice_with_booking,
    a_publication,
    a_slot,
    a_waiting,
    an_agenda_day,
    an_appointment,
    an_id,
)

YEARS = timedelta(days=1_095)
"""How long appointments and the audit trail are kept unless the practice says otherwise."""
WEBHOOK = """
    INSERT INTO webhook (practice, id, url, secret, events, created_at)
    VALUES (%s, %s, 'https://example.org', 'x', %s, now())
"""


async def _expired(url: str) -> list[int]:
    async with an_open_store(url) as store:
        await store.hold(a_hold(), NOW)
        await store.hold(a_hold(a_slot("10:00", resources=("ultrasound/1",)), 2, minutes=120), NOW)
        over = NOW + timedelta(minutes=5) + SWEPT_AFTER
        counts = [await sweep_expired(store.engine, moment) for moment in (over - timedelta(seconds=1), over, over)]
        diary = await store.diary(THE_PRACTICE, asked(url, "SELECT max(number) FROM change")[0][0])
        assert [claim.id for claim in diary.taken_of("ada", A_MONDAY).claims] == [an_id(2)]
        return counts


def test_expired_holds_are_swept_with_their_claims(url: str) -> None:
    """An hour after they ended, once; pictures are told."""
    assert asyncio.run(_expired(url)) == [0, 1, 0]
    assert asyncio.run(faults(url)) == []


def _rows(url: str, table: str) -> int:
    return int(asked(url, f"SELECT count(*) FROM {table}")[0][0])


async def _kept(store: PostgresStore) -> None:
    """Something of everything that is not kept for ever, all of `NOW`."""
    memo: Memo[Any] = Memo("once", "x", NOW, lambda kept: {"id": str(kept.id)})
    with psycopg.connect(store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)) as link:
        link.execute(WEBHOOK, [THE_PRACTICE, an_id(1), ["appointment.booked", "appointment.marked"]])
    await store.book(an_appointment(patient="p-1"), NOW, memo=memo)
    await store.book(an_appointment(a_slot(day=a_day(1)), 2, patient="p-1", only_future=False), NOW)
    await store.put_waiting(a_waiting(to_day=A_MONDAY), NOW)


async def _swept(url: str, *moments: datetime) -> list[dict[str, int]]:
    async with an_open_store(url, an_agenda_day(), an_agenda_day(day=a_day(1))) as store:
        await _kept(store)
        asked(url, "UPDATE event SET sent_at = at WHERE subject = %s RETURNING 1", str(an_id(1)))
        return [await sweep_retention(store.engine, moment) for moment in moments]


def test_nothing_is_forgotten_before_its_time(url: str) -> None:
    """Neither at once nor just before the end of each period; the log goes by the database's own clock."""
    counts = asyncio.run(_swept(url, NOW, NOW + timedelta(hours=MEMO_HOURS)))
    assert all(not count.keys() - {"promises", "changes"} for count in counts)
    assert _rows(url, "audit") == 4


def test_each_thing_is_forgotten_in_its_time(url: str) -> None:
    """Answers and sent events after two days, unsent ones after a month, pseudonyms and the audit trail after years."""
    hours, days = timedelta(hours=MEMO_HOURS, seconds=1), timedelta(days=UNSENT_DAYS, seconds=1)
    years = YEARS + timedelta(hours=20)
    counts = asyncio.run(_swept(url, NOW + hours, NOW + days, NOW + years, NOW + years))
    for count in counts:
        count.pop("changes", None)
    assert counts == [
        {"promises": 1, "memos": 1, "events": 1},
        {"events": 1},
        {"appointments": 1, "waiting": 1, "audit": 4},
        {},
    ]
    assert asked(url, "SELECT patient, version FROM appointment ORDER BY day") == [(None, 2), ("p-1", 1)]
    told = asked(url, "SELECT action, facts FROM audit ORDER BY number")
    assert ("retention.audit", {"rows": 4}) in told
    assert ("retention.appointments", {"rows": 1}) in told


BAD_HOLD = "UPDATE hold SET channel = 'telepathy' WHERE practice = %s RETURNING 1"
BAD_RETENTION = "UPDATE practice SET document = jsonb_set(document, '{booking,retention}', '[7]') WHERE practice = %s"


async def _one_bad(url: str) -> tuple[int, dict[str, int]]:
    async with an_open_store(url) as store:
        for practice in ("a-bad-one", "the-other"):
            named = a_practice_with_booking(practice={"id": practice, "name": practice})
            await store.publish(a_publication(practice=named), NOW)
            await store.hold(a_hold(practice=practice), NOW)
            await store.put_waiting(a_waiting(practice=practice), NOW, Memo("once", "x", NOW, lambda _: {}))
        asked(url, BAD_HOLD, "a-bad-one")
        asked(url, BAD_RETENTION + " RETURNING 1", "a-bad-one")
        ended = await sweep_expired(store.engine, NOW + timedelta(days=3))
        return ended, await sweep_retention(store.engine, NOW + timedelta(days=3))


def test_what_cannot_be_swept_of_one_practice_stops_no_other(url: str, caplog: pytest.LogCaptureFixture) -> None:
    """A row or a document that nobody can read is told in the log, without what it says; all others are swept."""
    ended, counts = asyncio.run(_one_bad(url))
    assert (ended, counts["memos"]) == (1, 1)
    assert asked(url, "SELECT practice FROM memo") == asked(url, "SELECT practice FROM hold") == [("a-bad-one",)]
    told = [record.getMessage() for record in caplog.records if record.name == "creneau.sweep"]
    assert told == [
        "holds of the practice a-bad-one not swept: ValueError",
        "retention of the practice a-bad-one not swept: ValidationError",
    ]


async def _unpublished(url: str) -> dict[str, int]:
    async with a_store(url) as store:
        await store.put_waiting(a_waiting(), NOW, Memo("once", "x", NOW, lambda _: {}))
        key = "INSERT INTO api_key (practice, id, name, digest, scopes, per_minute, created_at)"
        asked(url, f"{key} VALUES (%s, %s, 'x', 'x', '{{}}', 1, %s) RETURNING 1", THE_PRACTICE, an_id(1), NOW)
        await sweep_retention(store.engine, NOW + timedelta(days=3))
        return await sweep_retention(store.engine, NOW + YEARS + timedelta(days=40))


def test_who_has_published_nothing_is_swept_too(url: str) -> None:
    """The usual periods hold for a practice that has only keys, answers and an audit trail."""
    counts = asyncio.run(_unpublished(url))
    assert (counts["audit"], _rows(url, "memo")) == (1, 0)


async def _many(url: str) -> dict[str, int]:
    async with an_open_store(url) as store:
        with psycopg.connect(url) as link:
            link.execute(
                "INSERT INTO memo (practice, key, fingerprint, at)"
                " SELECT %s, number, 'x', %s FROM generate_series(1, %s) AS number",
                [THE_PRACTICE, NOW, AT_ONCE * 2 + 1],
            )
            link.execute("UPDATE change SET at = %s", [NOW - timedelta(hours=CHANGE_HOURS, seconds=1)])
        return await sweep_retention(store.engine, NOW + timedelta(days=3))


def test_a_sweep_goes_on_until_all_is_swept(url: str) -> None:
    """However many there are; the newest line of the change log stays, so that whoever polls knows where it ends."""
    counts = asyncio.run(_many(url))
    assert counts["memos"] == AT_ONCE * 2 + 1
    assert _rows(url, "change") == 1


async def _erased(url: str) -> None:
    async with an_open_store(url, an_agenda_day(), an_agenda_day(day=a_day(1))) as store:
        memo: Memo[Any] = Memo("once", "x", NOW, lambda kept: {"made": [{"patient": kept.patient}]})
        other: Memo[Any] = Memo("twice", "x", NOW, lambda kept: {"patient": kept.patient})
        await store.put_patient(THE_PRACTICE, a_patient("p-secret"), None, NOW)
        await store.book(an_appointment(patient="p-secret"), NOW, memo=memo)
        await store.book(an_appointment(a_slot(day=a_day(1)), 2, patient="p-other"), NOW, memo=other)
        await store.hold(a_hold(a_slot("11:00"), 3, patient="p-secret"), NOW)
        await store.put_waiting(a_waiting(patient="p-secret"), NOW)
        await store.erase_patient(THE_PRACTICE, "p-secret", NOW)
        # The change log must tell for an hour whose picture is to be read again; then it is swept.
        asked(url, "UPDATE change SET at = %s RETURNING 1", NOW - timedelta(hours=2))
        await sweep_retention(store.engine, NOW)


def test_an_erased_pseudonym_is_nowhere_in_the_database(url: str) -> None:
    """No table holds it in any column once the change log is swept, and nobody else's answer is forgotten."""
    asyncio.run(_erased(url))
    tables = [name for (name,) in asked(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    for table in tables:
        assert asked(url, f"SELECT * FROM {table} AS row WHERE row::text LIKE '%%secret%%'") == [], table
    assert asked(url, "SELECT key FROM memo") == [("twice",)]
    assert asyncio.run(faults(url)) == []
