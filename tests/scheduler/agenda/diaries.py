"""Small practices with lists and motives, their rotas in words, and the diaries and agenda problems they give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from scheduler.agenda.build.diary import Diary
from scheduler.agenda.build.problem import build_agenda_problem, build_diary
from scheduler.agenda.problem import AgendaProblem, Need
from scheduler.learned import DayPart, Learned
from scheduler.practice import Practice
from scheduler.rota.build import build_problem
from scheduler.rota.problem import Assignment, RotaProblem
from scheduler.rota.rota import Rota
from tests.notation import days
from tests.practices import Section, a_doctor, a_practice, a_site, a_template

MONDAY = date(2026, 11, 2)
LONG_BEFORE = date(2026, 1, 5)
YEAR = 365.25 / 7
"""Weeks in a year."""

MOTIVES: list[Section] = [
    {"id": "urgent", "name": "Urgent", "acute": True},
    {"id": "follow-up", "name": "Follow-up"},
    {"id": "yearly", "name": "Yearly", "review": True},
    {"id": "call", "name": "Call", "acute": True, "channel": "tele"},
    {"id": "home", "name": "Home", "channel": "visit", "travel_minutes": 20},
    {"id": "sugar", "name": "Sugar", "channel": "group", "places": 8},
]
LENGTHS: list[Section] = [
    {"motive": "urgent", "minutes": 15},
    {"motive": "follow-up", "minutes": 20},
    {"motive": "yearly", "minutes": 40},
    {"motive": "call", "minutes": 10},
    {"motive": "home", "minutes": 30},
    {"motive": "sugar", "minutes": 60},
]


def contacts(**per_year: float) -> list[Section]:
    """How often every patient comes with a motive; `follow_up` for "follow-up"."""
    return [{"motive": name.replace("_", "-"), "per_year": rate} for name, rate in per_year.items()]


def patients(**of: int) -> list[Section]:
    """Adults on the lists of practitioners."""
    return [{"practitioner": name, "category": "adult", "patients": number} for name, number in of.items()]


def a_group(**stated: Any) -> Practice:
    """A site open from 07:00 to 21:00 every day but Sunday, two doctors of whom one has a list, six motives."""
    working: dict[str, Any] = {
        "sites": [a_site(hours={"mon-sat": "07:00-21:00", "holiday": "09:00-13:00"})],
        "templates": [
            a_template("morning", days="mon-sat, holiday"),
            a_template("afternoon", start="14:00", end="18:00"),
            a_template("desk", kind="desk", start="14:00", end="16:00"),
            a_template("rounds", kind="visits", start="14:00", end="18:00"),
        ],
        "practitioners": [a_doctor("ada"), a_doctor("ben")],
        "cover": [],
        "categories": [{"id": "adult", "name": "Adult"}],
        "lists": patients(ada=1000),
        "motives": MOTIVES,
        "lengths": LENGTHS,
        "contacts": contacts(urgent=1.0, follow_up=2.0, yearly=1.0),
    }
    return a_practice(**working | stated)


def a_diary(
    *sessions: str, first_day: date = MONDAY, weeks: int = 1, learned: Learned | None = None, **sections: Any
) -> Diary:
    """The diary of "ada mon-fri morning", "ben sat,mon2 rounds" and so on, at Nation unless a site is named last."""
    practice = a_group(**sections)
    problem = build_problem(practice, first_day, weeks, today=LONG_BEFORE)
    return build_diary(practice, problem, a_rota(problem, *sessions), learned)


def a_rota(problem: RotaProblem, *sessions: str) -> Rota:
    """The rota of sessions in words."""
    return Rota.of(_assignments(problem, sessions))


def _assignments(problem: RotaProblem, sessions: tuple[str, ...]) -> Iterator[Assignment]:
    people, templates = [one.key for one in problem.people], [one.key for one in problem.templates]
    for words in sessions:
        person, when, template, *site = words.split()
        key = f"{template}@{(*site, 'nation')[0]}"
        for day in days(when):
            yield Assignment(people.index(person), day, templates.index(key))


def an_asked_problem(
    *sessions: str, reserved: Mapping[tuple[int, int], Mapping[DayPart, int]] | None = None, **stated: Any
) -> AgendaProblem:
    """The agenda problem of a rota in words, nothing kept for acute patients unless said."""
    return build_agenda_problem(a_diary(*sessions, **stated), reserved or {})


def needs_of(problem: AgendaProblem, rule: str) -> list[Need]:
    """The needs of a rule."""
    return [need for need in problem.needs if need.rule == rule]


def learned_figures(**stated: Any) -> Learned:
    """What was learned from a history of the practice."""
    working: dict[str, Any] = {"practice": "the-practice", "history": {"rows": 1000, "used": 1000}}
    return Learned.model_validate(working | stated)


def a_learned_length(motive: str, slot: int, **stated: Any) -> Section:
    """A line of what a motive takes."""
    mean = float(slot)
    return {"motive": motive, "cases": 100, "mean": mean, "sd": 5.0, "low": mean, "high": mean, "slot": slot, **stated}
