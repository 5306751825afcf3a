"""Every kind of damage is found, and a sound database has none."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import psycopg
import pytest

from api.store.findings import Finding
from api.store.postgres import PostgresStore
from api.store.verify import verify
from scheduler.booking.appointments import Appointment, State
from scheduler.messages import LANGUAGES
from tests.api.store.ward import LATER, NAMED, a_store, an_open_store, cancelled
from tests.booking import NOW, a_hold, a_publication, a_slot, an_agenda_day, an_appointment, an_id

PATIENT = "p-secret"
BOOKED = an_appointment(patient=PATIENT)
SCAN = an_appointment(a_slot("09:30", resources=("ultrasound/1",)), 2)
OVER = an_appointment(a_slot("09:10"), 3, overbooked=True)
PLACE = a_slot("10:00", 60, "ben", group=True)
GROUP = [an_appointment(PLACE, number) for number in (4, 5)]
HELD = a_hold(a_slot("10:30"), 6)
EXPIRED = a_hold(a_slot("11:00"), 7, minutes=-1)
GONE = an_appointment(a_slot("11:20"), 8)
DAYS = [an_agenda_day(), an_agenda_day("10:00 group/workshop*2 11:00", "ben")]


async def _fill(store: PostgresStore) -> None:
    """Something of everything that a database may hold."""
    await store.hold(EXPIRED, EXPIRED.until.replace(hour=1))
    for one in (BOOKED, SCAN, OVER, *GROUP, GONE):
        await store.book(one, NOW)
    await store.cancel(GONE, cancelled(GONE), NOW)
    await store.mark(SCAN, replace(SCAN, state=State.ATTENDED, version=2), NOW)
    await store.hold(HELD, NOW)
    await store.hold(replace(HELD, id=an_id(9), slot=replace(PLACE, begin=PLACE.begin), overbooked=True), NOW)


async def _found(url: str, *damage: str) -> list[Finding]:
    async with an_open_store(url, *DAYS) as store:
        await _fill(store)
        with psycopg.connect(url) as other:
            for statement in damage:
                other.execute(statement)  # type: ignore[call-overload]
        return await verify(store.engine, NOW)


def test_a_sound_database_has_no_fault(url: str) -> None:
    """Bookings, overbookings, groups, holds alive and expired, cancelled and attended ones: all as it should be."""
    assert asyncio.run(_found(url)) == []


def _of(one: Appointment) -> str:
    return f"WHERE id = '{one.id}'"


FREE = "repeat('0', 288)::bit(288)"
ADA, BEN, UNIT = (f"UPDATE agenda_day SET {{}} WHERE holder = '{one}'" for one in ("ada", "ben", "ultrasound/1"))
DAMAGE = {
    "a booked grain that nobody takes": ("booked", ADA.format("booked = set_bit(booked, 280, 1)")),
    "an appointment whose grains are free": ("booked", UNIT.format(f"booked = {FREE}")),
    "a grain opened past the agenda": ("bookable", ADA.format("bookable = set_bit(bookable, 280, 1)")),
    "two appointments at once": ("overlap", f"UPDATE appointment SET begin = 550 {_of(SCAN)}"),
    "a hold over an appointment": (
        "overlap",
        ADA.format("booked = set_bit(booked, 127, 1)"),
        f"UPDATE appointment SET begin = 620 {_of(SCAN)}",
    ),
    "an appointment outside its agenda": ("uncovered", f"UPDATE appointment SET begin = 780 {_of(SCAN)}"),
    "an appointment on a day that is gone": ("uncovered", f"UPDATE appointment SET day = day + 7 {_of(SCAN)}"),
    "an overbooking without its claim": ("unclaimed", ADA.format("claims = '[]'")),
    "a live hold without its claim": ("unclaimed", ADA.format("claims = claims - 1")),
    "a group's place that is not noted": ("unclaimed", BEN.format("places = places - 0")),
    "a claim of nobody": ("stray", "DELETE FROM hold"),
    "a place of a cancelled appointment": ("stray", f"UPDATE appointment SET state = 'cancelled' {_of(GROUP[0])}"),
    "a group with fewer places than patients": (
        "group",
        BEN.format("layout = jsonb_set(layout, '{pieces,0,places}', '1')"),
    ),
    "a promise for an appointment that is over": ("promise", "UPDATE appointment SET state = 'attended'"),
    "a promise to another moment": ("promise", "UPDATE future_visit SET ends = ends + interval '1 day'"),
    "an appointment without its promise": ("unpromised", "DELETE FROM future_visit"),
    "a confirmed appointment that is gone": ("lost", f"DELETE FROM appointment {_of(GONE)}"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found(url: str, name: str) -> None:
    """Each kind under its own sentence, in both languages, without a pseudonym."""
    kind, *damage = DAMAGE[name]
    found = asyncio.run(_found(url, *damage))
    assert kind in {finding.kind for finding in found}
    for told in (finding.sentence(language) for finding in found for language in LANGUAGES):
        assert told.endswith(".")
        assert PATIENT not in told


async def _republished(url: str) -> tuple[int, list[Finding]]:
    async with an_open_store(url, *DAYS) as store:
        await _fill(store)
        publication = a_publication(an_agenda_day("11:00 open 12:00"), practice=NAMED, units=())
        opened = await store.publish(publication, NOW)
        return len(opened.misfits), await verify(store.engine, NOW)


def test_what_a_publication_told_is_no_fault(url: str) -> None:
    """Appointments that no longer fit are known: they were listed when the agenda was published anew."""
    assert asyncio.run(_republished(url)) == (5, [])


async def _two_practices(url: str) -> list[str]:
    other = replace(BOOKED, practice="another")
    async with an_open_store(url) as store, a_store(url) as second:
        practice = NAMED.model_copy(update={"practice": NAMED.practice.model_copy(update={"id": "another"})})
        await second.publish(a_publication(practice=practice), NOW)
        await store.book(BOOKED, NOW)
        await second.book(other, NOW)
        with psycopg.connect(url) as direct:
            direct.execute("UPDATE agenda_day SET booked = ~booked WHERE practice = 'another' AND holder = 'ada'")
        return [finding.practice for finding in await verify(store.engine, NOW)]


def test_each_practice_is_judged_by_itself(url: str) -> None:
    """The same ids in another practice are other things."""
    assert asyncio.run(_two_practices(url)) == ["another"]


async def _long_ago(url: str) -> list[Finding]:
    async with an_open_store(url) as store:
        await store.hold(HELD, NOW)
        await store.book(an_appointment(HELD.slot, 20), LATER)
        return await verify(store.engine, LATER)


def test_an_expired_hold_whose_time_was_taken_is_no_fault(url: str) -> None:
    """Its claim went with the take; its row is swept later."""
    assert asyncio.run(_long_ago(url)) == []
