"""A small practice that is open for booking, with working defaults: a test states only what matters.

Two sites, nation and bastille; ada and ben work at nation, chloe at bastille; one ultrasound device at nation. It is
07:00 on a Monday (`NOW`). Days are written in one line: "09:00 acute 10:00 open 12:00", a group "group/workshop*3",
another site "open@bastille", and "away" for no block at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from scheduler.agenda.problem import BlockKind
from scheduler.booking.appointments import Appointment, Hold, Slot, Waiting
from scheduler.booking.days import AgendaDay, Diary, FutureVisit, Patient, Piece, Published, Stretch, Taken, TakenDays
from scheduler.booking.request import Order, SlotRequest
from scheduler.booking.store import Publication
from scheduler.booking.times import instant
from scheduler.motives import Channel
from scheduler.practice import Practice
from scheduler.zones import zone_of
from tests.builders import A_MONDAY, clock
from tests.practices import Section, a_doctor, a_practice, a_site

THE_PRACTICE = "the-practice"
AWAY = "away"
_LOOK = re.compile(r"(?P<kind>[a-z]+)(/(?P<motive>[a-z-]+))?(\*(?P<places>\d+))?(@(?P<site>[a-z]+))?")

MOTIVES: tuple[Section, ...] = (
    {"id": "acute", "name": "Acute problem", "acute": True, "within_days": 0},
    {"id": "follow-up", "name": "Consultation", "within_days": 7},
    {"id": "scan", "name": "Ultrasound", "within_days": 14},
    {"id": "annual-review", "name": "Annual review", "review": True, "within_days": 60},
    {"id": "tele", "name": "Teleconsultation", "acute": True, "channel": "tele", "within_days": 0},
    {"id": "visit", "name": "Home visit", "channel": "visit", "within_days": 7, "travel_minutes": 20},
    {"id": "workshop", "name": "Workshop", "channel": "group", "places": 3},
)
LENGTHS: tuple[Section, ...] = (
    {"motive": "acute", "minutes": 15},
    {"motive": "follow-up", "minutes": 20},
    {"motive": "follow-up", "category": "chronic", "minutes": 25},
    {"motive": "scan", "minutes": 30},
    {"motive": "annual-review", "minutes": 40},
    {"motive": "tele", "minutes": 10},
    {"motive": "visit", "minutes": 20},
    {"motive": "workshop", "minutes": 60},
)
ULTRASOUND: Section = {"id": "ultrasound", "site": "nation", "motives": ["scan"]}


def a_practice_with_booking(booking: Section | None = None, **changes: Any) -> Practice:
    """The practice; `booking` adds to its policy, other sections are replaced as in `a_practice`."""
    working: Section = {
        "sites": [a_site("nation"), a_site("bastille")],
        "practitioners": [a_doctor("ada"), a_doctor("ben"), a_doctor("chloe", home_site="bastille")],
        "categories": [{"id": "chronic", "name": "Chronic", "conditions": 1}, {"id": "adult", "name": "Adult"}],
        "motives": list(MOTIVES),
        "lengths": list(LENGTHS),
        "booking": {"shared": [ULTRASOUND], **(booking or {})},
    }
    return a_practice(**working | changes)


PRACTICE = a_practice_with_booking()
"""The practice as it is when nothing is stated."""


def at(time: str, day: date = A_MONDAY, practice: Practice = PRACTICE) -> datetime:
    """The moment (UTC) of a clock time "HH:MM" of the practice."""
    return instant(zone_of(practice.practice), day, clock(time))


NOW = at("07:00")
"""Monday at seven, before anybody works."""


def an_id(number: int) -> UUID:
    """An id by its number."""
    return UUID(int=number)


def some_ids(first: int, count: int) -> tuple[UUID, ...]:
    """Ids in a row."""
    return tuple(an_id(first + number) for number in range(count))


def a_day(number: int) -> date:
    """So many days after the first Monday."""
    return A_MONDAY + timedelta(days=number)


def an_agenda_day(
    line: str = "09:00 open 12:00", holder: str = "ada", day: date = A_MONDAY, site: str = "nation", **stated: Any
) -> AgendaDay:
    """The day of a practitioner from one line; a stretch lasts as long as site and presence do. `room` of all."""
    room = stated.pop("room", None)
    cut = [(begin, end, _look(word, site)) for begin, end, word in _stations(line)]
    present = [(begin, end, look) for begin, end, look in cut if look["kind"] != AWAY]
    working: dict[str, Any] = {
        "generation": 1,
        "stretches": tuple(_stretches(present, room)),
        "pieces": tuple(_piece(begin, end, look) for begin, end, look in present),
    }
    return AgendaDay(holder, day, **working | stated)


def _stations(line: str) -> Iterator[tuple[int, int, str]]:
    words = line.split()
    if len(words) % 2 == 0:
        raise ValueError(f"not times with kinds between them: {line}")
    for (begin, end), kind in zip(pairwise(words[::2]), words[1::2], strict=True):
        yield clock(begin), clock(end), kind


def _look(word: str, site: str) -> dict[str, Any]:
    found = _LOOK.fullmatch(word)
    if not found:
        raise ValueError(f"not a kind of block: {word}")
    return found.groupdict() | {"site": found["site"] or site}


def _piece(begin: int, end: int, look: dict[str, Any]) -> Piece:
    places = int(look["places"]) if look["places"] else None
    return Piece(begin, end, BlockKind(look["kind"]), look["motive"], places)


def _stretches(present: Sequence[tuple[int, int, dict[str, Any]]], room: str | None) -> Iterator[Stretch]:
    begun: Stretch | None = None
    for begin, end, look in present:
        if begun and (begun.end, begun.site) == (begin, look["site"]):
            begun = Stretch(begun.site, begun.begin, end, room)
            continue
        if begun:
            yield begun
        begun = Stretch(look["site"], begin, end, room)
    if begun:
        yield begun


def a_unit_day(
    unit: str = "ultrasound/1", day: date = A_MONDAY, site: str = "nation", generation: int = 1
) -> AgendaDay:
    """A unit of a shared resource, open all day long."""
    whole = (Stretch(site, 0, 1440),), (Piece(0, 1440, BlockKind.OPEN),)
    return AgendaDay(unit, day, generation, *whole)


def unit_days(practice: Practice, days: Iterable[AgendaDay]) -> tuple[AgendaDay, ...]:
    """The units of all shared resources of a practice, on every date of some days."""
    return tuple(
        a_unit_day(f"{shared.id}/{number + 1}", day, shared.site)
        for shared in practice.booking.shared
        for number in range(shared.count)
        for day in sorted({one.day for one in days})
    )


def a_published(practice: Practice = PRACTICE, **stated: Any) -> Published:
    """Published once, for the week of the first Monday."""
    working: dict[str, Any] = {"generation": 1, "first_day": A_MONDAY, "last_day": a_day(6)}
    return Published(practice, **working | stated)


def a_diary(*days: AgendaDay, practice: Practice = PRACTICE, **stated: Any) -> Diary:
    """The picture of a practice in which ada is there on Monday from 9 to 12, unless days are given; nothing is taken.

    `taken`: what is taken, by (holder, date); `patients`: known ones; `visits`: by pseudonym. Units of shared
    resources are there on the same dates. `published` states more of the publication.
    """
    days = days or (an_agenda_day(),)
    published = a_published(practice, **stated.pop("published", {}))
    patients = {one.pseudonym: one for one in stated.pop("patients", ())}
    all_days = {(one.holder, one.day): one for one in (*unit_days(practice, days), *days)}
    taken = TakenDays(stated.pop("taken", {}))
    return Diary(published, all_days, taken, patients=patients, **stated)


def a_publication(*days: AgendaDay, practice: Practice = PRACTICE, **stated: Any) -> Publication:
    """Opens the week of the first Monday, or `first` to `last`, with those days (ada from 9 to 12 if none is given)."""
    days = days or (an_agenda_day(),)
    period = {"first": stated.pop("first", A_MONDAY), "last": stated.pop("last", a_day(6))}
    units = stated.pop("units", unit_days(practice, days))
    return Publication(Published(practice, **stated), days=(*units, *days), **period)


def taken(*times: str, version: int = 1) -> Taken:
    """A day of which stretches "09:00-09:20" are booked."""
    spans = [time.split("-") for time in times]
    mask = sum(a_slot(begin, clock(end) - clock(begin)).mask for begin, end in spans)
    return Taken(version, mask)


def a_patient(pseudonym: str = "p-1", **stated: Any) -> Patient:
    """An adult of ada's list, enrolled since long ago."""
    working: dict[str, Any] = {"category": "adult", "own_doctor": "ada", "enrolled_from": date(2020, 1, 1)}
    return Patient(pseudonym, **working | stated)


