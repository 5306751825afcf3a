"""The store of bookings in memory, for replays and tests: the same promise, without a database.

Its coroutines never suspend, so that nothing comes between what a method reads and what it writes. Nothing is ever
copied whole: a write costs what it changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from scheduler.booking.appointments import ERASED, STILL_TO_COME, Appointment, Hold, State, Waiting
from scheduler.booking.books import Books, Change
from scheduler.booking.days import AgendaDay, Diary, Patient, Published
from scheduler.booking.misfits import misfits
from scheduler.booking.store import (
    ChangedMeanwhileError,
    Memo,
    PeriodOpened,
    Place,
    Publication,
    UnknownError,
    Written,
)

Kept = TypeVar("Kept")


class MemoryStore:
    """Keeps the bookings of any number of practices in memory; see `scheduler.booking.store.BookingStore`."""

    def __init__(self) -> None:
        self._practices: defaultdict[str, Books] = defaultdict(Books)
        self._token = 0

    async def diary(self, practice: str, token: int = 0) -> Diary:  # noqa: ARG002 - what is written is always seen
        """The picture itself, which every write changes. `UnknownError` before anything is published."""
        diary = self._practices[practice].diary if practice in self._practices else None
        if diary is None:
            raise UnknownError
        return diary

    async def agenda_days(self, practice: str, first: date, last: date) -> Sequence[AgendaDay]:
        """What is published from date to date."""
        days = (day for (_, on), day in self._practices[practice].days.items() if first <= on <= last)
        return sorted(days, key=lambda day: (day.day, day.holder))

    async def publish(self, publication: Publication, now: datetime) -> PeriodOpened:
        """Open a period, or publish it anew."""
        books = self._practices[publication.published.practice.practice.id]
        generation = 1 + (books.published.generation if books.published else 0)
        books.published = _joined(books.published, publication, generation)
        for day in (*_closed(books, publication), *publication.days):
            _lay_out(books, day, generation)
        books.diary = books.diary or Diary(books.published, books.days, books.taken, books.patients, books.visits)
        books.diary.published = books.published
        ahead = list(_ahead(books, publication, now))
        return PeriodOpened(generation, len(ahead), tuple(misfits(books.days, ahead)), self._next_token())

    async def remembered(self, practice: str, memo: Memo[Any]) -> Written[Any] | None:
        """What was answered under a memo's key."""
        return self._again(self._practices[practice], memo)

    async def hold(self, hold: Hold, now: datetime, memo: Memo[Hold] | None = None) -> Written[Hold]:
        """Keep a slot for a while."""
        books = self._practices[hold.practice]
        if again := self._again(books, memo):
            return again
        change = Change(books, now)
        change.take(hold)
        change.apply()
        books.put_hold(hold, now)
        return self._written(books, hold, memo)

    async def let_go(self, practice: str, hold: UUID, now: datetime) -> int:
        """End a hold."""
        books = self._practices[practice]
        kept = books.hold(hold)
        if kept.until <= now:
            raise UnknownError
        _let_go(books, kept, now)
        return self._next_token()

    async def held(self, practice: str, hold: UUID) -> Hold:
        """A hold, alive or expired."""
        return self._practices[practice].hold(hold)

    async def book(
        self, appointment: Appointment, now: datetime, hold: UUID | None = None, memo: Memo[Appointment] | None = None
    ) -> Written[Appointment]:
        """Take the slot, from a hold if one is given."""
        books = self._practices[appointment.practice]
        if again := self._again(books, memo):
            return again
        self._keep(books, None, appointment, now, hold)
        return self._written(books, appointment, memo)

    async def move(
        self, before: Appointment, after: Appointment, now: datetime, hold: UUID | None = None
    ) -> Written[Appointment]:
        """Give back one slot and take another."""
        books = self._practices[before.practice]
        self._keep(books, books.latest(before), after, now, hold)
        return self._written(books, after)

    def _keep(
        self, books: Books, before: Appointment | None, after: Appointment, now: datetime, hold: UUID | None
    ) -> None:
        """Take the slot of `after` for those of `before` and of a hold; everything that can fail comes first."""
        change = Change(books, now)
        for given in (before, books.live_hold(hold, after, now) if hold else None):
            if given:
                change.give_back(given)
        change.take(after)
        books.alone(after, now)
        change.apply()
        books.put(after, now)
        if hold:
            books.end_hold(hold, now)

    async def cancel(self, before: Appointment, after: Appointment, now: datetime) -> Written[Appointment]:
        """Give back the slot."""
        books = self._practices[before.practice]
        _give_up(books, books.latest(before), after, now)
        return self._written(books, after)

    async def mark(self, before: Appointment, after: Appointment, now: datetime) -> Written[Appointment]:
        """Keep a new state; the slot stays taken."""
        books = self._practices[before.practice]
        books.latest(before)
        books.put(after, now)
        return self._written(books, after)

    async def appointment(self, practice: str, appointment: UUID) -> Appointment:
        """One appointment."""
        return self._practices[practice].appointment(appointment)

    async def appointments(
        self, practice: str, practitioner: str, first: date, last: date, *, after: Place | None = None, count: int = 100
    ) -> Sequence[Appointment]:
        """A page of those of a practitioner, by start and id."""
        books = self._practices[practice]
        days = (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
        found = [books.appointments[id_] for day in days for id_ in books.by_day.get((practitioner, day), ())]
        beyond = (one for one in found if after is None or _place(one) > after)
        return sorted(beyond, key=_place)[:count]

    async def put_patient(
        self,
        practice: str,
        patient: Patient,
        version: int | None,
        now: datetime,  # noqa: ARG002
    ) -> Written[Patient]:
        """Keep a patient."""
        books = self._practices[practice]
        known = books.patients.get(patient.pseudonym)
        latest = known.version if known else 0
        if version not in (None, latest):
            raise ChangedMeanwhileError
        kept = replace(patient, version=latest + 1)
        books.patients[patient.pseudonym] = kept
        return self._written(books, kept)

    async def erase_patient(
        self, practice: str, pseudonym: str, now: datetime, *, version: int | None = None
    ) -> Written[tuple[Appointment, ...]]:
        """Forget a patient."""
        books = self._practices[practice]
        theirs = [books.appointments[id_] for id_ in books.by_patient.get(pseudonym, ())]
        holds = [hold for hold in books.holds.values() if hold.patient == pseudonym]
        lines = [line.id for line in books.lines.values() if line.patient == pseudonym]
        known = books.patients.get(pseudonym)
        if not (theirs or holds or lines or known):
            raise UnknownError
        if version not in (None, known.version if known else 0):
            raise ChangedMeanwhileError
        books.by_patient.pop(pseudonym, None)
        books.patients.pop(pseudonym, None)
        for hold in holds:
            _let_go(books, hold, now)
        for line in lines:
            books.drop_line(line)
        books.forget_answers(pseudonym)
        cancelled = [_erased(books, one, now) for one in sorted(theirs, key=_place)]
        return Written(tuple(one for one in cancelled if one), self._next_token())

    async def put_waiting(self, waiting: Waiting, now: datetime, memo: Memo[Waiting] | None = None) -> Written[Waiting]:  # noqa: ARG002
        """Keep a line of the waiting list."""
        books = self._practices[waiting.practice]
        if again := self._again(books, memo):
            return again
        known = books.lines.get(waiting.id)
        if waiting.version != 1 + (known.version if known else 0):
            raise ChangedMeanwhileError
        books.put_line(waiting)
        return self._written(books, waiting, memo)

    async def waiting(self, practice: str, waiting: UUID) -> Waiting:
        """One line."""
        line = self._practices[practice].lines.get(waiting)
        if line is None:
            raise UnknownError
        return line

    async def waiting_list(self, practice: str) -> Sequence[Waiting]:
        """All open lines, in order of asking."""
        return sorted(self._practices[practice].open_lines.values(), key=lambda line: (line.asked_at, line.id))

    def _next_token(self) -> int:
        self._token += 1
        return self._token

    def _again(self, books: Books, memo: Memo[Kept] | None) -> Written[Kept] | None:
        answer = books.remembered(memo) if memo else None
        return None if answer is None else Written(None, self._token, again=True, answer=answer)

    def _written(self, books: Books, thing: Kept, memo: Memo[Kept] | None = None) -> Written[Kept]:
        if memo:
            books.memos[memo.key] = memo.fingerprint, memo.answer(thing)
        return Written(thing, self._next_token())


def _place(appointment: Appointment) -> Place:
    return appointment.slot.starts, appointment.id


def _joined(known: Published | None, publication: Publication, generation: int) -> Published:
    """What is open now: the new picture over the whole of both periods, with the old reserve outside the new one."""
    inside = (publication.first, publication.last)
    old = known.reserve if known else {}
    kept = {key: day for key, day in old.items() if not inside[0] <= key[1] <= inside[1]}
    opened = [day for day in (*inside, known and known.first_day, known and known.last_day) if day]
    return replace(
        publication.published,
        generation=generation,
        reserve={**kept, **publication.published.reserve},
        first_day=min(opened),
        last_day=max(opened),
    )


def _closed(books: Books, publication: Publication) -> list[AgendaDay]:
    """The days of the period that had an agenda and have none any more."""
    present = {(day.holder, day.day) for day in publication.days}
    return [
        AgendaDay(*key, 0, (), ())
        for key in books.days
        if publication.first <= key[1] <= publication.last and key not in present
    ]


def _lay_out(books: Books, day: AgendaDay, generation: int) -> None:
    key = day.holder, day.day
    known = books.days.get(key)
    if known is None or (known.stretches, known.pieces) != (day.stretches, day.pieces):
        books.days[key] = replace(day, generation=generation)


def _ahead(books: Books, publication: Publication, now: datetime) -> Iterator[Appointment]:
    """The appointments of the period that are still to come."""
    for (_, day), ids in books.by_day.items():
        if publication.first <= day <= publication.last:
            found = (books.appointments[id_] for id_ in ids)
            yield from (one for one in found if one.holds_time and one.slot.starts > now)


def _let_go(books: Books, hold: Hold, now: datetime) -> None:
    change = Change(books, now)
    change.give_back(hold)
    change.apply()
    del books.holds[hold.id]


def _give_up(books: Books, before: Appointment, after: Appointment, now: datetime) -> None:
    if before.holds_time:
        change = Change(books, now)
        change.give_back(before)
        change.apply()
    books.put(after, now)


def _erased(books: Books, one: Appointment, now: datetime) -> Appointment | None:
    """The appointment that was cancelled with its patient's erasure, None if it was over or cancelled before."""
    nameless = replace(one, patient=None, version=one.version + 1)
    if one.state not in STILL_TO_COME or one.slot.starts <= now:
        books.put(nameless, now)
        return None
    after = replace(nameless, state=State.CANCELLED, cancelled_at=now, reason=ERASED)
    _give_up(books, one, after, now)
    return after
