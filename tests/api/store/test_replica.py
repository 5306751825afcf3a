"""The picture in memory follows the database, whoever writes and whatever is missed."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.store.effects import Effects
from api.store.engine import make_engine
from api.store.errors import StaleError
from api.store.numbers import PATIENCE
from api.store.pictures import Reread, load, reread
from api.store.postgres import PostgresStore, opened
from api.store.replica import STALE, Replica
from scheduler.booking.days import Diary, FutureVisit
from scheduler.booking.search import search
from scheduler.booking.sheets import sheets_of
from scheduler.booking.store import UnknownError
from tests.api.store.ward import NAMED, a_store, an_open_store, asked, cancelled
from tests.booking import (
    A_MONDAY,
    NOW,
    THE_PRACTICE,
    a_day,
    a_hold,
    a_patient,
    a_publication,
    a_request,
    a_slot,
    an_agenda_day,
    an_appointment,
    an_id,
)

CHANGE = "INSERT INTO change (practice, kind, subject, day) VALUES (%s, 'day', 'ada', %s)"
TAKE = "UPDATE agenda_day SET booked = bookable, version = version + 1 WHERE holder = 'ada'"


class Clock:
    """Seconds that grow when they are told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """What it shows."""
        return self.seconds


async def a_replica(url: str, clock: Callable[[], float], now: Callable[[], datetime] = lambda: NOW) -> Replica:
    """One that polls only when it is told to; it has read everything once."""
    replica = Replica(make_engine(url, 2), clock=clock, now=now)
    await replica.poll()
    await replica.diary(THE_PRACTICE)
    return replica


def booked(diary: Diary) -> int:
    """What is booked of ada's Monday."""
    return diary.taken_of("ada", A_MONDAY).booked


async def _others_write(url: str) -> None:
    async with an_open_store(url) as one, a_store(url) as other:
        assert booked(await other.diary(THE_PRACTICE)) == 0
        first = await one.book(an_appointment(patient="p-1"), NOW)
        diary = await other.diary(THE_PRACTICE, first.token)
        assert booked(diary) == a_slot().mask
        assert [visit.appointment for visit in diary.visits["p-1"]] == [an_appointment().id]
        await one.cancel(an_appointment(patient="p-1"), cancelled(an_appointment(patient="p-1")), NOW)
        patient = await one.put_patient(THE_PRACTICE, a_patient("p-2"), None, NOW)
        diary = await other.diary(THE_PRACTICE, patient.token)
        assert (booked(diary), diary.visits, set(diary.patients)) == (0, {}, {"p-2"})


def test_a_token_shows_what_another_process_wrote(url: str) -> None:
    """A client that booked with one worker finds its booking with the next one at once."""
    asyncio.run(_others_write(url))


async def _pictures(url: str) -> tuple[Diary, Diary]:
    days = [an_agenda_day(), an_agenda_day("09:00 group/workshop*3 10:00", "ben")]
    async with an_open_store(url, *days) as one, a_store(url) as other:
        await other.diary(THE_PRACTICE)
        await one.put_patient(THE_PRACTICE, a_patient(), 0, NOW)
        await one.book(an_appointment(patient="p-1", only_future=False), NOW)
        await one.book(an_appointment(number=2, overbooked=True, patient="p-1"), NOW)
        await one.book(an_appointment(a_slot(practitioner="ben", minutes=60, group=True), 3), NOW)
        done = await one.hold(a_hold(a_slot("11:00", resources=("ultrasound/1",)), 4), NOW)
        kept = await one.diary(THE_PRACTICE)
        followed = await other.diary(THE_PRACTICE, done.token)
        async with a_store(url) as fresh:
            assert await fresh.diary(THE_PRACTICE) == kept
        return kept, followed


def test_the_writer_the_follower_and_the_newcomer_have_the_same_picture(url: str) -> None:
    """Whether it was changed by a write, by the log, or read whole."""
    kept, followed = asyncio.run(_pictures(url))
    assert kept == followed
    assert kept.taken_of("ben", A_MONDAY).places


async def _late(url: str, end: str) -> None:
    async with an_open_store(url) as store:
        clock = Clock()
        replica = await a_replica(url, clock)
        with psycopg.connect(url) as late:
            late.execute(CHANGE, [THE_PRACTICE, A_MONDAY])
            late.execute(TAKE)
            await store.put_patient(THE_PRACTICE, a_patient(), None, NOW)
            await replica.poll()
            diary = await replica.diary(THE_PRACTICE)
            assert (set(diary.patients), booked(diary)) == ({"p-1"}, 0)
            late.execute(end)
        clock.seconds = PATIENCE - 1
        await replica.poll()
        full = an_agenda_day().bookable
        assert booked(await replica.diary(THE_PRACTICE)) == (full if end == "COMMIT" else 0)
        await replica.stop()


