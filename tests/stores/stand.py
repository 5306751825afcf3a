"""A store under test with a practice of its own: what it does, in one line each."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from scheduler.agenda.masks import stretches
from scheduler.booking.appointments import Appointment, Hold, Slot, State, Waiting
from scheduler.booking.days import AgendaDay, Diary, Patient, Taken
from scheduler.booking.store import BookingStore, Memo, PeriodOpened, Written
from scheduler.calendar import show_span
from tests.booking import (
    NOW,
    a_hold,
    a_practice_with_booking,
    a_publication,
    a_waiting,
    an_appointment,
    an_id,
)
from tests.builders import A_MONDAY, clock

Result = TypeVar("Result")
Run = Callable[[Coroutine[Any, Any, Any]], Any]


def a_memo(key: str = "once", fingerprint: str = "the request") -> Memo[Any]:
    """Remembers the id of what was kept."""
    return Memo(key, fingerprint, NOW, lambda kept: {"id": str(kept.id)})


class Stand:
    """One practice in a store; ids are numbers, and what is not stated is as in `tests.booking`."""

    def __init__(self, store: BookingStore, run: Run, practice: str) -> None:
        self.store = store
        self.practice = practice
        self._run = run

    def do(self, call: Awaitable[Result]) -> Result:
        """What a method of the store gives."""

        async def done() -> Result:
            return await call

        result: Result = self._run(done())
        return result

    def all_at_once(self, calls: Sequence[Awaitable[Any]]) -> list[Any]:
        """What several calls give, or raise, when nobody waits for the other."""

        async def together() -> list[Any]:
            return list(await asyncio.gather(*calls, return_exceptions=True))

        results: list[Any] = self._run(together())
        return results

    def publish(
        self, *days: AgendaDay, now: datetime = NOW, booking: dict[str, Any] | None = None, **stated: Any
    ) -> PeriodOpened:
        """Open the first week with those days, ada from 9 to 12 if none is given."""
        practice = a_practice_with_booking(booking, practice={"id": self.practice, "name": "The practice"})
        return self.do(self.store.publish(a_publication(*days, practice=practice, **stated), now))

    def diary(self, token: int = 0) -> Diary:
        """The picture of the practice."""
        return self.do(self.store.diary(self.practice, token))

    def a_hold(self, slot: Slot | None = None, number: int = 1, **stated: Any) -> Hold:
        """A hold of the practice."""
        return a_hold(slot, number, **{"practice": self.practice} | stated)

    def an_appointment(self, slot: Slot | None = None, number: int = 1, **stated: Any) -> Appointment:
        """An appointment of the practice."""
        return an_appointment(slot, number, **{"practice": self.practice} | stated)

    def a_waiting(self, number: int = 1, **stated: Any) -> Waiting:
        """A line of the practice's waiting list."""
        return a_waiting(number, **{"practice": self.practice} | stated)

    def hold(
        self, slot: Slot | None = None, number: int = 1, *, now: datetime = NOW, memo: Any = None, **stated: Any
    ) -> Written[Hold]:
        """Hold a slot for five minutes."""
        return self.do(self.store.hold(self.a_hold(slot, number, **stated), now, memo))

    def book(
        self,
        slot: Slot | None = None,
        number: int = 1,
        *,
        now: datetime = NOW,
        hold: int | None = None,
        memo: Any = None,
        **stated: Any,
    ) -> Written[Appointment]:
        """Book a slot, from a hold if one is given."""
        held = None if hold is None else an_id(hold)
        return self.do(self.store.book(self.an_appointment(slot, number, **stated), now, held, memo))

    def appointment(self, number: int = 1) -> Appointment:
        """An appointment as it is kept."""
        return self.do(self.store.appointment(self.practice, an_id(number)))

    def move(
        self, slot: Slot, number: int = 1, *, now: datetime = NOW, hold: int | None = None, **stated: Any
    ) -> Written[Appointment]:
        """Give an appointment another slot."""
        before = self.appointment(number)
        after = replace(before, slot=slot, version=before.version + 1, **stated)
        return self.do(self.store.move(before, after, now, None if hold is None else an_id(hold)))

    def cancel(self, number: int = 1, now: datetime = NOW) -> Written[Appointment]:
        """Cancel an appointment."""
        before = self.appointment(number)
        return self.do(self.store.cancel(before, cancelled(before, now), now))

    def mark(self, state: State, number: int = 1, now: datetime = NOW, **stated: Any) -> Written[Appointment]:
        """Give an appointment another state."""
        before = self.appointment(number)
        after = replace(before, state=state, version=before.version + 1, **stated)
        return self.do(self.store.mark(before, after, now))

    def put_patient(self, patient: Patient, version: int | None = None) -> Written[Patient]:
        """Keep a patient."""
        return self.do(self.store.put_patient(self.practice, patient, version, NOW))

    def put_waiting(self, line: Waiting, now: datetime = NOW, memo: Any = None) -> Written[Waiting]:
        """Keep a line of the waiting list."""
        return self.do(self.store.put_waiting(line, now, memo))

    def day_taken(self, holder: str = "ada", day: date = A_MONDAY) -> Taken:
        """What is taken of a day, as offers see it."""
        return self.diary().taken_of(holder, day)

    def taken(self, holder: str = "ada", day: date = A_MONDAY, now: datetime = NOW) -> list[str]:
        """The stretches taken of a day, holds counted in: "09:00-09:20"."""
        return [show_span(span) for span in stretches(self.day_taken(holder, day).at(now))]

    def places(self, time: str, holder: str = "ada", day: date = A_MONDAY, now: datetime = NOW) -> int:
        """The places taken of a group."""
        return self.day_taken(holder, day).places_at(clock(time), now)


def cancelled(before: Appointment, now: datetime = NOW) -> Appointment:
    """The appointment as it is when its patient has cancelled."""
    return replace(before, state=State.CANCELLED, cancelled_at=now, reason="patient", version=before.version + 1)
