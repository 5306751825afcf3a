"""The group's bookings in a database, with the masks they make; its agenda must be open already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import psycopg

from benchmarks.booking.group import PRACTICE
from benchmarks.booking.picture import Picture
from benchmarks.load.opening import copy_rows
from scheduler.agenda.masks import bits_of
from scheduler.booking.appointments import Appointment

Connection = psycopg.Connection[tuple[Any, ...]]

APPOINTMENT = (
    "practice",
    "id",
    "practitioner",
    "site",
    "day",
    "begin",
    "minutes",
    "taken_minutes",
    "starts",
    "channel",
    "room",
    '"group"',
    "resources",
    "motive",
    "category",
    "patient",
    "generation",
    "overbooked",
    "own_doctor",
    "state",
    "overridden",
    "only_future",
    "booked_at",
    "version",
)
PATIENT = ("practice", "pseudonym", "category", "own_doctor", "enrolled_from", "version")
FUTURE = ("practice", "patient", "motive", "appointment", "ends")


class OtherGenerationError(Exception):
    """The agenda in the database is not the one that the bookings were made for."""


def fill(url: str, picture: Picture) -> None:
    """Write patients and bookings, all or nothing; no service may run on the database yet.

    `OtherGenerationError` if something else was published there.
    """
    with psycopg.connect(url) as connection:
        _check(connection, picture)
        copy_rows(connection, "patient", PATIENT, _patients(picture))
        copy_rows(connection, "appointment", APPOINTMENT, map(_appointment, picture.appointments))
        copy_rows(connection, "future_visit", FUTURE, _future(picture.appointments))
        _take(connection, picture)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _check(connection: Connection, picture: Picture) -> None:
    kept = connection.execute(
        "SELECT holder, day, generation, bookable::text FROM agenda_day WHERE practice = %s", [PRACTICE]
    )
    found = {(holder, day): (generation, bookable) for holder, day, generation, bookable in kept}
    if found != {key: (day.generation, bits_of(day.bookable)) for key, day in picture.diary.days.items()}:
        raise OtherGenerationError


def _patients(picture: Picture) -> Iterator[tuple[object, ...]]:
    for one in picture.diary.patients.values():
        yield PRACTICE, one.pseudonym, one.category, one.own_doctor, one.enrolled_from, one.version


def _appointment(one: Appointment) -> tuple[object, ...]:
    slot = one.slot
    where = (slot.practitioner, slot.site, slot.day, slot.begin, slot.minutes, slot.taken_minutes, slot.starts)
    how = (slot.channel.value, slot.room, slot.group, list(slot.resources))
    who = (one.motive, one.category, one.patient, one.generation, one.overbooked, one.own_doctor)
    state = (one.state.value, list(one.overridden), one.only_future, one.booked_at, one.version)
    return one.practice, one.id, *where, *how, *who, *state


def _future(appointments: Iterable[Appointment]) -> Iterator[tuple[object, ...]]:
    return ((PRACTICE, one.patient, one.motive, one.id, one.ends) for one in appointments if one.only_future)


def _take(connection: Connection, picture: Picture) -> None:
    connection.execute("CREATE TEMP TABLE taking (holder text, day date, booked text, version bigint) ON COMMIT DROP")
    rows = ((*key, bits_of(taken.booked), taken.version) for key, taken in picture.diary.taken.items())
    copy_rows(connection, "taking", ("holder", "day", "booked", "version"), rows)
    connection.execute(
        """
        UPDATE agenda_day d SET booked = t.booked::bit(288), version = t.version FROM taking t
        WHERE d.practice = %s AND d.holder = t.holder AND d.day = t.day
        """,
        [PRACTICE],
    )
