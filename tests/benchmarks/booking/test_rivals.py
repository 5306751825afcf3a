"""The rivals of the search: both find exactly the time that is free."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest

from benchmarks.booking.group import Size, doctor_name
from benchmarks.booking.in_process import timed, wanted_of
from benchmarks.booking.searches import EVERYBODY, OWN, SITE
from benchmarks.rivals import sql_search
from benchmarks.rivals.all_slots import Free, SlotLists, Wanted, slot_lists
from scheduler.agenda.masks import free_starts, minutes_in
from scheduler.agenda.problem import BlockKind
from tests.benchmarks.booking.groups import MONDAY, NOW, SMALL, the_picture

ALL = 1_000_000
WANTED = [
    Wanted([doctor_name(1)], MONDAY, MONDAY + timedelta(days=13), 20),
    Wanted([doctor_name(0), doctor_name(2)], MONDAY + timedelta(days=3), MONDAY + timedelta(days=9), 25),
    Wanted([doctor_name(number) for number in range(SMALL.people)], MONDAY, MONDAY + timedelta(days=41), 15),
    Wanted([doctor_name(1)], MONDAY - timedelta(days=5), MONDAY - timedelta(days=1), 20),
]


@pytest.fixture(scope="module")
def lists() -> SlotLists:
    """Blocks and appointments of the small group."""
    return slot_lists(the_picture().diary.days.values(), the_picture().appointments)


@pytest.fixture(scope="module")
def tables(database_url: str, lists: SlotLists) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """The same in tables."""
    with psycopg.connect(database_url) as connection:
        sql_search.load(connection, lists)
        yield connection
        connection.execute("DROP SCHEMA rival CASCADE")


def by_masks(wanted: Wanted) -> list[Free]:
    """The free starts of open time, by masks."""
    diary = the_picture().diary
    found = [
        Free(day.day, begin, day.holder)
        for day in diary.days.values()
        if day.holder in wanted.practitioners and wanted.first <= day.day <= wanted.last
        for begin in minutes_in(
            free_starts(day.masks.get(BlockKind.OPEN, 0) & ~diary.taken_of(day.holder, day.day).booked, wanted.minutes)
        )
    ]
    return sorted(found, key=lambda one: (one.day, one.begin, one.practitioner))


@pytest.mark.parametrize("wanted", WANTED)
def test_all_slots_made_are_those_that_are_free(lists: SlotLists, wanted: Wanted) -> None:
    """All of them, and the first ten."""
    assert lists.search(wanted, ALL) == by_masks(wanted)
    assert lists.search(wanted) == by_masks(wanted)[:10]


@pytest.mark.parametrize("wanted", WANTED)
def test_sql_finds_those_that_are_free(tables: psycopg.Connection[tuple[object, ...]], wanted: Wanted) -> None:
    """All of them, and the first ten."""
    assert sql_search.search(tables, wanted, ALL) == by_masks(wanted)
    assert sql_search.search(tables, wanted) == by_masks(wanted)[:10]


def test_rivals_are_asked_the_same() -> None:
    """With whom, when and how long, from the request as the scheduler takes it."""
    size = Size(sites=SMALL.sites, doctors=SMALL.doctors)
    own, site, everybody = (search.requests(size, NOW.date())[0].request for search in (OWN, SITE, EVERYBODY))
    patient = the_picture().diary.patients[own.patient or ""]
    assert wanted_of(the_picture(), own).practitioners == (patient.own_doctor,)
    assert wanted_of(the_picture(), own).minutes == (25 if patient.category == "chronic" else 20)
    at_site = [one.id for one in the_picture().diary.published.practice.practitioners if one.home_site == site.sites[0]]
    assert list(wanted_of(the_picture(), site).practitioners) == at_site
    asked = wanted_of(the_picture(), everybody)
    assert (len(asked.practitioners), asked.first, asked.last) == (6, everybody.first_day, everybody.last_day)


def test_calls_are_timed_one_by_one() -> None:
    """As many times as calls, sorted, with the mean number of offers."""
    found = timed([lambda: [1, 2], list, lambda: [3]])
    assert (len(found.seconds), found.offers) == (3, 1.0)
    assert list(found.seconds) == sorted(found.seconds)
