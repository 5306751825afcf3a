"""Small rota problems with working defaults: a test states only what matters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from scheduler.rota.problem import (
    DAYS_IN_WEEK,
    Assignment,
    Cover,
    Limits,
    Person,
    RotaProblem,
    RuleSetting,
    Template,
)
from scheduler.rota.rota import Rota
from scheduler.rota.rules import CARDS, SOFT_RULES

A_MONDAY = date(2026, 1, 5)
EVERY_TEMPLATE = frozenset({-1})  # `a_problem` puts all its templates in its place
_LIMITS = frozenset(limit.name for limit in fields(Limits))


def clock(text: str) -> int:
    """Minutes since midnight from "HH:MM"."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def span(text: str) -> tuple[int, int]:
    """[from, to) in minutes from "HH:MM-HH:MM"."""
    begin, end = text.split("-")
    return clock(begin), clock(end)


def a_template(hours: str = "08:00-12:00", pause: str | None = None, **stated: Any) -> Template:
    """A consulting session at site 0; `pause` is its unpaid break as "HH:MM-HH:MM"."""
    start, end = span(hours)
    from_, to = span(pause) if pause else (0, 0)
    working: dict[str, Any] = {"key": hours, "site": 0, "kind": "consulting"}
    return Template(**working | stated, start=start, end=end, break_start=from_, break_minutes=to - from_)


def a_person(key: str = "ada", **stated: Any) -> Person:
    """A GP who may work every template under no limits; fields of `Person` and of its `Limits` may be stated alike."""
    limits = Limits(**{name: value for name, value in stated.items() if name in _LIMITS})
    working: dict[str, Any] = {"profession": "gp", "eligible": EVERY_TEMPLATE, "limits": limits}
    return Person(key=key, **working | {name: value for name, value in stated.items() if name not in _LIMITS})


def people(count: int, **stated: Any) -> tuple[Person, ...]:
    """Several people who differ by name only."""
    return tuple(a_person(f"person {number}", **stated) for number in range(count))


def a_cover(day: int = 0, least: int = 1, **stated: Any) -> Cover:
    """A need for one of the persons 0 and 1 in template 0, a unit each."""
    working: dict[str, Any] = {"key": "need", "people": frozenset({0, 1}), "templates": frozenset({0})}
    return Cover(**working | stated, day=day, least=least)


def a_problem(
    templates: Sequence[Template] = (a_template(),),
    people: Sequence[Person] = (a_person(),),
    weeks: int = 1,
    **stated: Any,
) -> RotaProblem:
    """One week in which everybody may work everything every day and no soft rule is set."""
    everything = frozenset(range(len(templates)))
    working: dict[str, Any] = {
        "practice": "practice",
        "first_day": A_MONDAY,
        "sites": tuple(f"site {number}" for number in range(1 + max((t.site for t in templates), default=0))),
        "offered": (everything,) * (weeks * DAYS_IN_WEEK),
    }
    staff = (replace(one, eligible=everything) if one.eligible is EVERY_TEMPLATE else one for one in people)
    return RotaProblem(**working | stated, templates=tuple(templates), people=tuple(staff), weeks=weeks)


def assignments(items: Iterable[tuple[int, int, int]]) -> frozenset[Assignment]:
    """Assignments from (person, day, template)."""
    return frozenset(Assignment(*item) for item in items)


def a_rota(*items: tuple[int, int, int]) -> Rota:
    """A rota of (person, day, template)."""
    return Rota(assignments(items))


def soft(*rules: str, weight: int | None = None) -> dict[str, RuleSetting]:
    """The settings of those soft rules (all, if none is named), with their cards' weights unless one is given."""
    cards = (CARDS[rule] for rule in rules or SOFT_RULES)
    return {card.name: RuleSetting(card.weight if weight is None else weight, card.tier) for card in cards}
