"""Connections die; what was being written is written once or not at all, and says so."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from api.store.embedded import ensure_running, stop
from api.store.engine import SETTINGS, make_engine
from api.store.errors import BusyError, FaultError, OutcomeUnknownError, UnavailableError
from api.store.ledger import Kind, Ledger
from api.store.migrate import migrate
from api.store.postgres import PostgresStore
from api.store.transactions import Transaction, Transactions
from scheduler.booking.appointments import Appointment
from scheduler.booking.store import SlotTakenError, Written
from tests.api.embedded.processes import kill_postmaster
from tests.api.store.cut import a_wire
from tests.api.store.ward import a_store, an_open_store, asked, faults, until, waits_for_a_lock
from tests.booking import A_MONDAY, NOW, THE_PRACTICE, a_slot, an_appointment
from tests.databases import a_data_folder, run_sql

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


class _Crash:
    """The server is killed with a COMMIT on its way, and somebody else writes first once it is back."""

    def __init__(self, folder: Path, url: str) -> None:
        self._folder, self._url = folder, url
        self.lost = self.given = 0

    async def __call__(self) -> None:
        """Happens while the one who sent the COMMIT waits."""
        await asyncio.to_thread(self._crash)

    def _crash(self) -> None:
        ((self.lost,),) = asked(self._url, UNDER_WAY)
        kill_postmaster(self._folder)
        ensure_running(self._folder)
        while self.given < self.lost:
            ((self.given,),) = asked(self._url, "SELECT pg_current_xact_id()::text::bigint")


UNDER_WAY = "SELECT backend_xid::text::bigint FROM pg_stat_activity WHERE backend_xid IS NOT NULL"


async def _crashed() -> tuple[int, int, Written[Appointment]]:
    with a_data_folder() as folder:
        url = ensure_running(folder)
        # What nobody waits for reaches the disk so late that the crash comes first.
        lazy = ("wal_writer_delay = '10s'", "bgwriter_lru_maxpages = 0")
        run_sql(url, *(f"ALTER SYSTEM SET {setting}" for setting in lazy), "SELECT pg_reload_conf()")
        migrate(url)
        async with a_wire(url) as (wire, far), an_open_store(far) as store:
            crash = wire.meanwhile = _Crash(folder, url)
            wire.armed, wire.heard = True, False
            written = await store.book(an_appointment(), NOW)
            assert await store.appointment(THE_PRACTICE, written.thing.id) == written.thing  # type: ignore[union-attr]
        assert wire.cuts == 1
        assert await faults(url) == []
        return crash.lost, crash.given, written


def test_an_acknowledged_booking_is_there_after_a_crash_whose_number_was_given_again() -> None:
    """The number of the lost transaction says that it was kept, since another one has it now; the booking is made."""
    lost, given, written = asyncio.run(_crashed())
    assert lost == given
    assert written.token


async def _never_told(url: str) -> None:
    async with a_wire(url) as (wire, far), an_open_store(far) as store:
        wire.armed, wire.heard, wire.hung = True, False, True
        with pytest.raises(OutcomeUnknownError):
            await store.book(an_appointment(), NOW)
        wire.take_away()
        again = await store.book(an_appointment(), NOW)
        assert again.thing == an_appointment()


def test_an_end_that_stays_unknown_is_said_to_be_unknown(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as the server is still at it nobody says that nothing was written, nor that it was."""
    monkeypatch.setattr("api.store.transactions.TRIES", 3)
    asyncio.run(_never_told(url))
    assert asked(url, "SELECT count(*) FROM appointment") == [(1,)]


async def _traceless(url: str) -> None:
    async with a_wire(url) as (wire, far), a_store(far) as store:
        wire.armed = True
        with pytest.raises(OutcomeUnknownError):
            await Transactions(store.engine).write(lambda: Ledger(THE_PRACTICE, NOW), _a_line)


async def _a_line(transaction: Transaction) -> None:
    transaction.ledger.changed(Kind.VISITS)


def test_what_leaves_no_line_in_the_audit_trail_is_not_done_twice(url: str) -> None:
    """Nobody can look for it, so that it is neither said to be done nor done again."""
    asyncio.run(_traceless(url))
    assert asked(url, "SELECT count(*) FROM change") == [(1,)]


async def _plain_end(url: str, moment: str) -> None:
    async with a_wire(url) as (wire, far), a_store(far) as store:
        wire.armed = moment == "end"
        async with store.engine.begin() as connection:
            await connection.execute(text("CREATE TABLE written ()"))
            if moment == "before":
                _kill_all(url)
                await connection.execute(text("SELECT 1"))


def test_a_plain_transaction_that_is_lost_at_its_end_is_not_said_to_have_written_nothing(url: str) -> None:
    """It was kept here, and nobody heard."""
    with pytest.raises(OutcomeUnknownError):
        asyncio.run(_plain_end(url, "end"))
    assert asked(url, "SELECT to_regclass('written') IS NOT NULL") == [(True,)]


def test_a_plain_transaction_that_is_lost_before_its_end_has_written_nothing(url: str) -> None:
    """The outcome is known: the error is the driver's."""
    with pytest.raises(OperationalError) as lost:
        asyncio.run(_plain_end(url, "before"))
    assert not isinstance(lost.value, OutcomeUnknownError)
    assert asked(url, "SELECT to_regclass('written') IS NOT NULL") == [(False,)]


async def _failing_late(url: str) -> None:
    async with an_open_store(url) as store:
        done = await store.book(an_appointment(), NOW)
        assert done.thing == an_appointment()
        assert done.token


def test_what_was_kept_is_told_whatever_fails_afterwards(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver stumbles over a result when the booking is already kept: it is looked for and told, and made once."""

    async def stumble(_: Ledger) -> None:
        raise psycopg.InterfaceError("no result")

    monkeypatch.setattr(Ledger, "read_numbers", stumble)
    asyncio.run(_failing_late(url))
    assert asked(url, "SELECT count(*) FROM appointment") == [(1,)]


LONGER = "SELECT pg_sleep(0.4)"


async def _longer_than_usual(url: str) -> None:
    engine = make_engine(url, 1)
    transactions = Transactions(engine)
    with pytest.raises(UnavailableError):
        await transactions.write(lambda: Ledger(THE_PRACTICE, NOW), lambda one: one.link.execute(LONGER))
    await transactions.read(lambda link: link.execute(LONGER), seconds=60)
    await engine.dispose()


def test_a_transaction_that_is_allowed_more_lasts_longer(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server ends one that lasts longer than usual, but not where more was allowed after it began."""
    monkeypatch.setitem(SETTINGS, "transaction_timeout", "200ms")
    monkeypatch.setattr("api.store.transactions.TIMES", 1)
    asyncio.run(_longer_than_usual(url))


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
