"""The waiting list: who waits is offered time that came free, in order of asking, and has a while to take it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from scheduler.booking.appointments import Hold, Slot, Waiting
from scheduler.booking.days import Diary
from scheduler.booking.judge import slot_of
from scheduler.booking.offer import Offer
from scheduler.booking.refusal import Refusal, RefusedError
from scheduler.booking.request import DayPart, Order, SlotRequest
from scheduler.booking.search import search
from scheduler.booking.store import BookingStore, ChangedMeanwhileError, Memo, NotTakenError, UnknownError, Written
from scheduler.booking.times import wall_clock
from scheduler.booking.without import without_visits
from scheduler.lengths import motives_of
from scheduler.practice import Practice
from scheduler.zones import zone_of

MOST_OFFERS = 50
"""How many of those who wait are offered time at once."""
TRIED = 3
"""How many offers are tried for one line, should somebody be quicker."""


class WaitingList:
    """The lines of a store's practices and what is offered to them."""

    def __init__(self, store: BookingStore) -> None:
        self._store = store

    async def wait(self, waiting: Waiting, now: datetime, memo: Memo[Waiting] | None = None) -> Written[Waiting]:
        """Put a patient on the list; `RefusedError` if the practice does not know the patient."""
        diary = await self._store.diary(waiting.practice)
        if waiting.patient not in diary.patients:
            raise RefusedError((Refusal("patient_unknown"),))
        return await self._store.put_waiting(waiting, now, memo)

    async def leave(
        self, practice: str, waiting: UUID, now: datetime, *, version: int | None = None
    ) -> Written[Waiting]:
        """Close a line and let go what is held for it; a line closed before stays as it is.

        `version`: the one that must be the latest (`ChangedMeanwhileError`).
        """
        line = await self._store.waiting(practice, waiting)
        if version not in (None, line.version):
            raise ChangedMeanwhileError
        if line.closed_at is not None:
            return Written(line)
        written = await self._store.put_waiting(replace(line, closed_at=now, version=line.version + 1), now)
        if line.offered is None:
            return written
        return written.and_also(await self._let_go(practice, line.offered, now))

    async def offer_freed(self, practice: str, now: datetime, ids: tuple[UUID, ...]) -> Written[tuple[Waiting, ...]]:
        """Offer free time to those who wait: acute motives first, then by order of asking, until `ids` are used up.

        Each line gets a hold of the offer that ranks best for it, for `offer_minutes` of the policy, and not beyond
        the start. Who has an appointment of the motive is only offered an earlier one (`FrontDesk.move_held` takes
        it). An offer that ran out puts its line at the back; a line whose period is over is closed.
        """
        lines = await self._store.waiting_list(practice)
        if not lines:
            return Written(())
        diary = await self._store.diary(practice)
        today, _ = wall_clock(zone_of(diary.published.practice.practice), now)
        token = await self._close_past(lines, today, now)
        free, offered = iter(ids), list[Written[Waiting]]()
        for line in in_turn(lines, diary.published.practice, today, now):
            new_id = next(free, None)
            if new_id is None:
                break
            told = await self._offer(line, today, now, new_id)
            free = free if told else _back(new_id, free)
            offered += [told] if told else []
        told_lines = tuple(written.thing for written in offered if written.thing)
        return Written(told_lines, max((written.token for written in offered), default=0)).and_also(token)

    async def _close_past(self, lines: Sequence[Waiting], today: date, now: datetime) -> int:
        """Close the lines whose period is over; gives the token, 0 if there are none."""
        past = (line for line in lines if line.to_day < today)
        closed = [await self._put(replace(line, closed_at=now, version=line.version + 1), now) for line in past]
        return max((written.token for written in closed if written), default=0)

    async def _offer(self, line: Waiting, today: date, now: datetime, new_id: UUID) -> Written[Waiting] | None:
        """The line with its offer; None if there is nothing for it, or it was closed meanwhile."""
        hold = await self._hold(line, today, now, new_id)
        if hold is None:
            return None
        told = replace(line, offered=hold.id, offered_until=hold.until, version=line.version + 1)
        if written := await self._put(told, now):
            return written
        await self._let_go(line.practice, hold.id, now)
        return None

    async def _hold(self, line: Waiting, today: date, now: datetime, new_id: UUID) -> Hold | None:
        """The best offer for a line, held; where somebody was quicker, the best of a search made anew."""
        tried: set[tuple[str, datetime]] = set()
        for _ in range(TRIED):
            diary = await self._store.diary(line.practice)
            try:
                offers = (offer.slot for offer in _offers(diary, line, today, now))
                slot = next((slot for slot in offers if (slot.practitioner, slot.starts) not in tried), None)
                if slot is None:
                    return None
                tried.add((slot.practitioner, slot.starts))
                return (await self._store.hold(_hold_of(diary, line, slot, now, new_id), now)).thing
            except NotTakenError:
                continue
            except RefusedError:  # its motive or category is no longer in the practice file
                return None
        return None

    async def _put(self, line: Waiting, now: datetime) -> Written[Waiting] | None:
        """The line written; None if it was changed meanwhile."""
        try:
            return await self._store.put_waiting(line, now)
        except ChangedMeanwhileError:
            return None

    async def _let_go(self, practice: str, hold: UUID, now: datetime) -> int:
        """End a hold; gives the token, 0 if it was over."""
        try:
            return await self._store.let_go(practice, hold, now)
        except UnknownError:
            return 0


