"""What falls short of the promise and of the needs, in sentences, the dearest first."""

from __future__ import annotations

from dataclasses import dataclass

from api.export.plan import Plan
from scheduler.agenda.problem import AgendaProblem
from scheduler.agenda.rules import NEEDS_TIER, PROMISE_TIER
from scheduler.agenda.sentences import agenda_sentence
from scheduler.rota.findings import Finding
from solver.agenda.plan import AgendaPlan

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Shortfalls:
    """The sentences shown, and how many more there are."""

    sentences: tuple[str, ...]
    more: int


def shortfalls(plan: Plan, agenda: AgendaPlan) -> Shortfalls:
    """Penalties of the promise, then of the needs, each the dearest first."""
    problem = agenda.question.problem
    tiers = (PROMISE_TIER, NEEDS_TIER)
    found = [one for one in agenda.result.audit.penalties if problem.soft[one.rule].tier in tiers]
    found.sort(key=lambda one: (problem.soft[one.rule].tier, -_cost(problem, one)))
    told = tuple(agenda_sentence(one, problem, plan.practice, plan.language) for one in found[:MOST_SHOWN])
    return Shortfalls(told, max(0, len(found) - MOST_SHOWN))


def _cost(problem: AgendaProblem, finding: Finding) -> int:
    return finding.amount * finding.factor * problem.soft[finding.rule].weight
