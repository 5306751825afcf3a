"""All that is kept of one practice in memory, and the indexes by which it is found."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from scheduler.booking.appointments import STILL_TO_COME, SWEPT_AFTER, Appointment, Hold, Waiting
from scheduler.booking.days import AgendaDay, Diary, FutureVisit, Patient, Published, Taken, TakenDays
from scheduler.booking.store import (
    ChangedMeanwhileError,
    HoldExpiredError,
    Memo,
    MemoReusedError,
    OneFutureError,
    UnknownError,
)
from scheduler.booking.taking import Kept, given_back, with_taken

Thing = TypeVar("Thing")


@dataclass
class Books:
    """What is kept of one practice; `diary` shares its dictionaries.

    `ends`: a heap of when holds end. `future`: the appointment of (patient, motive) beside which no other future one
    may be. `offered`: the line of the waiting list that a hold was offered to. `memos`: fingerprint and answer by key.
    """

    published: Published | None = None
    days: dict[tuple[str, date], AgendaDay] = field(default_factory=dict)
    taken: TakenDays = field(default_factory=TakenDays)
    patients: dict[str, Patient] = field(default_factory=dict)
    visits: dict[str, tuple[FutureVisit, ...]] = field(default_factory=dict)
    future: dict[tuple[str, str], Appointment] = field(default_factory=dict)
    appointments: dict[UUID, Appointment] = field(default_factory=dict)
    by_day: defaultdict[tuple[str, date], set[UUID]] = field(default_factory=lambda: defaultdict(set))
    by_patient: defaultdict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    holds: dict[UUID, Hold] = field(default_factory=dict)
    ends: list[tuple[datetime, UUID]] = field(default_factory=list)
    lines: dict[UUID, Waiting] = field(default_factory=dict)
    open_lines: dict[UUID, Waiting] = field(default_factory=dict)
    offered: dict[UUID, UUID] = field(default_factory=dict)
    memos: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    diary: Diary | None = None

    def remembered(self, memo: Memo[Any]) -> Mapping[str, Any] | None:
        """What was answered under the memo's key; `MemoReusedError`."""
        known = self.memos.get(memo.key)
        if known and known[0] != memo.fingerprint:
            raise MemoReusedError
        return known[1] if known else None

    def forget_answers(self, pseudonym: str) -> None:
        """Forget the answers that name a patient."""
        self.memos = {key: memo for key, memo in self.memos.items() if not _names(memo[1], pseudonym)}

    def appointment(self, id_: UUID) -> Appointment:
        """One appointment; `UnknownError`."""
        return _known(self.appointments.get(id_))

    def latest(self, before: Appointment) -> Appointment:
        """The appointment as it is kept; `UnknownError`, `ChangedMeanwhileError` if its version is another."""
        stored = self.appointment(before.id)
        if stored.version != before.version:
            raise ChangedMeanwhileError
        return stored

    def hold(self, id_: UUID) -> Hold:
        """A hold, alive or not; `UnknownError`."""
        return _known(self.holds.get(id_))

    def put_hold(self, hold: Hold, now: datetime) -> None:
        """Keep a hold, and forget those that expired long ago."""
        self.holds[hold.id] = hold
        heapq.heappush(self.ends, (hold.until, hold.id))
        while self.ends[0][0] + SWEPT_AFTER <= now:
            self.holds.pop(heapq.heappop(self.ends)[1], None)

    def live_hold(self, id_: UUID, appointment: Appointment, now: datetime) -> Hold:
        """The hold that keeps the time of an appointment; `HoldExpiredError`."""
        hold = self.holds.get(id_)
        if hold is None or hold.until <= now or _time(hold) != _time(appointment):
            raise HoldExpiredError
        return hold

    def alone(self, appointment: Appointment, now: datetime) -> None:
        """Raise `OneFutureError` if the patient has another future appointment of the motive that must be the only."""
        other = self.future.get(_promise(appointment)) if _promised(appointment) else None
        if other and other.id != appointment.id and other.ends > now:
            raise OneFutureError

    def put(self, appointment: Appointment, now: datetime) -> None:
        """Keep an appointment, new or changed, with its indexes."""
        before = self.appointments.get(appointment.id)
        if before:
            self._forget(before)
        self.appointments[appointment.id] = appointment
        self.by_day[_day(appointment)].add(appointment.id)
        if appointment.patient is not None:
            self.by_patient[appointment.patient].add(appointment.id)
            self._put_visit(appointment, appointment.patient, now)

    def _forget(self, before: Appointment) -> None:
        self.by_day[_day(before)].discard(before.id)
        if before.patient is None:
            return
        self.by_patient[before.patient].discard(before.id)
        self._set_visits(before.patient, (v for v in self.visits.get(before.patient, ()) if v.appointment != before.id))
        registered = self.future.get(_promise(before))
        if registered and registered.id == before.id:
            del self.future[_promise(before)]

    def _put_visit(self, appointment: Appointment, patient: str, now: datetime) -> None:
        if appointment.state not in STILL_TO_COME:
            return
        ahead = (visit for visit in self.visits.get(patient, ()) if visit.ends > now)
        visit = FutureVisit(appointment.id, appointment.motive, appointment.slot.starts, appointment.ends)
        self._set_visits(patient, (*ahead, visit))
        other = self.future.get(_promise(appointment))
        if _promised(appointment) and (other is None or other.ends <= now):
            self.future[_promise(appointment)] = appointment

    def _set_visits(self, patient: str, visits: Iterable[FutureVisit]) -> None:
        self.visits[patient] = tuple(visits)
        if not self.visits[patient]:
            del self.visits[patient]

    def put_line(self, line: Waiting) -> None:
        """Keep a line of the waiting list, new or changed."""
        before = self.lines.get(line.id)
        if before and before.offered:
            self.offered.pop(before.offered, None)
        self.lines[line.id] = line
        self.open_lines.pop(line.id, None)
        if line.closed_at is None:
            self.open_lines[line.id] = line
            if line.offered:
                self.offered[line.offered] = line.id

    def end_hold(self, id_: UUID, now: datetime) -> None:
        """Forget a hold that was booked, and close the line it was offered to."""
        del self.holds[id_]
        waiting = self.offered.get(id_)
        if waiting:
            line = self.lines[waiting]
            self.put_line(replace(line, closed_at=now, version=line.version + 1))

    def drop_line(self, id_: UUID) -> None:
        """Forget a line altogether."""
        line = self.lines.pop(id_)
        self.open_lines.pop(id_, None)
        if line.offered:
            self.offered.pop(line.offered, None)


