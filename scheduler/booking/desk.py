"""The front desk: asks every rule, then the store. Whoever books, an API or a replay, books here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from scheduler.booking.appointments import Appointment, Hold, State, Waiting
from scheduler.booking.keeping import booked, hold_of, moved, order_to_move
from scheduler.booking.not_taken import HOLD_EXPIRED, refused_by, taking
from scheduler.booking.offer import Cursor, SearchResult
from scheduler.booking.refusal import Refusal, RefusedError
from scheduler.booking.request import Order, SlotRequest
from scheduler.booking.reviews import note_review
from scheduler.booking.search import search
from scheduler.booking.states import marked, refuse_cancellation, refuse_mark, refuse_move
from scheduler.booking.store import (
    BookingStore,
    ChangedMeanwhileError,
    Memo,
    NotTakenError,
    SlotTakenError,
    UnknownError,
    Written,
)
from scheduler.booking.verdict import Verdict, ask_again, hold_ends, judged, verdict_of
from scheduler.booking.waitlist import WaitingList

Kept = TypeVar("Kept")
ATTEMPTS = 5
"""How often a change of the latest version, whichever that is, is tried."""


class FrontDesk:
    """Searches and books for all practices of a store.

    Every method may raise `RefusedError` (all refusing rules) and the errors of the store, but none of
    `NotTakenError`: who was too late is told by the rule that refuses now. `now` in UTC. A request repeated under
    its memo is answered as it was the first time, whatever the rules say by then.
    """

    def __init__(self, store: BookingStore) -> None:
        self.store = store
        self._waiting = WaitingList(store)

    async def search(
        self,
        practice: str,
        request: SlotRequest,
        now: datetime,
        *,
        count: int = 10,
        after: Cursor | None = None,
        token: int = 0,
    ) -> SearchResult:
        """The best `count` offers beyond `after`; what is shown can be booked, if nobody is quicker."""
        diary = await self.store.diary(practice, token)
        return search(diary, request, now, count, after)

    async def hold(
        self,
        practice: str,
        order: Order,
        now: datetime,
        *,
        new_id: UUID,
        minutes: int | None = None,
        memo: Memo[Hold] | None = None,
    ) -> Written[Hold]:
        """Keep a slot for so many minutes, those of the policy if none are given."""

        async def act() -> Written[Hold]:
            diary = await self.store.diary(practice)
            until = hold_ends(diary.published.practice.booking, minutes, now)
            verdict = judged(diary, order, now)
            return await _given(
                verdict, lambda given: self.store.hold(hold_of(given, practice, new_id, until), now, memo)
            )

        return await self._once(practice, memo, act)

    async def let_go(self, practice: str, hold: UUID, now: datetime) -> int:
        """End a hold; gives the token. `UnknownError` if there is none that lives."""
        return await self.store.let_go(practice, hold, now)

    async def book(
        self,
        practice: str,
        order: Order,
        now: datetime,
        *,
        new_id: UUID,
        memo: Memo[Appointment] | None = None,
    ) -> Written[Appointment]:
        """Book a slot."""

        async def act() -> Written[Appointment]:
            diary = await self.store.diary(practice)
            verdict = judged(diary, order, now)
            return await _given(
                verdict,
                lambda given: self.store.book(booked(given, practice, new_id, diary, now), now, memo=memo),
            )

        return await self._once(practice, memo, act)

    async def book_held(
        self,
        practice: str,
        hold: UUID,
        now: datetime,
        *,
        new_id: UUID,
        memo: Memo[Appointment] | None = None,
    ) -> Written[Appointment]:
        """Book what a hold keeps, with the patient, motive and category that it names.

        A hold keeps what was judged when it was made: notice that ran out since does not refuse it.
        """

        async def act() -> Written[Appointment]:
            diary = await self.store.diary(practice)
            held = await self._held(practice, hold)
            ask_again(diary, held, now)
            appointment = booked(verdict_of(held), practice, new_id, diary, now)
            return await taking(held.slot, self.store.book(appointment, now, hold, memo))

        return await self._once(practice, memo, act)

    async def move(
        self, practice: str, appointment: UUID, order: Order, now: datetime, *, version: int | None = None
    ) -> Written[Appointment]:
        """Give an appointment another slot, in one transaction; motive, category and patient stay.

        `version`: the one that must be the latest (`ChangedMeanwhileError`).
        """

        async def change(before: Appointment) -> Written[Appointment]:
            refuse_move(before)
            diary = await self.store.diary(practice)
            verdict = judged(diary, order_to_move(before, order), now, before)
            return await _given(verdict, lambda given: self.store.move(before, moved(before, given, diary), now))

        return await self._on_latest(practice, appointment, version, change)

    async def move_held(
        self, practice: str, appointment: UUID, hold: UUID, now: datetime, *, version: int | None = None
    ) -> Written[Appointment]:
        """Give an appointment the slot that a hold of the same motive keeps; as `move`."""

        async def change(before: Appointment) -> Written[Appointment]:
            refuse_move(before)
            diary = await self.store.diary(practice)
            held = await self._held(practice, hold)
            if (held.motive, held.category) != (before.motive, before.category):
                raise RefusedError((Refusal(HOLD_EXPIRED),))
            ask_again(diary, replace(held, patient=before.patient), now, before)
            after = moved(before, verdict_of(held), diary)
            return await taking(held.slot, self.store.move(before, after, now, hold))

        return await self._on_latest(practice, appointment, version, change)

    async def cancel(
        self, practice: str, appointment: UUID, reason: str, now: datetime, *, version: int | None = None
    ) -> Written[Appointment]:
        """Cancel an appointment; a second time changes nothing and answers the same.

        `version` may then still be the one that was cancelled: the answer was lost, not the cancellation.
        """
        known = await self.store.appointment(practice, appointment)
        if known.state is State.CANCELLED and version in (None, known.version - 1, known.version):
            return Written(known)

        async def change(before: Appointment) -> Written[Appointment]:
            if before.state is State.CANCELLED:
                return Written(before)
            refuse_cancellation(before)
            after = replace(before, state=State.CANCELLED, cancelled_at=now, reason=reason, version=before.version + 1)
            return await self.store.cancel(before, after, now)

        return await self._on_latest(practice, appointment, version, change)

    async def mark(
        self,
        practice: str,
        appointment: UUID,
        state: State,
        now: datetime,
        *,
        actual_minutes: int | None = None,
        version: int | None = None,
    ) -> Written[Appointment]:
        """Arrived, attended (with the minutes it took) or did not attend; see `scheduler.booking.states`.

        A review that was attended becomes its patient's last review. Who did not attend keeps the slot.
        """

        async def change(before: Appointment) -> Written[Appointment]:
            diary = await self.store.diary(practice)
            refuse_mark(before, state, diary.published.practice, now)
            after = marked(before, state, now, actual_minutes)
            written = Written(after) if after == before else await self.store.mark(before, after, now)
            return written.and_also(await note_review(self.store, diary, before, after, now))

        return await self._on_latest(practice, appointment, version, change)

    async def wait(self, waiting: Waiting, now: datetime, memo: Memo[Waiting] | None = None) -> Written[Waiting]:
        """Put a patient on the waiting list; the practice must know the patient."""
        return await self._once(waiting.practice, memo, lambda: self._waiting.wait(waiting, now, memo))

    async def leave(
        self, practice: str, waiting: UUID, now: datetime, *, version: int | None = None
    ) -> Written[Waiting]:
        """Close a line of the waiting list, and let go what is held for it; a second time changes nothing.

        `version`: the one that must be the latest (`ChangedMeanwhileError`).
        """
        return await self._waiting.leave(practice, waiting, now, version=version)

    async def offer_freed(self, practice: str, now: datetime, ids: tuple[UUID, ...]) -> Written[tuple[Waiting, ...]]:
        """Offer time that is free to those who wait, in order of asking: each gets a hold, with an id of `ids`."""
        return await self._waiting.offer_freed(practice, now, ids)

    async def _held(self, practice: str, hold: UUID) -> Hold:
        try:
            return await self.store.held(practice, hold)
        except UnknownError as error:
            raise RefusedError((Refusal(HOLD_EXPIRED),)) from error

    async def _once(
        self, practice: str, memo: Memo[Kept] | None, act: Callable[[], Awaitable[Written[Kept]]]
    ) -> Written[Kept]:
        """What `act` gives; where it is refused because its own first run was done, what that one answered.

        The store looks the memo up before it writes. Rules are asked before that, and refuse what the first run took,
        which is why the memo is looked up once more, and only then: a twin that commits meanwhile is found too.
        """
        try:
            return await act()
        except (RefusedError, ChangedMeanwhileError):
            again = await self.store.remembered(practice, memo) if memo else None
            if again is None:
                raise
            return again

    async def _on_latest(
        self,
        practice: str,
        appointment: UUID,
        version: int | None,
        change: Callable[[Appointment], Awaitable[Written[Appointment]]],
    ) -> Written[Appointment]:
        """Change the version given, or the latest, whichever that is when it is written."""
        for _ in range(ATTEMPTS):
            before = await self.store.appointment(practice, appointment)
            if version not in (None, before.version):
                break
            try:
                return await change(before)
            except ChangedMeanwhileError:
                continue
        raise ChangedMeanwhileError


async def _given(verdict: Verdict, write: Callable[[Verdict], Awaitable[Kept]]) -> Kept:
    """What the store gives; staff who override get the time even if somebody was quicker."""
    try:
        return await write(verdict)
    except SlotTakenError as error:
        if not verdict.order.override:
            raise RefusedError((refused_by(error, verdict.slot),)) from error
    except NotTakenError as error:
        raise RefusedError((refused_by(error, verdict.slot),)) from error
    return await taking(verdict.slot, write(verdict.over_others))
