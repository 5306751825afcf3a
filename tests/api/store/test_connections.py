"""Connections die; what was being written is written once or not at all, and says so."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import text

from api.store.embedded import ensure_running, stop
from api.store.errors import BusyError, FaultError, UnavailableError
from api.store.migrate import migrate
from api.store.postgres import PostgresStore
from scheduler.booking.appointments import Appointment
from scheduler.booking.store import SlotTakenError, Written
from tests.api.store.cut import a_wire
from tests.api.store.ward import a_store, an_open_store, asked, faults, until, waits_for_a_lock
from tests.booking import A_MONDAY, NOW, THE_PRACTICE, a_slot, an_appointment
from tests.databases import a_data_folder

KILL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'creneau' AND datname = {}"


def _kill_all(url: str) -> int:
    return len(asked(url, KILL.format("current_database()")))


async def _killed_between(url: str) -> int:
    async with an_open_store(url) as store:
        await store.book(an_appointment(), NOW)
        await asyncio.gather(*(store.waiting_list(THE_PRACTICE) for _ in range(8)))
        killed = _kill_all(url)
        await store.book(an_appointment(a_slot("10:00"), 2), NOW)
        async with AsyncExitStack() as stack:
            for _ in range(8):
                connection = await stack.enter_async_context(store.engine.connect())
                await connection.execute(text("SELECT 1"))
    return killed


def test_a_dead_connection_is_noticed_before_it_is_used(url: str) -> None:
    """All connections of a full pool are ended by the server; nobody who asks next notices."""
    assert asyncio.run(_killed_between(url)) == 9
    assert asked(url, "SELECT count(*) FROM appointment") == [(2,)]


async def _killed_at_work(url: str) -> Written[Appointment]:
    async with an_open_store(url) as store:
        with psycopg.connect(url) as rival:
            rival.execute("SELECT 1 FROM agenda_day FOR UPDATE")
            booking = asyncio.create_task(store.book(an_appointment(), NOW))
            await until(lambda: waits_for_a_lock(url))
            _kill_all(url)
            rival.commit()
        return await booking


def test_a_transaction_whose_connection_dies_is_run_again(url: str) -> None:
    """It had not ended, so that nothing of it is there: it is done once."""
    assert asyncio.run(_killed_at_work(url)).thing == an_appointment()
    assert asyncio.run(faults(url)) == []


async def _cut_at_the_end(url: str, *, heard: bool) -> tuple[int, list[Written[Appointment]]]:
    async with a_wire(url) as (wire, far), an_open_store(far) as store:
        first = await store.book(an_appointment(), NOW)
        wire.armed, wire.heard = True, heard
        second = await store.book(an_appointment(a_slot("10:00"), 2), NOW)
        diary = await store.diary(THE_PRACTICE, second.token)
        assert diary.taken_of("ada", A_MONDAY).booked == a_slot("09:00").mask | a_slot("10:00").mask
        return wire.cuts, [first, second]


@pytest.mark.parametrize("heard", [True, False], ids=["heard", "not heard"])
def test_an_end_that_nobody_heard_of_is_asked_about(url: str, heard: bool) -> None:
    """Whether the server kept it or not, the booking is there exactly once and its token is a real one."""
    cuts, (first, second) = asyncio.run(_cut_at_the_end(url, heard=heard))
    assert cuts == 1
    assert second.thing == an_appointment(a_slot("10:00"), 2)
    assert not second.again
    assert second.token > first.token
    assert asked(url, "SELECT count(*) FROM appointment") == [(2,)]
    assert asked(url, "SELECT count(*) FROM audit WHERE outcome = 'done' AND action = 'appointment.booked'") == [(2,)]
    assert asyncio.run(faults(url)) == []


async def _too_long(url: str) -> None:
    async with an_open_store(url) as store:
        with psycopg.connect(url) as rival:
            rival.execute("SELECT 1 FROM agenda_day FOR UPDATE")
            with pytest.raises(BusyError):
                await store.book(an_appointment(), NOW)
        await store.book(an_appointment(), NOW)


def test_who_waits_too_long_for_a_row_is_told(url: str) -> None:
    """It is an error that may be tried again, and the connection is still good."""
    asyncio.run(_too_long(url))


async def _fault(url: str) -> str:
    async with an_open_store(url) as store:
        with pytest.raises(FaultError) as fault:
            await store.book(an_appointment(patient="p-1\0secret"), NOW)
        with pytest.raises(FaultError) as second:
            await store.book(an_appointment(motive=None, patient="p-secret"), NOW)
        return f"{fault.value} {second.value}"


def test_a_fault_says_no_value(url: str) -> None:
    """What the database says about a row may hold a pseudonym: only names of things are passed on."""
    told = asyncio.run(_fault(url))
    assert "motive" in told
    assert "secret" not in told


async def _patiently(store: PostgresStore, one: Appointment) -> Written[Appointment]:
    while True:
        with suppress(UnavailableError):
            return await store.book(one, NOW)


async def _restarted() -> None:
    with a_data_folder() as folder:
        url = ensure_running(folder)
        migrate(url)
        async with an_open_store(url) as store, a_store(url) as other:
            await store.book(an_appointment(), NOW)
            await asyncio.to_thread(stop, folder)
            restart = asyncio.create_task(asyncio.to_thread(ensure_running, folder))
            done = await _patiently(store, an_appointment(a_slot("10:00"), 2))
            await restart
            both = a_slot("09:00").mask | a_slot("10:00").mask
            for one in (store, other):
                assert (await one.diary(THE_PRACTICE, done.token)).taken_of("ada", A_MONDAY).booked == both
            with pytest.raises(SlotTakenError):
                await other.book(an_appointment(a_slot("10:10"), 3), NOW + timedelta(minutes=1))


def test_a_restart_of_the_database_is_survived() -> None:
    """A booking that comes while the server is down is done once it is back; both pictures are whole again."""
    asyncio.run(_restarted())