class Change:
    """What a write takes and gives back of the days, all or nothing: `apply` puts it down."""

    def __init__(self, books: Books, now: datetime) -> None:
        self._books = books
        self._now = now
        self._taken: dict[tuple[str, date], Taken] = {}

    def give_back(self, kept: Kept) -> None:
        """Give back what a hold or an appointment keeps."""
        for key in _keys(kept):
            self._taken[key] = given_back(self._at(key), kept)

    def take(self, kept: Kept) -> None:
        """Take what a hold or an appointment needs; `SlotTakenError`, `RepublishedError`."""
        for key in _keys(kept):
            self._taken[key] = with_taken(self._books.days.get(key), self._at(key), kept, self._now)

    def _at(self, key: tuple[str, date]) -> Taken:
        return self._taken.get(key) or self._books.taken.get(key) or Taken()

    def apply(self) -> None:
        """Put it down: each day's version grows by one."""
        for key, taken in self._taken.items():
            self._books.taken[key] = replace(taken, version=taken.version + 1)


def _keys(kept: Kept) -> list[tuple[str, date]]:
    return [(holder, kept.slot.day) for holder in kept.slot.holders]


def _time(kept: Kept) -> tuple[object, ...]:
    slot = kept.slot
    return slot.holders, slot.practitioner, slot.day, slot.begin, slot.taken_minutes, slot.group


def _day(appointment: Appointment) -> tuple[str, date]:
    return appointment.slot.practitioner, appointment.slot.day


def _promised(appointment: Appointment) -> bool:
    return appointment.only_future and appointment.patient is not None and appointment.state in STILL_TO_COME


def _promise(appointment: Appointment) -> tuple[str, str]:
    return appointment.patient or "", appointment.motive


def _known(thing: Thing | None) -> Thing:
    if thing is None:
        raise UnknownError
    return thing


def _names(answer: object, pseudonym: str) -> bool:
    if isinstance(answer, Mapping):
        return any(_names(part, pseudonym) for part in answer.values())
    if isinstance(answer, list | tuple):
        return any(_names(part, pseudonym) for part in answer)
    return answer == pseudonym
