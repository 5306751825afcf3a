"""A small practice with few starts that many want: three doctors, four days, one ultrasound device, a group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from scheduler.agenda.papers import AgendaPaper
from scheduler.calendar import parse_clock
from scheduler.practice import Practice
from scheduler.rota.papers import RotaPaper

PRACTICE = "hot-practice"
DOCTORS = ("ada", "ben", "chloe")
SITE, TEMPLATE = "nation", "session"
BEGIN, END = "09:00", "12:00"
PLANNED, SCAN, WORKSHOP = "follow-up", "scan", "workshop"
CATEGORY = "adult"
BLOCKS = (
    ("09:00", "10:00", "open"),
    ("10:00", "10:30", "group"),
    ("10:30", "11:00", "open"),
    ("11:00", "12:00", "desk"),
)
PLACES = 3
LENGTHS = {PLANNED: 20, SCAN: 30, WORKSHOP: 30}
FIRST_AHEAD, DAYS = 2, 4
"""The first open day is the day after tomorrow, so that no start is over before the study is."""
WEEKS = 2
"""From this Monday on, so that the open days lie in them whatever weekday today is."""
PER_STEP = 10


@dataclass(frozen=True)
class Start:
    """Something to ask for: with whom, when (by the practice's clocks) and why."""

    practitioner: str
    day: date
    minute: int
    motive: str


@dataclass(frozen=True)
class Hot:
    """The practice, its rota and its agendas; `days` are those that are open."""

    practice: Practice
    rota: RotaPaper
    agenda: AgendaPaper
    days: tuple[date, ...]


def hot_practice(today: date) -> Hot:
    """The practice with its agenda of four days soon after today."""
    monday = today - timedelta(days=today.weekday())
    days = tuple(today + timedelta(days=FIRST_AHEAD + number) for number in range(DAYS))
    sessions = [
        {"practitioner": doctor, "date": str(day), "template": TEMPLATE, "site": SITE}
        for day in days
        for doctor in DOCTORS
    ]
    frame: dict[str, Any] = {"version": 1, "practice": PRACTICE, "from": str(monday), "weeks": WEEKS}
    rota = frame | {"sessions": sessions}
    agenda = frame | {"acute_minutes": 15, "agendas": [one | {"blocks": _blocks()} for one in sessions]}
    return Hot(
        Practice.model_validate(_document()), RotaPaper.model_validate(rota), AgendaPaper.model_validate(agenda), days
    )


def _blocks() -> list[dict[str, Any]]:
    group = {"motive": WORKSHOP, "places": PLACES}
    return [
        {"from": begin, "to": end, "kind": kind} | (group if kind == "group" else {}) for begin, end, kind in BLOCKS
    ]


def _document() -> dict[str, Any]:
    return {
        "version": 1,
        "practice": {"id": PRACTICE, "name": "Hot practice"},
        "sites": [
            {
                "id": SITE,
                "name": SITE,
                "rooms": {"consulting": len(DOCTORS)},
                "hours": {"mon-sun": _HOURS, "holiday": _HOURS},
            }
        ],
        "templates": [_template()],
        "contracts": {"full": {"status": "salaried", "minutes_per_week": 2100}},
        "practitioners": [
            {"id": one, "name": one, "profession": "gp", "contract": "full", "home_site": SITE} for one in DOCTORS
        ],
        "categories": [{"id": CATEGORY, "name": "Adult"}],
        "motives": [
            {"id": PLANNED, "name": "Consultation", "within_days": 7},
            {"id": SCAN, "name": "Ultrasound", "within_days": 14},
            {"id": WORKSHOP, "name": "Workshop", "channel": "group", "places": PLACES, "professions": ["gp"]},
        ],
        "lengths": [{"motive": motive, "minutes": minutes} for motive, minutes in LENGTHS.items()],
        "booking": {
            "enrolled_first": 1,
            "shared": [{"id": "ultrasound", "site": SITE, "motives": [SCAN]}],
        },
    }


_HOURS = "08:00-20:00"


def _template() -> dict[str, Any]:
    days = "mon-sun, holiday"
    return {
        "id": TEMPLATE,
        "name": "Session",
        "start": BEGIN,
        "end": END,
        "days": days,
        "professions": ["gp"],
        "room": "consulting",
    }


def starts_of(hot: Hot) -> Iterator[Start]:
    """Every start that a client may ask for: in open time every ten minutes, free or not, and the groups."""
    for day in hot.days:
        for doctor in DOCTORS:
            for begin, end, kind in BLOCKS:
                yield from _in_block(doctor, day, parse_clock(begin), parse_clock(end), kind)


def _in_block(doctor: str, day: date, begin: int, end: int, kind: str) -> Iterator[Start]:
    if kind == "group":
        yield Start(doctor, day, begin, WORKSHOP)
    for motive in (PLANNED, SCAN) if kind == "open" else ():
        for minute in range(begin, end - LENGTHS[motive] + 1, PER_STEP):
            yield Start(doctor, day, minute, motive)
