"""What agendas give of what they should hold, by rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.problem import AgendaProblem, Need
from scheduler.agenda.rules import NEED_RULES

IN_MINUTES = ("messages_short", "open_short")
"""Needs that a manager reads as a length of time rather than as a number."""


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What all needs of a rule ask for and what of it is given, need by need never above what it asks.

    Both in the unit of the needs, or in minutes for the rules of `IN_MINUTES`.
    """

    rule: str
    asked: int
    given: int


def fulfilments(problem: AgendaProblem, agenda: Agenda) -> tuple[Fulfilment, ...]:
    """One for each rule that asks for anything, in the order of the rules."""
    by_rule: dict[str, list[Need]] = {rule: [] for rule in NEED_RULES}
    for need in problem.needs:
        by_rule[need.rule].append(need)
    return tuple(_fulfilment(rule, agenda, needs) for rule, needs in by_rule.items() if needs)


def _fulfilment(rule: str, agenda: Agenda, needs: Iterable[Need]) -> Fulfilment:
    asked = given = 0
    for need in needs:
        weight = need.unit if rule in IN_MINUTES else 1
        asked += need.amount * weight
        given += min(need.amount, agenda.count(need)) * weight
    return Fulfilment(rule, asked, given)
