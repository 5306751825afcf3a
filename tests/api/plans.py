"""Plans without a search: a quick rota that covers what it can, with its audit, in place of a solver's answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.export.plan import Plan
from scheduler.practice import Practice
from scheduler.rota.audit import audit
from scheduler.rota.build import build_problem
from scheduler.rota.papers import Ledger
from scheduler.rota.problem import Assignment, RotaProblem
from scheduler.rota.rota import Rota
from solver.result import RotaResult, Status
from tests.practices import a_practice, a_site, a_template

A_MONDAY = date(2026, 12, 14)
TODAY = date(2026, 11, 2)


def an_open_practice(**changes: Any) -> Practice:
    """Three doctors at one site that opens late, on Saturdays and on public holidays, with wishes and an absence."""
    working: dict[str, Any] = {
        "sites": [a_site(hours={"mon-fri": "09:00-21:00", "sat": "09:00-13:00", "holiday": "09:00-13:00"})],
        "templates": [
            a_template(days="mon-sat, holiday"),
            a_template("afternoon", start="14:00", end="18:00"),
            a_template("evening", start="17:00", end="21:00"),
        ],
        "absences": [{"practitioner": "ben", "from": "2026-12-21", "to": "2026-12-24"}],
        "wishes": [
            {"practitioner": "ada", "from": "2026-12-15", "to": "2026-12-15", "want": "off", "weight": 2},
            {"practitioner": "chloe", "from": "2026-12-16", "to": "2026-12-16", "want": "on", "template": "evening"},
        ],
        "demand": [{"site": "nation", "days": "mon-fri", "half_day": "morning", "minutes": 600}],
    }
    return a_practice(**working | changes)


def a_quick_rota(problem: RotaProblem, sessions_a_week: int = 8) -> Rota:
    """Everybody takes the sessions that come first, one a day and not too many a week."""
    chosen: set[Assignment] = set()
    for day in range(problem.days):
        for person in range(len(problem.people)):
            free = problem.candidates(person, day)
            done = sum(one.person == person and one.day // 7 == day // 7 for one in chosen)
            if free and done < sessions_a_week and (day + person) % 6 != 5:
                chosen.add(Assignment(person, day, free[(day + person) % len(free)]))
    return Rota.of(chosen)


def a_plan(
    practice: Practice | None = None, *, language: str = "fr", weeks: int = 2, ledger: Ledger | None = None
) -> Plan:
    """A plan of two weeks around Christmas."""
    own = practice or an_open_practice()
    problem = build_problem(own, A_MONDAY, weeks, today=TODAY, ledger=ledger)
    rota = a_quick_rota(problem)
    judged = audit(problem, rota)
    result = RotaResult(Status.FEASIBLE, 1.5, rota, judged, {1: 0, 2: 0, 3: 0}, 0.2)
    return Plan(own, problem, rota, judged, result, seed=1, language=language, today=TODAY, ledger=ledger)
