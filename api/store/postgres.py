"""The store of bookings in PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from api.clock import utc_now
from api.store import bookings, lookups, people
from api.store.engine import make_engine
from api.store.ledger import Actor, AuditLine, Ledger, newest
from api.store.memos import DoneBeforeError, remembered
from api.store.publication import publish
from api.store.replica import Replica
from api.store.transactions import Link, Transaction, Transactions
from scheduler.booking.appointments import Appointment, Hold, Waiting
from scheduler.booking.days import AgendaDay, Diary, Patient
from scheduler.booking.store import Memo, PeriodOpened, Place, Publication, Written

Kept = TypeVar("Kept")
Thing = TypeVar("Thing", Hold, Appointment, Waiting)
Work = Callable[[Transaction], Awaitable[Any]]


class PostgresStore:
    """Keeps the bookings of practices in PostgreSQL; see `scheduler.booking.store.BookingStore`.

    The picture is that of `replica`, which must be running. Beside the errors of the promise, every method may raise
    `UnavailableError`: the same may be asked again.
    """

    def __init__(self, engine: AsyncEngine, replica: Replica, actor: Actor | None = None) -> None:
        self.engine = engine
        self.replica = replica
        self._actor = actor or Actor()
        self._transactions = Transactions(engine)

    def acting_as(self, key_id: UUID | None, action: str | None) -> PostgresStore:
        """The same store for one caller: the audit trail tells its writes under the caller's key and action."""
        return PostgresStore(self.engine, self.replica, Actor(key_id, action))

    async def diary(self, practice: str, token: int = 0) -> Diary:
        """The practice's picture in memory. `UnknownError`, `StaleError`."""
        return await self.replica.diary(practice, token)

    async def agenda_days(self, practice: str, first: date, last: date) -> Sequence[AgendaDay]:
        """What is published from date to date."""
        return await self._read(partial(lookups.agenda_days, practice=practice, first=first, last=last))

    async def publish(self, publication: Publication, now: datetime) -> PeriodOpened:
        """Open a period, or publish it anew."""
        practice = publication.published.practice.practice.id
        done = await self._write(practice, now, partial(publish, practice=practice, publication=publication, now=now))
        await self.replica.reload(practice)
        opened: PeriodOpened = done.done
        return replace(opened, token=done.ledger.token)

    async def remembered(self, practice: str, memo: Memo[Any]) -> Written[Any] | None:
        """What was answered under a memo's key; the audit trail is told that it was asked again."""
        answer = await self._read(partial(remembered, practice=practice, memo=memo))
        return None if answer is None else await self._again(practice, answer.get("id"), answer)

    async def hold(self, hold: Hold, now: datetime, memo: Memo[Hold] | None = None) -> Written[Hold]:
        """Keep a slot for a while."""
        work = partial(bookings.hold_slot, hold=hold, now=now, memo=memo)
        return await self._once(hold, now, memo, work, self.held)

    async def let_go(self, practice: str, hold: UUID, now: datetime) -> int:
        """End a hold."""
        done = await self._write(practice, now, partial(bookings.let_hold_go, practice=practice, hold=hold, now=now))
        return done.ledger.token

    async def held(self, practice: str, hold: UUID) -> Hold:
        """A hold, alive or expired."""
        return await self._read(partial(lookups.find_hold, practice=practice, hold=hold))

    async def book(
        self, appointment: Appointment, now: datetime, hold: UUID | None = None, memo: Memo[Appointment] | None = None
    ) -> Written[Appointment]:
        """Take the slot, from a hold if one is given."""
        work = partial(bookings.book_slot, one=appointment, now=now, hold=hold, memo=memo)
        return await self._once(appointment, now, memo, work, self.appointment)

    async def move(
        self, before: Appointment, after: Appointment, now: datetime, hold: UUID | None = None
    ) -> Written[Appointment]:
        """Give back one slot and take another."""
        return await self._change(after, now, partial(bookings.move_to, before=before, after=after, now=now, hold=hold))

    async def cancel(self, before: Appointment, after: Appointment, now: datetime) -> Written[Appointment]:
        """Give back the slot."""
        return await self._change(after, now, partial(bookings.give_up, before=before, after=after, now=now))

    async def mark(self, before: Appointment, after: Appointment, now: datetime) -> Written[Appointment]:
        """Keep a new state; the slot stays taken."""
        return await self._change(after, now, partial(bookings.mark_as, before=before, after=after, now=now))

    async def appointment(self, practice: str, appointment: UUID) -> Appointment:
        """One appointment."""
        return await self._read(partial(lookups.find_appointment, practice=practice, appointment=appointment))

    async def appointments(
        self, practice: str, practitioner: str, first: date, last: date, *, after: Place | None = None, count: int = 100
    ) -> Sequence[Appointment]:
        """A page of those of a practitioner, by start and id."""
        asked: dict[str, Any] = {"practice": practice, "practitioner": practitioner, "first": first, "last": last}
        return await self._read(partial(lookups.page_of, **asked, after=after, count=count))

    async def put_patient(
        self, practice: str, patient: Patient, version: int | None, now: datetime
    ) -> Written[Patient]:
        """Keep a patient."""
        done = await self._write(
            practice, now, partial(people.put_patient, practice=practice, patient=patient, version=version)
        )
        return Written(done.done, done.ledger.token)

    async def erase_patient(
        self, practice: str, pseudonym: str, now: datetime, *, version: int | None = None
    ) -> Written[tuple[Appointment, ...]]:
        """Forget a patient."""
        work = partial(people.erase, practice=practice, pseudonym=pseudonym, now=now, version=version)
        done = await self._write(practice, now, work)
        return Written(tuple(done.done), done.ledger.token)

    async def put_waiting(self, waiting: Waiting, now: datetime, memo: Memo[Waiting] | None = None) -> Written[Waiting]:
        """Keep a line of the waiting list."""
        return await self._once(waiting, now, memo, partial(people.put_line, line=waiting, memo=memo), self.waiting)

    async def waiting(self, practice: str, waiting: UUID) -> Waiting:
        """One line."""
        return await self._read(partial(lookups.find_waiting, practice=practice, waiting=waiting))

    async def waiting_list(self, practice: str) -> Sequence[Waiting]:
        """All open lines, in order of asking."""
        return await self._read(partial(lookups.open_lines, practice=practice))

    async def waiting_page(self, practice: str, after: Place | None, count: int) -> Sequence[Waiting]:
        """A page of the open lines."""
        return await self._read(partial(lookups.lines_of, practice=practice, after=after, count=count))

    async def _again(self, practice: str, subject: str | None, answer: Any, thing: Any = None) -> Written[Any]:
        """What was done before, with a token that shows it; the audit trail is told that it was asked again."""
        line = AuditLine(self._actor.action or "again", subject, "again")
        await self._transactions.write(lambda: Ledger(practice, None, self._actor, audits=[line]), _nothing)
        token = await self._read(partial(newest, practice=practice))
        return Written(thing, token, again=True, answer=answer)

    async def _read(self, work: Callable[[Link], Awaitable[Kept]]) -> Kept:
        return await self._transactions.read(work)

    async def _write(self, practice: str, now: datetime, work: Work) -> Transaction:
        done = await self._transactions.write(lambda: Ledger(practice, now, self._actor), work)
        self.replica.put(practice, done.effects, done.ledger.numbers)
        return done

    async def _change(self, after: Appointment, now: datetime, work: Work) -> Written[Appointment]:
        done = await self._write(after.practice, now, work)
        return Written(after, done.ledger.token)

    async def _once(
        self,
        thing: Thing,
        now: datetime,
        memo: Memo[Thing] | None,
        work: Work,
        find: Callable[[str, UUID], Awaitable[Thing]],
    ) -> Written[Thing]:
        """Write a thing, unless it was written before."""
        try:
            done = await self._write(thing.practice, now, work)
        except DoneBeforeError as before:
            if before.answer is not None:
                return await self._again(thing.practice, str(thing.id), before.answer)
            stored = await find(thing.practice, thing.id)
            answer = memo.answer(stored) if memo else None
            return await self._again(thing.practice, str(thing.id), answer, stored)
        return Written(thing, done.ledger.token)


async def _nothing(_: Transaction) -> None:
    """A transaction of which only the ledger is written."""


@asynccontextmanager
async def opened(
    url: str,
    size: int = 10,
    *,
    now: Callable[[], datetime] = utc_now,
    on_key: Callable[[UUID | None], None] | None = None,
) -> AsyncIterator[PostgresStore]:
    """A store on a migrated database with at most `size` connections beside that of its replica.

    `now`: the time of day by which the replica forgets the past. `on_key`: see `Replica`.
    """
    engine = make_engine(url, size)
    replica = Replica(engine, now=now, on_key=on_key)
    try:
        await replica.start()
        yield PostgresStore(engine, replica)
    finally:
        await replica.stop()
        await engine.dispose()
