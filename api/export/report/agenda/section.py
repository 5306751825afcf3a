"""The section of the report about agendas."""

from __future__ import annotations

from dataclasses import dataclass

from api.export.plan import Plan
from api.export.report.agenda.costs import agenda_cost_tiers
from api.export.report.agenda.days import AgendaWeek, ClockFace, agenda_weeks, clock_face
from api.export.report.agenda.kinds import KindKey, kind_keys
from api.export.report.agenda.loads import LoadWeek, load_weeks
from api.export.report.agenda.reserve import ReserveTable, reserve_tables
from api.export.report.agenda.shortfalls import Shortfalls, shortfalls
from api.export.report.costs import CostTier
from scheduler.messages.formats import show_percent
from solver.agenda.plan import AgendaPlan


@dataclass(frozen=True, slots=True)
class AgendaSection:
    """Everything the section shows; `promise` is the share of acute patients who may be turned away."""

    promise: str
    reserves: tuple[ReserveTable, ...]
    kinds: tuple[KindKey, ...]
    clock: ClockFace
    weeks: tuple[AgendaWeek, ...]
    loads: tuple[LoadWeek, ...]
    short: Shortfalls
    tiers: tuple[CostTier, ...]


def agenda_section(plan: Plan) -> AgendaSection | None:
    """The section of a plan, None if it has no agendas."""
    return None if plan.agenda is None else _section(plan, plan.agenda)


def _section(plan: Plan, agenda: AgendaPlan) -> AgendaSection:
    kinds = kind_keys(agenda, plan.language)
    clock = clock_face(agenda.question.problem, plan.language)
    return AgendaSection(
        promise=show_percent(plan.practice.agenda.turn_away, plan.language),
        reserves=reserve_tables(plan, agenda),
        kinds=kinds,
        clock=clock,
        weeks=agenda_weeks(plan, agenda, clock),
        loads=load_weeks(plan, agenda, tuple(one.kind for one in kinds)),
        short=shortfalls(plan, agenda),
        tiers=agenda_cost_tiers(plan, agenda),
    )
