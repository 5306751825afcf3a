"""A small database in order, with journals that tell the same: a test breaks one thing of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import psycopg

from benchmarks.load.journal import Line, Place
from scheduler.agenda.masks import bits_of, mask_of

PRACTICE = "hot-practice"
DAY = date.today() + timedelta(days=400)  # noqa: DTZ011 - a day that is still to come, for rules about the future
ONE, TWO, SCAN, GROUP, GONE = (f"00000000-0000-0000-0000-00000000000{number}" for number in range(1, 6))

_DAY = """
    INSERT INTO agenda_day (practice, holder, day, generation, layout, bookable, booked, places)
    VALUES (%s, %s, %s, 1, %s, %s, %s, %s)
"""
_APPOINTMENT = """
    INSERT INTO appointment (practice, id, practitioner, site, day, begin, minutes, taken_minutes, starts, channel,
        "group", resources, motive, category, patient, generation, overbooked, state, only_future, booked_at, version)
    VALUES (%(practice)s, %(id)s, %(practitioner)s, 'nation', %(day)s, %(begin)s, 20, 20, %(starts)s, 'in_person',
        %(group)s, %(resources)s, 'follow-up', 'adult', %(patient)s, 1, false, %(state)s, true, now(), %(version)s)
"""
_LAYOUT = """{"stretches": [], "pieces": [{"begin": 600, "end": 620, "kind": "group", "places": 2}]}"""
_PLACES = f"""[{{"id": "{GROUP}", "begin": 600, "until": null}}]"""

Connection = psycopg.Connection[tuple[Any, ...]]


def starts(begin: int) -> str:
    """A moment of the day, as the service would write it."""
    return f"{DAY}T{begin // 60:02d}:{begin % 60:02d}:00+00:00"


def lay_out(connection: Connection) -> None:
    """Ada's day with two appointments, an ultrasound, a place in a group and one that was cancelled."""
    booked = mask_of(540, 560) | mask_of(560, 580) | mask_of(660, 680)
    day(connection, "ada", booked)
    day(connection, "ultrasound/1", mask_of(660, 680), layout='{"stretches": [], "pieces": []}', places="[]")
    book(connection, ONE, 540)
    book(connection, TWO, 560, patient="p-1")
    book(connection, SCAN, 660, resources=["ultrasound/1"])
    book(connection, GROUP, 600, group=True)
    book(connection, GONE, 540, state="cancelled", version=2)


def day(connection: Connection, holder: str, booked: int, *, layout: str = _LAYOUT, places: str = _PLACES) -> None:
    """A holder's day, all of it bookable."""
    masks = (bits_of(mask_of(480, 720)), bits_of(booked))
    connection.execute(_DAY, [PRACTICE, holder, DAY, layout, *masks, places])


def book(connection: Connection, id_: str, begin: int, **stated: Any) -> None:
    """An appointment of twenty minutes with ada."""
    usual = {"practitioner": "ada", "group": False, "resources": [], "patient": None, "state": "booked", "version": 1}
    moment = {"day": DAY, "begin": begin, "starts": starts(begin)}
    connection.execute(_APPOINTMENT, {"practice": PRACTICE, "id": id_} | moment | usual | stated)


def place(begin: int, **stated: Any) -> Place:
    """Twenty minutes with ada."""
    return Place("ada", starts(begin), 20, **stated)


def booked(id_: str, begin: int, since: float = 1.0, client: str = "c0-0", **stated: Any) -> Line:
    """A client was told that it has an appointment."""
    return Line(client, "book", since, since + 0.1, 201, id=id_, place=place(begin, **stated), version=1)


def cancelled(id_: str, at: float, client: str = "c0-0") -> Line:
    """A client was told that its appointment is cancelled."""
    return Line(client, "cancel", at, at + 0.1, 200, id=id_)


def refused(rule: str = "time_taken", status: int = 409) -> Line:
    """A client was told that it has none."""
    return Line("c0-1", "book", 2.0, 2.1, status, rule=rule)


def all_told() -> list[Line]:
    """What the clients of `lay_out` were told."""
    return [
        booked(GONE, 540, since=0.0),
        cancelled(GONE, 0.5),
        booked(ONE, 540),
        booked(TWO, 560),
        booked(SCAN, 660, resources=("ultrasound/1",)),
        booked(GROUP, 600, group=True),
        refused(),
    ]