def _back(new_id: UUID, rest: Iterator[UUID]) -> Iterator[UUID]:
    yield new_id
    yield from rest


def in_turn(lines: Sequence[Waiting], practice: Practice, today: date, now: datetime) -> list[Waiting]:
    """The lines to be offered something now, in order: without those whose offer lasts or whose period is over."""
    acute = {motive.id for motive in motives_of(practice) if motive.acute}
    open_now = (
        line for line in lines if line.to_day >= today and not (line.offered_until and line.offered_until > now)
    )
    return sorted(open_now, key=lambda line: (line.motive not in acute, line.offered_until or line.asked_at, line.id))


def _offers(diary: Diary, line: Waiting, today: date, now: datetime) -> Sequence[Offer]:
    """The best offers for a line; before the patient's appointment of the motive, if there is one."""
    ahead = [v for v in diary.visits.get(line.patient, ()) if v.motive == line.motive and v.ends > now]
    earliest = min((visit.starts for visit in ahead), default=None)
    request = _request(line, today)
    if earliest is None:
        return search(diary, request, now, TRIED).offers
    last = wall_clock(zone_of(diary.published.practice.practice), earliest)[0]
    request = replace(request, last_day=min(line.to_day, last))
    found = search(without_visits(diary, line.patient, line.motive), request, now, TRIED).offers
    return [offer for offer in found if offer.slot.starts < earliest]


def _request(line: Waiting, today: date) -> SlotRequest:
    return SlotRequest(
        line.category or None,
        line.motive,
        line.patient,
        practitioners=line.practitioners,
        sites=line.sites,
        first_day=max(line.from_day, today),
        last_day=line.to_day,
        parts=tuple(DayPart(part) for part in line.parts),
    )


def _hold_of(diary: Diary, line: Waiting, found: Slot, now: datetime, new_id: UUID) -> Hold:
    """The hold of an offer, with the units of shared resources that are free for it."""
    known = diary.patients.get(line.patient)
    own_doctor = known.own_doctor if known else None
    order = Order(
        found.practitioner,
        found.starts,
        line.motive,
        line.category or None,
        line.patient,
        own_doctor,
        channel=found.channel,
    )
    slot = slot_of(diary, order, now)
    minutes = diary.published.practice.booking.offer_minutes
    until = min(now + timedelta(minutes=minutes), slot.starts)
    generation = diary.days[slot.practitioner, slot.day].generation
    return Hold(line.practice, new_id, slot, line.motive, line.category, until, generation, line.patient, own_doctor)
