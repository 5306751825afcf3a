"""The Monday on which the small periods of these tests begin, and the problem of a small practice from then on."""

from __future__ import annotations

from datetime import date
from typing import Any

from scheduler.rota.build import build_problem
from scheduler.rota.papers import Ledger, RotaPaper
from scheduler.rota.problem import RotaProblem
from tests.practices import a_practice

MONDAY = date(2026, 11, 2)
CHRISTMAS_MONDAY = date(2026, 12, 21)
LONG_BEFORE = date(2026, 1, 5)


def a_problem(
    *,
    first_day: date = MONDAY,
    weeks: int = 1,
    today: date = LONG_BEFORE,
    previous: RotaPaper | None = None,
    ledger: Ledger | None = None,
    **sections: Any,
) -> RotaProblem:
    """The problem of a small practice in an ordinary week; sections of the file as in `a_practice`."""
    return build_problem(a_practice(**sections), first_day, weeks, today=today, previous=previous, ledger=ledger)


def a_paper(
    *sessions: tuple[str, date, str], first_day: date = MONDAY, weeks: int = 1, pinned: bool = False
) -> RotaPaper:
    """A rota of (practitioner, date, template) sessions at Nation."""
    held = [
        {"practitioner": who, "date": on, "template": template, "site": "nation", "pinned": pinned}
        for who, on, template in sessions
    ]
    return RotaPaper.model_validate({"practice": "the-practice", "from": first_day, "weeks": weeks, "sessions": held})


def keys(problem: RotaProblem, templates: frozenset[int]) -> set[str]:
    """The keys of some templates."""
    return {problem.templates[number].key for number in templates}
