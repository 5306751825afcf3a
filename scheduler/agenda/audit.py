"""The judge of agendas: every breach, every amount, and what they cost."""

from __future__ import annotations

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.checks import agenda_check_of
from scheduler.agenda.problem import AgendaProblem
from scheduler.agenda.rules import AGENDA_HARD_RULES, AGENDA_SOFT_RULES
from scheduler.rota.audit import Audit, weigh


def audit_agenda(problem: AgendaProblem, agenda: Agenda) -> Audit:
    """Judge an agenda, valid or not, by every hard rule and by the soft rules that the problem sets."""
    violations = tuple(one for rule in AGENDA_HARD_RULES for one in agenda_check_of(rule)(problem, agenda))
    settings = {rule: problem.soft[rule] for rule in AGENDA_SOFT_RULES if rule in problem.soft}
    found = {rule: tuple(agenda_check_of(rule)(problem, agenda)) for rule in settings}
    return weigh(violations, found, settings)
