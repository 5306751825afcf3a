"""Nothing is booked twice, whoever is at it at the same time."""

from __future__ import annotations

import asyncio
import multiprocessing
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from scheduler.booking.appointments import Appointment
from scheduler.booking.store import SlotTakenError
from tests.api.store.crowd import Told, crowd
from tests.api.store.ward import LATER, NAMED, a_store, an_open_store, asked, faults, until, waits_for_a_lock
from tests.booking import (
    NOW,
    THE_PRACTICE,
    a_day,
    a_hold,
    a_publication,
    a_slot,
    an_agenda_day,
    an_appointment,
    an_id,
)

TWO_DAYS = [an_agenda_day(holder=holder, day=a_day(number)) for holder in ("ada", "ben") for number in range(2)]


async def _open(url: str) -> None:
    async with an_open_store(url, *TWO_DAYS):
        pass


async def _stored(url: str) -> dict[object, Appointment]:
    async with a_store(url, 1) as store:
        found = [
            one
            for holder in ("ada", "ben")
            for one in await store.appointments(THE_PRACTICE, holder, a_day(0), a_day(6), count=10_000)
        ]
        return {one.id: one for one in found}


def _deadlocks(url: str) -> int:
    found = asked(url, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    return int(found[0][0])


def test_a_crowd_in_two_processes_books_nothing_twice(url: str) -> None:
    """What was acknowledged is there as it was told, what was refused is not, and all masks are right."""
    asyncio.run(_open(url))
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        results = pool.starmap(crowd, [(url, 1), (url, 2)])
    told = Told()
    for result in results:
        told.appointments |= result.appointments
        told.counts += result.counts
    assert asyncio.run(_stored(url)) == told.appointments
    assert asyncio.run(faults(url)) == []
    assert told.counts["done"] > 100
    assert told.counts["SlotTakenError"] > 100


async def _one_slot(url: str) -> list[object]:
    async with an_open_store(url) as store:
        rivals = [store.book(an_appointment(number=number), NOW) for number in range(1, 21)]
        return await asyncio.gather(*rivals, return_exceptions=True)


def test_one_of_many_rivals_gets_the_slot(url: str) -> None:
    """Exactly one; the others are told that it is taken."""
    results = asyncio.run(_one_slot(url))
    assert sorted(type(result).__name__ for result in results) == ["SlotTakenError"] * 19 + ["Written"]
    assert asked(url, "SELECT count(*) FROM appointment") == [(1,)]


async def _swap(url: str) -> int:
    async with an_open_store(url, *TWO_DAYS) as store:
        slots = [a_slot("09:00", day=a_day(0)), a_slot("10:00", day=a_day(1))]
        ones = [an_appointment(slot, number) for number, slot in enumerate(slots, 1)]
        for one in ones:
            await store.book(one, NOW)
        for turn in range(20):
            days = [a_day((turn + 1) % 2), a_day(turn % 2)]
            after = [
                replace(one, slot=replace(one.slot, day=day), version=one.version + 1)
                for one, day in zip(ones, days, strict=True)
            ]
            await asyncio.gather(*(store.move(*pair, NOW) for pair in zip(ones, after, strict=True)))
            ones = after
    return _deadlocks(url)


def test_moves_in_both_directions_at_once_do_not_block_each_other(url: str) -> None:
    """Days are locked in one order by everybody, so that no deadlock ever has to be undone."""
    assert asyncio.run(_swap(url)) == 0
    assert asyncio.run(faults(url)) == []


async def _after_a_hold(url: str) -> None:
    async with an_open_store(url) as store:
        await store.hold(a_hold(), NOW)
        with pytest.raises(SlotTakenError):
            await store.book(an_appointment(number=2), NOW)
        await store.book(an_appointment(number=2), LATER)


def test_an_expired_hold_is_reclaimed_by_the_take_itself(url: str) -> None:
    """Nobody has to sweep before the time is free; the claim is gone with the same statement."""
    asyncio.run(_after_a_hold(url))
    assert asked(url, "SELECT claims, version FROM agenda_day WHERE holder = 'ada'") == [([], 2)]


async def _lost_race(url: str) -> None:
    async with an_open_store(url) as store:
        with psycopg.connect(url) as rival:
            rival.execute("UPDATE agenda_day SET booked = bookable, version = version + 1 WHERE holder = 'ada'")
            booking = asyncio.create_task(store.book(an_appointment(), NOW))
            await until(lambda: waits_for_a_lock(url))
            rival.commit()
        with pytest.raises(SlotTakenError):
            await booking


def test_who_waited_judges_the_day_as_the_other_left_it(url: str) -> None:
    """A take that was blocked by another one sees what that one took, not what was there when it began."""
    asyncio.run(_lost_race(url))
    assert asked(url, "SELECT count(*) FROM appointment") == [(0,)]


async def _publish_and_book(url: str) -> tuple[set[object], set[object]]:
    lines = ["09:00 open 12:00", "09:00 open 11:00 desk 12:00"]
    async with an_open_store(url) as store, a_store(url) as other:
        known: set[object] = set()

        async def publish() -> None:
            for turn in range(1, 16):
                day = an_agenda_day(lines[turn % 2])
                await other.publish(a_publication(day, practice=NAMED), NOW)

        async def book(number: int) -> None:
            for turn in range(12):
                generation = (await store.diary(THE_PRACTICE)).days["ada", a_day(0)].generation
                begin = 540 + 5 * (number * 12 + turn)
                slot = a_slot(f"{begin // 60:02d}:{begin % 60:02d}", 5)
                one = an_appointment(slot, 100 * number + turn + 1, generation=generation)
                if not isinstance(await _tried(store, one), Exception):
                    known.add(one.id)

        await asyncio.gather(publish(), *(book(number) for number in range(3)))
        stored = await store.appointments(THE_PRACTICE, "ada", a_day(0), a_day(0), count=1000)
    return known, {one.id for one in stored}


async def _tried(store: object, one: Appointment) -> object:
    results = await asyncio.gather(store.book(one, NOW), return_exceptions=True)  # type: ignore[attr-defined]
    return results[0]


def test_publishing_anew_under_way_loses_no_appointment(url: str) -> None:
    """What was acknowledged between publications is there, and whoever booked by an older one was refused."""
    known, stored = asyncio.run(_publish_and_book(url))
    assert known == stored
    assert known
    assert asyncio.run(faults(url)) == []


async def _grown(url: str) -> None:
    async with an_open_store(url) as store:
        for turn in range(30):
            now = NOW + timedelta(minutes=6 * turn)
            await store.hold(a_hold(number=turn + 1, until=now + timedelta(minutes=5)), now)


def test_claims_do_not_pile_up(url: str) -> None:
    """Each hold takes the expired one before it away."""
    asyncio.run(_grown(url))
    assert asked(url, "SELECT jsonb_array_length(claims) FROM agenda_day WHERE holder = 'ada'") == [(1,)]
    assert an_id(30).hex in str(asked(url, "SELECT claims FROM agenda_day WHERE holder = 'ada'")).replace("-", "")