def test_a_number_that_shows_up_late_is_not_missed(url: str) -> None:
    """A transaction that took its number first and ended last is seen all the same."""
    asyncio.run(_late(url, "COMMIT"))


def test_a_number_that_was_rolled_back_harms_nobody(url: str) -> None:
    """It is waited for in vain, and the picture goes on."""
    asyncio.run(_late(url, "ROLLBACK"))


async def _swept(url: str) -> None:
    async with an_open_store(url):
        replica = await a_replica(url, Clock())
        with psycopg.connect(url) as other:
            other.execute(TAKE)
            other.execute(CHANGE, [THE_PRACTICE, A_MONDAY])
            other.execute(CHANGE, [THE_PRACTICE, a_day(3)])
            other.execute("DELETE FROM change WHERE number < (SELECT max(number) FROM change)")
        # The line that tells of Monday is gone: nothing but reading everything anew finds it.
        await replica.survive()
        await replica.poll()
        assert booked(await replica.diary(THE_PRACTICE)) == an_agenda_day().bookable
        await replica.stop()


def test_whoever_fell_behind_the_swept_log_reads_everything_anew(url: str) -> None:
    """A line that was swept away before it was read is noticed."""
    asyncio.run(_swept(url))


async def _deaf(url: str) -> None:
    clock = Clock()
    async with an_open_store(url):
        replica = await a_replica(url, clock)
        assert replica.staleness() == 0
        clock.seconds = STALE
        await replica.diary(THE_PRACTICE)
        clock.seconds = STALE + 1
        with pytest.raises(StaleError):
            await replica.diary(THE_PRACTICE)
        await replica.poll()
        await replica.diary(THE_PRACTICE)
        await replica.stop()


def test_nothing_is_offered_from_an_old_picture(url: str) -> None:
    """A picture that could not be refreshed for more than five seconds is not given."""
    asyncio.run(_deaf(url))


async def _lost_line(url: str) -> None:
    async with an_open_store(url):
        replica = await a_replica(url, Clock())
        # What is written without a line in the log is found by nobody, unless everything is read anew.
        asked(url, TAKE + " RETURNING 1")
        await replica.poll()
        before = booked(await replica.diary(THE_PRACTICE))
        asked(
            url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'creneau' AND datname = current_database()",
        )
        await replica.survive()
        await replica.poll()
        assert (before, booked(await replica.diary(THE_PRACTICE))) == (0, an_agenda_day().bookable)
        await replica.stop()


def test_after_a_lost_connection_everything_is_read_anew(url: str) -> None:
    """Nobody can tell what was missed."""
    asyncio.run(_lost_line(url))


async def _forgetting(url: str) -> None:
    days = [an_agenda_day(day=a_day(number)) for number in range(4)]
    today = NOW
    async with an_open_store(url, *days) as store:
        await store.book(an_appointment(patient="p-1"), NOW)
        await store.book(an_appointment(a_slot(day=a_day(3)), 2, patient="p-2"), NOW)
        replica = await a_replica(url, Clock(), lambda: today)
        today = NOW + timedelta(days=2)
        await replica.poll()
        diary = await replica.diary(THE_PRACTICE)
        assert {day for holder, day in diary.days if holder == "ada"} == {a_day(number) for number in (1, 2, 3)}
        assert {day for _, day in diary.taken} == {a_day(number) for number in (1, 2, 3)}
        assert set(diary.visits) == {"p-2"}
        await replica.stop()


def test_days_before_yesterday_are_forgotten(url: str) -> None:
    """The memory a practice needs does not grow with its history."""
    asyncio.run(_forgetting(url))


async def _published_elsewhere(url: str) -> None:
    async with an_open_store(url) as one, a_store(url) as other:
        assert (await other.diary(THE_PRACTICE)).published.generation == 1
        await one.publish(a_publication(an_agenda_day("10:00 open 11:00"), practice=NAMED), NOW)
        token = (await one.put_patient(THE_PRACTICE, a_patient(), None, NOW)).token
        diary = await other.diary(THE_PRACTICE, token)
        assert diary.published.generation == 2
        assert diary.days["ada", A_MONDAY] == an_agenda_day("10:00 open 11:00", generation=2)


def test_a_publication_of_another_process_is_followed(url: str) -> None:
    """The days and what the offers follow are read anew."""
    asyncio.run(_published_elsewhere(url))


