"""The agendas as data: `agenda.json`, and their part of `result.json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from api.export.plan import Plan
from api.export.result import Json
from scheduler.agenda.agenda import Agenda
from scheduler.agenda.papers import AgendaPaper, KeptDay, KeptFrom, to_agenda_paper
from scheduler.agenda.problem import AgendaProblem, BlockKind
from scheduler.agenda.rules import AGENDA_CARDS
from scheduler.agenda.sentences import agenda_sentence
from scheduler.lengths import motives_of
from scheduler.motives import Use
from scheduler.practice import Practice
from scheduler.rota.audit import Audit
from scheduler.rota.findings import Finding
from solver.agenda.plan import AgendaPlan
from solver.agenda.protection.release import ReleaseStep
from solver.agenda.reserves import AT_FIRST, DayReserve
from solver.result import gap_between

PATIENT_DIGITS = 2
SHARE_DIGITS = 4


def agenda_of(plan: Plan) -> AgendaPlan:
    """The agendas of a plan; ValueError if it has none."""
    if plan.agenda is None:
        raise ValueError("this plan has no agendas")
    return plan.agenda


def agenda_paper_of(plan: Plan) -> AgendaPaper:
    """What `agenda.json` holds; ValueError for a plan without agendas."""
    agenda = agenda_of(plan)
    problem, blocks = agenda.question.problem, agenda.result.agenda
    taken = planned_minutes_kept(problem, blocks)
    reserve = tuple(kept_day(one, problem, taken.get((one.site, one.day), 0)) for one in agenda.question.reserves)
    lessons = agenda.question.diary.expectations.learned
    return to_agenda_paper(
        problem, blocks, reserve, group_places(plan.practice), None if lessons is None else lessons.history
    )


def kept_day(reserve: DayReserve, problem: AgendaProblem, minutes: int) -> KeptDay:
    """A day's reserve in names, dates and rounded figures; `minutes` that it takes from planned consultations."""
    return KeptDay.model_validate(
        {
            "site": problem.sites[reserve.site],
            "date": problem.date_of(reserve.day),
            "expected": round(reserve.expected, PATIENT_DIGITS),
            "sd": round(reserve.sd, PATIENT_DIGITS),
            "wanted": reserve.wanted,
            "slots": reserve.slots,
            "minutes": minutes,
            "turned_away": round(reserve.turned_away, SHARE_DIGITS),
            "unused": round(reserve.unused, PATIENT_DIGITS),
            "release": tuple(kept_from(step) for step in reserve.release),
        }
    )


def kept_from(step: ReleaseStep) -> KeptFrom:
    """What stays kept from a step on; the first has no moment."""
    if step.label == AT_FIRST:
        return KeptFrom(slots=step.slots)
    days_before, _, at = step.label.partition("T")
    return KeptFrom.model_validate({"days_before": int(days_before), "at": at, "slots": step.slots})


def planned_minutes_kept(problem: AgendaProblem, agenda: Agenda) -> dict[tuple[int, int], int]:
    """By site and day, the minutes of acute blocks laid into time that would be open; acute windows never would."""
    taken: dict[tuple[int, int], int] = {}
    for number, _, segment in problem.segments():
        if segment.fill is BlockKind.OPEN:
            at = problem.sessions[number].site, problem.sessions[number].day
            blocks = agenda.in_segment(number, segment)
            taken[at] = taken.get(at, 0) + sum(one.minutes for one in blocks if one.kind is BlockKind.ACUTE)
    return taken


def group_places(practice: Practice) -> dict[str, int]:
    """The places of each group motive."""
    return {motive.id: motive.places for motive in motives_of(practice) if motive.use is Use.GROUP}


def agenda_result(plan: Plan) -> Json:
    """The part of `result.json` about the agendas; ValueError for a plan without agendas."""
    agenda = agenda_of(plan)
    result = agenda.result
    cost, bound = result.audit.cost_by_tier, result.bound_by_tier
    return {
        "status": result.status.value,
        "cost": result.cost,
        "bound": result.bound,
        "gap": result.gap,
        "cost_by_tier": _by_tier(cost),
        "bound_by_tier": _by_tier(bound),
        "gap_by_tier": _by_tier({tier: gap_between(cost[tier], bound[tier]) for tier in bound}),
        "seconds": round(result.seconds, 1),
        "stopped": result.stopped,
        **agenda_judgement(result.audit, agenda.question.problem, plan.practice, plan.language),
    }


def agenda_judgement(audit: Audit, problem: AgendaProblem, practice: Practice, language: str) -> Json:
    """Cost by rule in natural units, violations of hard rules and penalties of soft ones, each with its sentence."""
    return {
        "cost_by_rule": {rule: _rule_cost(audit, problem, rule) for rule in audit.cost_by_rule},
        "amount_by_rule": dict(audit.amount_by_rule),
        "violations": list(_findings(audit.violations, problem, practice, language)),
        "penalties": list(_findings(audit.penalties, problem, practice, language)),
    }


def _rule_cost(audit: Audit, problem: AgendaProblem, rule: str) -> Json:
    return {
        "amount": audit.amount_by_rule[rule],
        "unit": AGENDA_CARDS[rule].unit.value,
        "weight": problem.soft[rule].weight,
        "tier": problem.soft[rule].tier,
        "cost": audit.cost_by_rule[rule],
    }


def _findings(found: Iterable[Finding], problem: AgendaProblem, practice: Practice, language: str) -> Iterable[Json]:
    """Findings with ids in place of numbers; what does not apply is null."""
    for one in found:
        yield {
            "rule": one.rule,
            "sentence": agenda_sentence(one, problem, practice, language),
            "practitioner": None if one.person is None else problem.people[one.person],
            "date": None if one.day is None else problem.date_of(one.day).isoformat(),
            "site": None if one.site is None else problem.sites[one.site],
            "amount": one.amount,
            "factor": one.factor,
        }


def _by_tier(figures: Mapping[int, float]) -> Json:
    return {str(tier): figures[tier] for tier in sorted(figures)}
