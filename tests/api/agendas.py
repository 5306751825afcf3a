"""Plans with agendas, without a search: quick agendas that give some of every need, with their audit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from api.export.plan import Plan
from scheduler.agenda.agenda import Agenda, Block
from scheduler.agenda.audit import audit_agenda
from scheduler.agenda.problem import AgendaProblem, BlockKind, Segment
from scheduler.practice import Practice
from solver.agenda.plan import AgendaPlan, ask_agenda
from solver.agenda.result import AgendaResult
from solver.result import Status
from tests.api.plans import a_plan, an_open_practice
from tests.practices import Section, a_site

HOURS = {"mon-fri": "09:00-21:00", "sat": "09:00-13:00", "holiday": "09:00-13:00"}
MOTIVES: list[Section] = [
    {"id": "acute", "name": {"fr": "Aigu", "en": "Acute problem"}, "acute": True},
    {"id": "follow-up", "name": "Consultation"},
    {"id": "review", "name": "Bilan", "review": True},
    {"id": "circle", "name": {"fr": "Cercle du dos", "en": "Back circle"}, "channel": "group", "places": 8},
]
LENGTHS: list[Section] = [{"motive": "circle", "minutes": 60}]
CONTACTS: list[Section] = [
    {"motive": "acute", "per_year": 1.2},
    {"motive": "follow-up", "per_year": 2},
    {"motive": "review", "per_year": 1},
    {"motive": "circle", "per_year": 0.3},
]


def a_practice_with_lists(**changes: Any) -> Practice:
    """Three doctors, two of them with a list, at a site with an acute window in the evening and on holidays."""
    working: dict[str, Any] = {
        "sites": [a_site(hours=HOURS)],
        "categories": [{"id": "adult", "name": "Adults"}],
        "lists": [
            {"practitioner": "ada", "category": "adult", "patients": 800},
            {"practitioner": "ben", "category": "adult", "patients": 600},
        ],
        "motives": MOTIVES,
        "lengths": LENGTHS,
        "contacts": CONTACTS,
        "demand": [
            {"site": "nation", "days": "mon-fri", "half_day": "morning", "minutes": 300},
            {"site": "nation", "days": "sat, holiday", "half_day": "morning", "minutes": 60},
        ],
    }
    return an_open_practice(**working | changes)


def a_quick_agenda(problem: AgendaProblem, most: int = 2) -> Agenda:
    """In every open segment, from its beginning, up to `most` blocks of each need that lacks some; the rest is open."""
    left = [need.amount for need in problem.needs]
    blocks: list[Block] = []
    for number, _, segment in problem.segments():
        at = segment.begin
        for place, need in enumerate(problem.needs):
            for _ in range(min(most, left[place]) if number in need.sessions else 0):
                end = at + need.unit
                if not _can_hold(segment, need.kind, end) or not need.begin <= at < need.end:
                    break
                blocks.append(Block(number, at, end, need.kind, need.motive))
                left[place] -= 1
                at = end
        if at < segment.end:
            blocks.append(Block(number, at, segment.end, segment.fill))
    return Agenda.of(blocks)


def _can_hold(segment: Segment, kind: BlockKind, end: int) -> bool:
    return segment.fill is BlockKind.OPEN and kind is not BlockKind.OPEN and end <= segment.end


def a_plan_with_agendas(practice: Practice | None = None, *, most: int = 2, **stated: Any) -> Plan:
    """The plan of two weeks around Christmas, with quick agendas."""
    return with_agendas(a_plan(practice or a_practice_with_lists(), **stated), most)


def with_agendas(plan: Plan, most: int = 2) -> Plan:
    """A plan with quick agendas for its sessions."""
    question = ask_agenda(plan.practice, plan.problem, plan.rota)
    agenda = a_quick_agenda(question.problem, most)
    judged = audit_agenda(question.problem, agenda)
    result = AgendaResult(Status.FEASIBLE, 0.5, agenda, judged, {1: 0, 2: 0, 3: 0})
    return replace(plan, agenda=AgendaPlan(question, result))