async def _unknown(url: str) -> None:
    async with a_store(url) as store:
        with pytest.raises(UnknownError):
            await store.diary(THE_PRACTICE)
        await store.publish(a_publication(practice=NAMED), NOW)
        assert (await store.diary(THE_PRACTICE)).published.practice == NAMED
        assert (await store.diary(THE_PRACTICE, 10**15)).published.generation == 1


def test_a_practice_is_loaded_when_it_is_there(url: str) -> None:
    """Unknown before its first publication; a token that nobody handed out keeps nobody waiting."""
    asyncio.run(_unknown(url))


async def _keys(url: str) -> list[UUID | None]:
    told: list[UUID | None] = []
    replica = Replica(make_engine(url, 1), on_key=told.append)
    await replica.poll()
    with psycopg.connect(url) as other:
        other.execute(
            "INSERT INTO change (practice, kind, subject) VALUES ('a', 'key', '00000000-0000-0000-0000-000000000007')"
        )
    await replica.poll()
    await replica.stop()
    return told


def test_changes_of_api_keys_are_told(url: str) -> None:
    """Any may have changed before the first poll; then each one that does."""
    assert asyncio.run(_keys(url)) == [None, UUID(int=7)]


A_KEY = "INSERT INTO change (practice, kind, subject) VALUES ('a', 'key', %s)"


async def _broken(url: str) -> tuple[int, float]:
    clock = Clock()
    async with an_open_store(url) as store:
        replica = await a_replica(url, clock)
        with psycopg.connect(url) as other:
            other.execute(A_KEY, ["no id"])
        for _ in range(3):
            await replica.survive()
        asked(url, "DELETE FROM change WHERE subject = 'no id' RETURNING 1")
        await store.book(an_appointment(), NOW)
        clock.seconds = 1
        await replica.survive()
        found = booked(await replica.diary(THE_PRACTICE)), replica.staleness()
        await replica.stop()
        return found


