"""The promise of a store of bookings, in the practice's words; PostgreSQL and memory keep it under one test.

The errors, and what they mean to who asked:

    StoreError
    ├── NotTakenError            nothing was written
    │   ├── SlotTakenError       another booking or a live hold has the time, or the group is full
    │   ├── RepublishedError     the agenda was published anew since the offer: search again
    │   ├── HoldExpiredError     the hold is over, or there is none of that id
    │   └── OneFutureError       the patient already has a future appointment of that motive
    ├── UnknownError             no such thing in this practice
    ├── ChangedMeanwhileError    the version given is not the latest
    └── MemoReusedError          the same idempotency key came with another request
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from scheduler.booking.appointments import Appointment, Hold, Waiting
from scheduler.booking.days import AgendaDay, Diary, Patient, Published

Kept = TypeVar("Kept")
Place = tuple[datetime, UUID]
"""Where a page of appointments ends: start and id of its last one."""


class StoreError(Exception):
    """Something the store does not do."""


class NotTakenError(StoreError):
    """The time could not be taken; nothing was written."""


class SlotTakenError(NotTakenError):
    """Another booking or a live hold has the time, or the group is full."""


class RepublishedError(NotTakenError):
    """The agenda of the day was published anew meanwhile, or the time is no longer in it."""


class HoldExpiredError(NotTakenError):
    """The hold is over, or there is none of that id."""


class OneFutureError(NotTakenError):
    """The patient already has a future appointment of that motive."""


class UnknownError(StoreError):
    """There is no such thing in this practice."""


class ChangedMeanwhileError(StoreError):
    """The thing was changed since it was read: the version given is not the latest."""


class MemoReusedError(StoreError):
    """The same idempotency key came with another request."""


@dataclass(frozen=True)
class Memo(Generic[Kept]):
    """How a write is remembered, so that asked again it gives the same answer and is not done twice.

    `key`: the idempotency key with whose key it is. `fingerprint`: a digest of the request. `answer` makes from what
    was kept the answer that is remembered with it, in the same transaction. `at`: now, in UTC.
    """

    key: str
    fingerprint: str
    at: datetime
    answer: Callable[[Kept], Mapping[str, Any]]


@dataclass(frozen=True)
class Written(Generic[Kept]):
    """What a write left: the thing, whether it had been done before (`answer` is what was said then), and the token.

    `token`: the number of the change in the change log, from which on a picture in memory shows it; of what was done
    before that of the practice's newest change; 0 if nothing was written.
    """

    thing: Kept | None
    token: int = 0
    again: bool = False
    answer: Mapping[str, Any] | None = None

    def and_also(self, token: int) -> Written[Kept]:
        """The same, with a token from which on a picture shows another write too."""
        return replace(self, token=max(self.token, token))


@dataclass(frozen=True)
class Misfit:
    """An appointment that the agenda does not cover any more after a publication; it is kept all the same."""

    appointment: Appointment
    rule: str


@dataclass(frozen=True)
class Publication:
    """What is published at once: the practice as its offers follow it, and all agenda days from `first` to `last`.

    Days of the period without an agenda are closed. `generation` of `published` and of the days is set by the store.
    """

    published: Published
    first: date
    last: date
    days: tuple[AgendaDay, ...]


@dataclass(frozen=True)
class PeriodOpened:
    """What became of a publication.

    `kept`: how many appointments to come the period holds, all of which keep their time; `misfits` are those among them
    that the agendas cover no more. `token` as in `Written`.
    """

    generation: int
    kept: int
    misfits: tuple[Misfit, ...] = ()
    token: int = 0


class BookingStore(Protocol):
    """Keeps the bookings of practices. All moments are in UTC; every method is one transaction, whole or not at all.

    A write that succeeds has also reached the `Diary` that `diary` gives in this process when it returns. The
    generation of a hold or an appointment must be that of the practitioner's day; the days of units of shared
    resources need only be open. A memo found again is the answer before anything else is looked at.
    """

    async def diary(self, practice: str, token: int = 0) -> Diary:
        """The practice's picture in memory, at least as new as `token`; do not change it. `UnknownError`."""

    async def agenda_days(self, practice: str, first: date, last: date) -> Sequence[AgendaDay]:
        """What is published from date to date, of the past too, by day and holder; nothing of an unknown practice."""

    async def publish(self, publication: Publication, now: datetime) -> PeriodOpened:
        """Open a period for booking, or publish it anew.

        Every appointment stays and keeps its time; `scheduler.booking.misfits` says which no longer fit. A day whose
        stretches and pieces did not change keeps its generation; one that closed stays as a day without pieces. What
        is open for booking grows to hold both periods; the acute reserve is replaced from `first` to `last`.
        """

    async def remembered(self, practice: str, memo: Memo[Any]) -> Written[Any] | None:
        """What was answered under a memo's key, with a token, None if nothing yet. `MemoReusedError`."""

    async def hold(self, hold: Hold, now: datetime, memo: Memo[Hold] | None = None) -> Written[Hold]:
        """Keep a slot until `hold.until`. `SlotTakenError`, `RepublishedError`, `MemoReusedError`."""

    async def let_go(self, practice: str, hold: UUID, now: datetime) -> int:
        """End a hold; gives the token. `UnknownError` if there is none that lives."""

    async def held(self, practice: str, hold: UUID) -> Hold:
        """A hold, alive or expired and not yet swept away. `UnknownError`."""

    async def book(
        self, appointment: Appointment, now: datetime, hold: UUID | None = None, memo: Memo[Appointment] | None = None
    ) -> Written[Appointment]:
        """Take the slot, from a hold of exactly that time if one is given. An overbooked one is taken over others.

        Nobody overbooks the units of shared resources: those must be free in any case. The hold ends with it, and a
        line of the waiting list that it was offered to is closed.
        `SlotTakenError`, `RepublishedError`, `HoldExpiredError`, `OneFutureError`, `MemoReusedError`.
        """

    async def move(
        self, before: Appointment, after: Appointment, now: datetime, hold: UUID | None = None
    ) -> Written[Appointment]:
        """Give back the slot of `before` and take that of `after` (same id, version of `before` + 1), both or neither.

        As `book`, and `ChangedMeanwhileError`.
        """

    async def cancel(self, before: Appointment, after: Appointment, now: datetime) -> Written[Appointment]:
        """Give back the slot; `after` is the cancelled appointment. `ChangedMeanwhileError`."""

    async def mark(self, before: Appointment, after: Appointment, now: datetime) -> Written[Appointment]:
        """Keep a new state, arrival or actual minutes; the slot stays taken. `ChangedMeanwhileError`."""

    async def appointment(self, practice: str, appointment: UUID) -> Appointment:
        """One appointment. `UnknownError`."""

    async def appointments(
        self, practice: str, practitioner: str, first: date, last: date, *, after: Place | None = None, count: int = 100
    ) -> Sequence[Appointment]:
        """Those of a practitioner from date to date, cancelled ones too, by start and id: `count` beyond `after`."""

    async def put_patient(
        self, practice: str, patient: Patient, version: int | None, now: datetime
    ) -> Written[Patient]:
        """Keep a patient; `version` is the one that must be the latest, 0 for "must be new", None for any.

        The store counts versions: that of the patient given is not looked at. `ChangedMeanwhileError`.
        """

    async def erase_patient(
        self, practice: str, pseudonym: str, now: datetime, *, version: int | None = None
    ) -> Written[tuple[Appointment, ...]]:
        """Forget a patient: what is booked for the future is cancelled and given, all lose the pseudonym.

        `version`: the one that must be the latest, None for any (`ChangedMeanwhileError`).

        Holds, lines of the waiting list and remembered answers that name the patient are gone. `UnknownError` if
        nothing bears the pseudonym.
        """

    async def put_waiting(self, waiting: Waiting, now: datetime, memo: Memo[Waiting] | None = None) -> Written[Waiting]:
        """Keep a line of the waiting list, new (version 1) or changed (`ChangedMeanwhileError`). `MemoReusedError`."""

    async def waiting(self, practice: str, waiting: UUID) -> Waiting:
        """One line. `UnknownError`."""

    async def waiting_list(self, practice: str) -> Sequence[Waiting]:
        """All open lines, in order of asking."""
