"""A write that comes twice is done once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from api.refusals import Refusals, Refused
from api.store.postgres import PostgresStore
from scheduler.booking.appointments import Appointment
from scheduler.booking.store import Memo, MemoReusedError, SlotTakenError, Written
from tests.api.store.ward import a_store, an_open_store, asked, until, waits_for_a_lock
from tests.booking import NOW, THE_PRACTICE, a_hold, a_slot, a_waiting, an_appointment, an_id


def a_memo(fingerprint: str = "the request", key: str = "once") -> Memo[Any]:
    """Remembers the id of what was kept."""
    return Memo(key, fingerprint, NOW, lambda kept: {"id": str(kept.id)})


async def _twins(url: str) -> list[Written[Appointment]]:
    async with an_open_store(url) as one, a_store(url) as other:
        return list(await asyncio.gather(*(store.book(an_appointment(), NOW, memo=a_memo()) for store in (one, other))))


def test_twins_in_two_processes_are_one_booking(url: str) -> None:
    """Both hear the same answer, and one of them that it had been given before."""
    results = asyncio.run(_twins(url))
    assert sorted(result.again for result in results) == [False, True]
    assert [result.answer for result in results if result.again] == [{"id": str(an_id(1))}]
    assert asked(url, "SELECT count(*) FROM appointment") == [(1,)]


async def _while_the_twin_works(url: str, end: str) -> Written[Appointment]:
    async with an_open_store(url) as store:
        with psycopg.connect(url) as twin:
            twin.execute(
                "INSERT INTO memo (practice, key, fingerprint, answer, at)"
                " VALUES (%s, 'once', 'the request', '{\"id\": \"the twin\"}', now())",
                [THE_PRACTICE],
            )
            booking = asyncio.create_task(store.book(an_appointment(), NOW, memo=a_memo()))
            await until(lambda: waits_for_a_lock(url))
            assert not booking.done()
            twin.execute(end)
        return await booking


def test_a_twin_at_work_is_waited_for(url: str) -> None:
    """Its answer is given, not a refusal because it holds the time."""
    result = asyncio.run(_while_the_twin_works(url, "COMMIT"))
    assert (result.again, result.answer) == (True, {"id": "the twin"})
    assert asked(url, "SELECT count(*) FROM appointment") == [(0,)]


def test_a_twin_that_fails_leaves_the_way_free(url: str) -> None:
    """What it had written is gone, so that the one who waited does it."""
    result = asyncio.run(_while_the_twin_works(url, "ROLLBACK"))
    assert (result.again, result.thing) == (False, an_appointment())


FORGET = "DELETE FROM memo RETURNING key"


async def _without_memo(url: str) -> tuple[Written[Any], Written[Any], Written[Any]]:
    async with an_open_store(url) as store:
        await store.hold(a_hold(), NOW)
        held = await store.hold(a_hold(), NOW)
        await store.book(an_appointment(), NOW, an_id(1), a_memo())
        await store.put_waiting(a_waiting(), NOW, a_memo("to wait", key="waiting"))
        assert len(asked(url, FORGET)) == 2
        booked = await store.book(an_appointment(), NOW, an_id(1), a_memo())
        return held, booked, await store.put_waiting(a_waiting(), NOW, a_memo("to wait", key="waiting"))


def test_what_has_the_id_already_was_done_before(url: str) -> None:
    """Even if its answer is not remembered any more: the thing itself is given, and its answer made from it."""
    held, booked, waiting = asyncio.run(_without_memo(url))
    assert (held.again, held.thing) == (True, a_hold())
    assert (booked.again, booked.thing, booked.answer) == (True, an_appointment(), {"id": str(an_id(1))})
    assert (waiting.again, waiting.thing, waiting.answer) == (True, a_waiting(), {"id": str(an_id(1))})
    assert booked.token > 0


async def _another_request(url: str, *, moved: bool) -> None:
    async with an_open_store(url) as store:
        await store.book(an_appointment(), NOW, memo=a_memo())
        await store.hold(a_hold(a_slot("11:00")), NOW, a_memo("to hold", key="hold"))
        await store.put_waiting(a_waiting(), NOW, a_memo("to wait", key="waiting"))
        if moved:
            after = replace(an_appointment(), slot=a_slot("10:00"), version=2)
            await store.move(an_appointment(), after, NOW)
        asked(url, FORGET)
        other, slot = "another request", a_slot("10:40")
        for write in (
            store.book(an_appointment(slot), NOW, memo=a_memo(other)),
            store.book(an_appointment(a_slot("11:00")), NOW, memo=a_memo(other)),
            store.hold(a_hold(slot), NOW, a_memo(other, key="hold")),
            store.put_waiting(a_waiting(motive="scan"), NOW, a_memo(other, key="waiting")),
        ):
            with pytest.raises(MemoReusedError):
                await write


@pytest.mark.parametrize("moved", [False, True])
def test_another_request_under_an_old_key_is_refused_after_the_answer_was_forgotten(url: str, moved: bool) -> None:
    """The id that follows from the key is taken, by what another request asked for, whatever became of it since."""
    asyncio.run(_another_request(url, moved=moved))
    assert asked(url, "SELECT count(*) FROM appointment") == [(1,)]
    assert asked(url, "SELECT count(*) FROM memo") == [(0,)]


async def _erased(url: str) -> None:
    async with an_open_store(url) as store:
        await store.book(an_appointment(patient="p-1"), NOW, memo=a_memo())
        await store.erase_patient(THE_PRACTICE, "p-1", NOW)
        asked(url, FORGET)
        with pytest.raises(MemoReusedError):
            await store.book(an_appointment(a_slot("10:00"), patient="p-1"), NOW, memo=a_memo())


def test_no_digest_of_a_request_outlives_its_patient(url: str) -> None:
    """It was made from the pseudonym too; so nobody can tell any more whether a request is the same."""
    asyncio.run(_erased(url))
    assert asked(url, "SELECT fingerprint FROM appointment") == [(None,)]


async def _again(store: PostgresStore) -> None:
    acting = store.acting_as(an_id(77), "appointments.book")
    for _ in range(2):
        await acting.book(an_appointment(), NOW, memo=a_memo())
    with pytest.raises(MemoReusedError):
        await acting.book(an_appointment(number=2), NOW, memo=a_memo("another request"))
    refused = Refused(THE_PRACTICE, NOW, an_id(77), "appointments.book", str(an_id(2)), ("slot_taken",))
    await Refusals(store.engine).tell(refused)


async def _audited(url: str) -> None:
    async with an_open_store(url) as store:
        await _again(store)


def test_the_audit_trail_tells_who_did_it_and_who_heard_it_again(url: str) -> None:
    """One line when it was done, one when it was answered again, one for what was refused; each with the key."""
    asyncio.run(_audited(url))
    lines = asked(url, "SELECT key, action, subject, outcome, rules FROM audit WHERE key IS NOT NULL ORDER BY number")
    who = an_id(77), "appointments.book"
    assert lines == [
        (*who, str(an_id(1)), "done", []),
        (*who, str(an_id(1)), "again", []),
        (*who, str(an_id(2)), "refused", ["slot_taken"]),
    ]


async def _refused(url: str) -> None:
    async with an_open_store(url) as store:
        await store.book(an_appointment(), NOW)
        with pytest.raises(SlotTakenError):
            await store.book(an_appointment(number=2), NOW, memo=a_memo())


def test_a_refusal_leaves_nothing(url: str) -> None:
    """No memo, no line of the change log, no event: whoever asks again is judged again."""
    asyncio.run(_refused(url))
    assert asked(url, "SELECT count(*) FROM memo") == [(0,)]
    assert asked(url, "SELECT kind FROM change ORDER BY number") == [("published",), ("day",), ("visits",)]