def test_whatever_goes_wrong_the_polling_goes_on(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process says so once, by the kind of the error only, and is fresh as soon as it can be."""
    told: list[str] = []
    monkeypatch.setattr("api.store.replica._log.warning", lambda said, name: told.append(said % name))
    assert asyncio.run(_broken(url)) == (a_slot().mask, 0)
    assert set(told) == {"the change log cannot be read: ValueError"}
    assert len(told) <= 2  # the other replica is that of the store which books


async def _of_a_later_version(url: str) -> int:
    async with an_open_store(url):
        replica = await a_replica(url, Clock())
        with psycopg.connect(url) as newer:
            newer.execute(TAKE)
            newer.execute("INSERT INTO change (practice, kind) VALUES (%s, 'of a later version')", [THE_PRACTICE])
        await replica.poll()
        found = booked(await replica.diary(THE_PRACTICE))
        await replica.stop()
        return found


def test_a_line_of_a_later_version_has_everything_read_anew(url: str) -> None:
    """While a service is brought up to date, old processes follow the new ones."""
    assert asyncio.run(_of_a_later_version(url)) == an_agenda_day().bookable


async def _told_before_it_was_put(url: str) -> tuple[set[str], set[str], set[int]]:
    async with an_open_store(url) as store:
        replica = await a_replica(url, Clock())
        written = await store.book(an_appointment(patient="p-1"), NOW)
        await store.erase_patient(THE_PRACTICE, "p-1", NOW)
        await replica.poll()
        # The process that wrote comes to it only now: another one has erased the patient in the meantime.
        visit = FutureVisit(an_id(1), "follow-up", NOW, NOW + timedelta(days=1))
        replica.put(THE_PRACTICE, Effects(visits=[("p-1", visit)]), [written.token])
        first = set((await replica.diary(THE_PRACTICE)).visits)
        await replica.poll()
        found = first, set((await replica.diary(THE_PRACTICE)).visits), set(replica._own)
        await replica.stop()
        return found


def test_an_own_write_that_the_log_has_told_already_is_read_again(url: str) -> None:
    """What others made of it since is not undone for good, and its numbers are not waited for."""
    assert asyncio.run(_told_before_it_was_put(url)) == ({"p-1"}, set(), set())


async def _nobody_waits_for_ever() -> int:
    replica = Replica(make_engine("postgresql://nobody@127.0.0.1:1/none", 1))
    for _ in range(5):
        with pytest.raises(StaleError):
            await replica._next_round(0)
    return len(replica._waiting)


def test_who_gave_up_is_not_kept() -> None:
    """While the database is away requests come and go; what is kept of them does not grow."""
    assert asyncio.run(_nobody_waits_for_ever()) == 1


async def _while_it_is_read(url: str, monkeypatch: pytest.MonkeyPatch) -> int:
    async with an_open_store(url) as store:
        read, booked_meanwhile = asyncio.Event(), asyncio.Event()

        async def slowly(*args: Any, **stated: Any) -> Diary:
            diary = await load(*args, **stated)
            read.set()
            await booked_meanwhile.wait()
            return diary

        monkeypatch.setattr("api.store.album.load", slowly)
        reloading = asyncio.create_task(store.replica.reload(THE_PRACTICE))
        await read.wait()
        await store.book(an_appointment(), NOW)
        booked_meanwhile.set()
        await reloading
        return booked(await store.diary(THE_PRACTICE))


def test_own_writes_are_not_lost_while_the_picture_is_read(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was booked while everything was read anew is in the new picture."""
    assert asyncio.run(_while_it_is_read(url, monkeypatch)) == a_slot().mask


async def _told_while_it_is_read(url: str, monkeypatch: pytest.MonkeyPatch) -> int:
    async with an_open_store(url) as writer, opened(url, now=lambda: NOW) as reader:
        read, told = asyncio.Event(), asyncio.Event()

        async def slowly(*args: Any, **stated: Any) -> Diary:
            diary = await load(*args, **stated)
            read.set()
            await told.wait()
            return diary

        monkeypatch.setattr("api.store.album.load", slowly)
        loading = asyncio.create_task(reader.diary(THE_PRACTICE))
        await read.wait()
        monkeypatch.setattr("api.store.album.load", load)
        written = await writer.book(an_appointment(), NOW)
        with pytest.raises(UnknownError):  # waits until the reader has read the line of the booking
            await reader.diary("nobody", written.token)
        asked_with_token = asyncio.create_task(reader.diary(THE_PRACTICE, written.token))
        told.set()
        await loading
        return booked(await asked_with_token)


def test_a_token_shows_what_was_told_while_the_picture_was_read(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change whose line was read while everything was read anew is in the picture that its token asks for."""
    assert asyncio.run(_told_while_it_is_read(url, monkeypatch)) == a_slot().mask


def visits(diary: Diary) -> set[int]:
    """The appointments of p-1, by number."""
    return {visit.appointment.int for visit in diary.visits.get("p-1", ())}


async def _between_the_lines(url: str, monkeypatch: pytest.MonkeyPatch) -> tuple[set[int], set[int]]:
    async with an_open_store(url) as store:
        replica = await a_replica(url, Clock())
        follower = PostgresStore(store.engine, replica)
        await store.book(an_appointment(patient="p-1"), NOW)

        async def slowly(*args: Any) -> Reread:
            rows = await reread(*args)
            await follower.book(an_appointment(a_slot("10:00"), 2, patient="p-1", motive="scan"), NOW)
            return rows

        monkeypatch.setattr("api.store.album.reread", slowly)
        await replica.poll()
        first = visits(await replica.diary(THE_PRACTICE))
        monkeypatch.setattr("api.store.album.reread", reread)
        await replica.poll()
        await replica.stop()
        return first, visits(await replica.diary(THE_PRACTICE))


def test_what_was_read_before_an_own_write_does_not_undo_it(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that were on their way when this process wrote are older: the write stays, and the rows are read again."""
    first, then = asyncio.run(_between_the_lines(url, monkeypatch))
    assert 2 in first
    assert then == {1, 2}


async def _replaced(url: str) -> None:
    async with an_open_store(url) as store:
        old = await store.diary(THE_PRACTICE)
        assert search(old, a_request(), NOW).offers
        worked_out = weakref.ref(sheets_of(old))
        await store.publish(a_publication(), NOW)
        assert await store.diary(THE_PRACTICE) is not old
        assert worked_out() is None
        assert search(old, a_request(), NOW).offers
        left_behind = weakref.ref(sheets_of(old))
        del old
        await store.publish(a_publication(), NOW)
        await store.diary(THE_PRACTICE)
        assert left_behind() is None
        last = weakref.ref(sheets_of(await store.diary(THE_PRACTICE)))
    assert last() is None


def test_a_picture_that_was_replaced_is_freed(url: str) -> None:
    """Nothing of it outlives the next publication, what a search under way left of it the one after, nor the store."""
    gc.disable()
    try:
        asyncio.run(_replaced(url))
    finally:
        gc.enable()
    assert gc.get_freeze_count() == 0
