"""The rota and the agendas of the group by rule: who works when for as many weeks as wanted, and what that opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from benchmarks.booking.group import (
    CUTS,
    PATTERNS,
    PRACTICE,
    Size,
    doctor_name,
    home_of,
    practice_of,
    site_name,
)
from scheduler.agenda.papers import AgendaPaper
from scheduler.calendar import DAYS_IN_WEEK, parse_clock, show_clock
from scheduler.practice import Practice
from scheduler.rota.papers import RotaPaper

WORKING_DAYS = 5
WEEKS_BETWEEN_LEAVES = 10
ACUTE_MINUTES = 15
SLOTS_KEPT = 2
"""Acute slots that a site keeps back on a day, for each doctor there."""


@dataclass(frozen=True)
class Year:
    """A practice with its rota and agendas, as files hold them; `size` says for how long."""

    size: Size
    first_day: date
    practice: Practice
    rota: RotaPaper
    agenda: AgendaPaper

    @property
    def last_day(self) -> date:
        """Its last date."""
        return self.first_day + timedelta(days=DAYS_IN_WEEK * self.size.weeks - 1)


@dataclass(frozen=True, slots=True)
class Worked:
    """One session of a doctor by its template."""

    doctor: int
    day: date
    template: str


def year_of(size: Size, first_day: date) -> Year:
    """The group's agendas from a Monday on; every one takes its turns, a day off a week and leave every ten weeks."""
    practice = practice_of(size)
    sessions = list(_sessions(size, first_day, practice))
    frame = {"practice": PRACTICE, "from": first_day, "weeks": size.weeks}
    rota = RotaPaper.model_validate(frame | {"sessions": [_planned(one, size) for one in sessions]})
    agendas = [_planned(one, size) | {"blocks": list(blocks_of(one))} for one in sessions]
    reserve = list(_reserve(size, sessions))
    agenda = frame | {"acute_minutes": ACUTE_MINUTES, "agendas": agendas, "reserve": reserve}
    return Year(size, first_day, practice, rota, AgendaPaper.model_validate(agenda))


def _sessions(size: Size, first_day: date, practice: Practice) -> Iterator[Worked]:
    for number in range(DAYS_IN_WEEK * size.weeks):
        day = first_day + timedelta(days=number)
        if day.weekday() < WORKING_DAYS and practice.public_holidays.name_of(day) is None:
            for doctor in range(size.people):
                if _works(doctor, number):
                    pattern = PATTERNS[(doctor + number) % len(PATTERNS)]
                    yield from (Worked(doctor, day, template) for template in pattern)


def _works(doctor: int, number: int) -> bool:
    week, weekday = divmod(number, DAYS_IN_WEEK)
    return weekday != doctor % WORKING_DAYS and (week + 7 * doctor) % WEEKS_BETWEEN_LEAVES != WEEKS_BETWEEN_LEAVES - 1


def _planned(one: Worked, size: Size) -> dict[str, Any]:
    site = site_name(home_of(one.doctor, size))
    return {"practitioner": doctor_name(one.doctor), "date": one.day, "template": one.template, "site": site}


def blocks_of(one: Worked) -> Iterator[dict[str, Any]]:
    """The blocks of a session in order of time, those of every second doctor the other way round."""
    begin, _, cut = CUTS[one.template]
    at = parse_clock(begin)
    for kind, minutes in cut if one.doctor % 2 else reversed(cut):
        yield {"from": show_clock(at), "to": show_clock(at + minutes), "kind": kind}
        at += minutes


def _reserve(size: Size, sessions: list[Worked]) -> Iterator[dict[str, Any]]:
    """What each site keeps back on each day, half of it until the evening before."""
    there: dict[tuple[int, date], set[int]] = {}
    for one in sessions:
        there.setdefault((home_of(one.doctor, size), one.day), set()).add(one.doctor)
    for (site, day), doctors in there.items():
        slots = SLOTS_KEPT * len(doctors)
        yield {
            "site": site_name(site),
            "date": day,
            "expected": slots,
            "sd": 3,
            "wanted": slots,
            "slots": slots,
            "minutes": slots * ACUTE_MINUTES,
            "turned_away": 0.05,
            "unused": 2,
            "release": [{"slots": slots}, {"days_before": 1, "at": "18:00", "slots": slots // 2}],
        }
