"""A front desk over a store in memory, for the practice of `tests.booking`: calls in one line each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from typing import Any, TypeVar

import pytest

from scheduler.agenda.masks import stretches
from scheduler.booking.appointments import Appointment, Hold, State, Waiting
from scheduler.booking.days import AgendaDay, Diary, Patient
from scheduler.booking.desk import FrontDesk
from scheduler.booking.memory import MemoryStore
from scheduler.booking.offer import SearchResult
from scheduler.booking.refusal import RefusedError
from scheduler.booking.request import Order
from scheduler.booking.store import Memo, Written
from scheduler.calendar import show_span
from scheduler.practice import Practice
from tests.booking import (
    NOW,
    PRACTICE,
    THE_PRACTICE,
    a_publication,
    a_request,
    a_waiting,
    an_id,
    an_order,
    some_ids,
)
from tests.builders import A_MONDAY

Result = TypeVar("Result")


class Interrupted(MemoryStore):
    """A store in which something else happens just before the next hold, booking or move is written."""

    def __init__(self) -> None:
        super().__init__()
        self.first: Callable[[], Coroutine[Any, Any, Any]] | None = None

    async def _interrupt(self) -> None:
        if self.first:
            first, self.first = self.first, None
            await first()

    async def hold(self, *args: Any, **stated: Any) -> Written[Hold]:
        await self._interrupt()
        return await super().hold(*args, **stated)

    async def book(self, *args: Any, **stated: Any) -> Written[Appointment]:
        await self._interrupt()
        return await super().book(*args, **stated)

    async def move(self, *args: Any, **stated: Any) -> Written[Appointment]:
        await self._interrupt()
        return await super().move(*args, **stated)

    async def put_waiting(self, *args: Any, **stated: Any) -> Written[Waiting]:
        await self._interrupt()
        return await super().put_waiting(*args, **stated)


def done(call: Coroutine[Any, Any, Result]) -> Result:
    """What a coroutine gives."""
    return asyncio.run(call)


def refused(call: Coroutine[Any, Any, Any]) -> list[str]:
    """The rules that refuse a call, which must be refused."""
    with pytest.raises(RefusedError) as error:
        done(call)
    return sorted(refusal.rule for refusal in error.value.refusals)


def a_memo(key: str = "once") -> Memo[Any]:
    """Remembers the id and the version of what was kept."""
    return Memo(key, "the request", NOW, lambda kept: {"id": str(kept.id), "version": getattr(kept, "version", None)})


class Front:
    """The desk of one practice; ids are numbers."""

    def __init__(self, *days: AgendaDay, practice: Practice = PRACTICE) -> None:
        self.store = Interrupted()
        self.desk = FrontDesk(self.store)
        self.practice = practice
        self.publish(*days)

    def publish(self, *days: AgendaDay) -> None:
        """Open the first week."""
        done(self.store.publish(a_publication(*days, practice=self.practice), NOW))

    def know(self, *patients: Patient) -> None:
        """Keep patients."""
        for patient in patients:
            done(self.store.put_patient(THE_PRACTICE, patient, None, NOW))

    @property
    def diary(self) -> Diary:
        """The picture of the practice."""
        return done(self.store.diary(THE_PRACTICE))

    def search(self, motive: str = "follow-up", now: datetime = NOW, count: int = 10, **stated: Any) -> SearchResult:
        """The best offers."""
        return done(self.desk.search(THE_PRACTICE, a_request(motive, **stated), now, count=count))

    def booking(
        self, order: Order | None = None, number: int = 1, now: datetime = NOW, memo: Any = None
    ) -> Coroutine[Any, Any, Written[Appointment]]:
        """A booking about to be done."""
        return self.desk.book(THE_PRACTICE, order or an_order(), now, new_id=an_id(number), memo=memo)

    def book(self, order: Order | None = None, number: int = 1, now: datetime = NOW) -> Appointment:
        """Book a slot: ada on Monday at 9."""
        return _thing(done(self.booking(order, number, now)))

    def holding(
        self,
        order: Order | None = None,
        number: int = 1,
        now: datetime = NOW,
        minutes: int | None = None,
        memo: Any = None,
    ) -> Coroutine[Any, Any, Written[Hold]]:
        """A hold about to be made."""
        return self.desk.hold(THE_PRACTICE, order or an_order(), now, new_id=an_id(number), minutes=minutes, memo=memo)

    def hold(self, order: Order | None = None, number: int = 1, **stated: Any) -> Hold:
        """Hold a slot: ada on Monday at 9."""
        return _thing(done(self.holding(order, number, **stated)))

    def booking_held(
        self, hold: int, number: int = 2, now: datetime = NOW, memo: Any = None
    ) -> Coroutine[Any, Any, Written[Appointment]]:
        """A booking of a hold about to be done."""
        return self.desk.book_held(THE_PRACTICE, an_id(hold), now, new_id=an_id(number), memo=memo)

    def moving(
        self, order: Order, number: int = 1, now: datetime = NOW, version: int | None = None
    ) -> Coroutine[Any, Any, Written[Appointment]]:
        """A move about to be done."""
        return self.desk.move(THE_PRACTICE, an_id(number), order, now, version=version)

    def move(self, order: Order, number: int = 1, **stated: Any) -> Appointment:
        """Give an appointment another slot."""
        return _thing(done(self.moving(order, number, **stated)))

    def cancelling(
        self, number: int = 1, now: datetime = NOW, version: int | None = None
    ) -> Coroutine[Any, Any, Written[Appointment]]:
        """A cancellation about to be done."""
        return self.desk.cancel(THE_PRACTICE, an_id(number), "patient", now, version=version)

    def cancel(self, number: int = 1, **stated: Any) -> Appointment:
        """Cancel an appointment."""
        return _thing(done(self.cancelling(number, **stated)))

    def marking(
        self, state: State, now: datetime, number: int = 1, **stated: Any
    ) -> Coroutine[Any, Any, Written[Appointment]]:
        """A mark about to be made."""
        return self.desk.mark(THE_PRACTICE, an_id(number), state, now, **stated)

    def mark(self, state: State, now: datetime, number: int = 1, **stated: Any) -> Appointment:
        """Mark what became of an appointment."""
        return _thing(done(self.marking(state, now, number, **stated)))

    def wait(self, number: int = 1, **stated: Any) -> Waiting:
        """Put a patient on the waiting list, who asks at seven."""
        return _thing(done(self.desk.wait(a_waiting(number, **stated), NOW)))

    def offer_freed(self, now: datetime = NOW, first: int = 500, count: int = 10) -> tuple[Waiting, ...]:
        """Offer what is free to those who wait."""
        return _thing(done(self.desk.offer_freed(THE_PRACTICE, now, some_ids(first, count))))

    def line(self, number: int = 1) -> Waiting:
        """A line of the waiting list."""
        return done(self.store.waiting(THE_PRACTICE, an_id(number)))

    def taken(self, holder: str = "ada", now: datetime = NOW) -> list[str]:
        """The stretches taken on Monday: "09:00-09:20"."""
        return [show_span(span) for span in stretches(self.diary.taken_of(holder, A_MONDAY).at(now))]


def _thing(written: Written[Result]) -> Result:
    assert written.thing is not None
    return written.thing


def answer(written: Written[Any]) -> Mapping[str, Any] | None:
    """What a repeated request was answered; None if it was done now."""
    return written.answer if written.again else None
