"""Rotas and agendas of the small practice, in one line a session: "ada mon morning" or "ada mon morning@bastille"."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from scheduler.agenda.papers import AgendaPaper
from scheduler.booking.days import AgendaDay, Stretch
from scheduler.booking.publishing import publication_of
from scheduler.calendar import WEEKDAYS
from scheduler.practice import Practice
from scheduler.rota.papers import RotaPaper
from tests.booking import PRACTICE
from tests.builders import A_MONDAY

HOURS = {"morning": ("09:00", "13:00"), "afternoon": ("14:00", "18:00")}
Blocks = dict[str, str]
"""Blocks of a session "09:00 open 13:00" in place of open time."""


def a_date(word: str) -> date:
    """ "mon" of the first week, or "mon+1" of the second."""
    name, _, weeks = word.partition("+")
    return A_MONDAY + timedelta(days=7 * int(weeks or 0) + WEEKDAYS.index(name))  # type: ignore[arg-type]


def a_session(line: str) -> dict[str, str]:
    """A planned session."""
    practitioner, day, where = line.split()
    template, _, site = where.partition("@")
    return {"practitioner": practitioner, "date": str(a_date(day)), "template": template, "site": site or "nation"}


def a_rota(*lines: str, **stated: Any) -> RotaPaper:
    """A rota of one week from the first Monday."""
    working = {
        "practice": "the-practice",
        "from": str(A_MONDAY),
        "weeks": 1,
        "sessions": [a_session(one) for one in lines],
    }
    return RotaPaper.model_validate(working | stated)


def an_agenda(*lines: str, blocks: Blocks | None = None, **stated: Any) -> AgendaPaper:
    """The agendas of sessions, all open but for those whose blocks are given by their line."""
    working = {"practice": "the-practice", "from": str(A_MONDAY), "weeks": 1, "acute_minutes": 15}
    agendas = [a_session(line) | {"blocks": _blocks(line, (blocks or {}).get(line))} for line in lines]
    return AgendaPaper.model_validate(working | {"agendas": agendas} | stated)


def _blocks(line: str, told: str | None) -> list[dict[str, Any]]:
    begin, end = HOURS[a_session(line)["template"]]
    words = (told or f"{begin} open {end}").split()
    cut = zip(pairwise(words[::2]), words[1::2], strict=True)
    return [{"from": begin, "to": end, **_kind(kind)} for (begin, end), kind in cut]


def _kind(word: str) -> dict[str, Any]:
    """ "group/workshop*3" is a group with its motive and places."""
    kind, _, rest = word.partition("/")
    motive, _, places = rest.partition("*")
    return {"kind": kind, "motive": motive or None, "places": int(places) if places else None}


def published(*lines: str, practice: Practice = PRACTICE, **stated: Any) -> dict[tuple[str, date], AgendaDay]:
    """The days of a rota from the Monday `first` on with open agendas, by holder and date.

    `blocks` and `published` as elsewhere.
    """
    begin = {"from": str(stated.pop("first", A_MONDAY))}
    agenda = an_agenda(*lines, blocks=stated.pop("blocks", None), **begin)
    found = publication_of(practice, a_rota(*lines, **begin), agenda, **stated)
    return {(one.holder, one.day): one for one in found.days}


def stretches_of(practitioner: str, day: str, days: dict[tuple[str, date], AgendaDay]) -> tuple[Stretch, ...]:
    """The sessions of somebody's day."""
    return days[practitioner, a_date(day)].stretches


def rooms_of_day(days: dict[tuple[str, date], AgendaDay], day: str) -> dict[str, list[str | None]]:
    """The rooms of everybody's sessions of a date, in order of time."""
    on = a_date(day)
    return {holder: [s.room for s in one.stretches] for (holder, date_), one in days.items() if date_ == on}