def a_visit(time: str = "09:00", motive: str = "follow-up", day: date = A_MONDAY, number: int = 900) -> FutureVisit:
    """A booked appointment of twenty minutes, as rules about patients see it."""
    starts = at(time, day)
    return FutureVisit(an_id(number), motive, starts, starts + timedelta(minutes=20))


def a_slot(time: str = "09:00", minutes: int = 20, practitioner: str = "ada", **stated: Any) -> Slot:
    """Twenty minutes in person with ada at nation, on Monday."""
    day = stated.pop("day", A_MONDAY)
    working: dict[str, Any] = {"site": "nation", "channel": Channel.IN_PERSON, "taken_minutes": minutes}
    moment = {"day": day, "begin": clock(time), "minutes": minutes, "starts": at(time, day)}
    return Slot(**working | moment | stated, practitioner=practitioner)


def a_hold(slot: Slot | None = None, number: int = 1, minutes: int = 5, **stated: Any) -> Hold:
    """A hold of five minutes from `NOW`, of an adult's follow-up."""
    working: dict[str, Any] = {
        "practice": THE_PRACTICE,
        "motive": "follow-up",
        "category": "adult",
        "until": NOW + timedelta(minutes=minutes),
        "generation": 1,
    }
    return Hold(**working | stated, id=an_id(number), slot=slot or a_slot())


