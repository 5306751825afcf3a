"""The usual week and the presence of doctors for their own list."""

from __future__ import annotations

from dataclasses import replace
from math import floor

from scheduler.calendar import DAYS_IN_WEEK, WEEKDAYS
from scheduler.rota.build.contract import absent_halves, present_shares
from scheduler.rota.build.frame import Frame
from scheduler.rota.problem import Person, Presence, RotaProblem
from scheduler.sessions import SessionKind
from scheduler.staff import OwnListPresence

WORKING_WEEK = WEEKDAYS[:5]


def with_habits(frame: Frame, bare: RotaProblem) -> tuple[Person, ...]:
    """The people with their usual week and own-list presence, on the days they could work."""
    owners = {line.practitioner for line in frame.practice.lists if line.patients}
    return tuple(_with_habits(frame, bare, number, owners) for number in range(len(bare.people)))


def _with_habits(frame: Frame, bare: RotaProblem, number: int, owners: set[str]) -> Person:
    person = replace(bare.people[number], usual=_usual(frame, bare, number))
    wanted = frame.contracts[number].presence
    if wanted is None or person.key not in owners or person.home_site is None:
        return person
    available = _available(bare, number)
    return replace(
        person,
        presence=_presence(frame, number, wanted, available, person.home_site),
        presence_gap=wanted.most_days_apart,
        presence_days=available if wanted.most_days_apart else (),
    )


def _usual(frame: Frame, bare: RotaProblem, number: int) -> tuple[tuple[int, bool], ...]:
    usual = frame.practice.practitioners[number].usual_days
    if usual is None:
        return ()
    return tuple(
        (day, kind in usual)
        for day, kind in enumerate(frame.kinds)
        if kind in WORKING_WEEK and bare.candidates(number, day)
    )


def _available(bare: RotaProblem, number: int) -> tuple[int, ...]:
    home = bare.people[number].home_site
    consulting = {n for n, t in enumerate(bare.templates) if t.site == home and t.kind == SessionKind.CONSULTING}
    return tuple(day for day in range(bare.days) if not consulting.isdisjoint(bare.candidates(number, day)))


def _presence(
    frame: Frame, number: int, wanted: OwnListPresence, available: tuple[int, ...], home: int
) -> tuple[Presence, ...]:
    """Days asked for in each week: fewer in a week of absences, never more than the days there are."""
    shares = present_shares(frame, number, absent_halves(frame, number))
    found = []
    for week, share in enumerate(shares):
        days = tuple(day for day in available if day // DAYS_IN_WEEK == week)
        asked = min(floor(wanted.days_per_week * share), len(days))
        if asked:
            found.append(Presence(week, home, asked, days))
    return tuple(found)