def an_appointment(slot: Slot | None = None, number: int = 1, **stated: Any) -> Appointment:
    """An adult's follow-up that nobody in particular booked at `NOW`."""
    working: dict[str, Any] = {
        "practice": THE_PRACTICE,
        "motive": "follow-up",
        "category": "adult",
        "booked_at": NOW,
        "generation": 1,
    }
    return Appointment(**working | stated, id=an_id(number), slot=slot or a_slot())


def a_waiting(number: int = 1, **stated: Any) -> Waiting:
    """A known patient who waits for a follow-up in the first week."""
    working: dict[str, Any] = {
        "practice": THE_PRACTICE,
        "patient": "p-1",
        "category": "adult",
        "motive": "follow-up",
        "from_day": A_MONDAY,
        "to_day": a_day(6),
        "asked_at": NOW,
    }
    return Waiting(**working | stated, id=an_id(number))


def an_order(time: str = "09:00", practitioner: str = "ada", day: date = A_MONDAY, **stated: Any) -> Order:
    """An adult's follow-up with ada on Monday."""
    working: dict[str, Any] = {"motive": "follow-up", "category": "adult"}
    return Order(practitioner, **{"starts": at(time, day)} | working | stated)


def a_request(motive: str = "follow-up", **stated: Any) -> SlotRequest:
    """An adult looks for a follow-up."""
    return SlotRequest(**{"category": "adult"} | stated, motive=motive)
