"""What needs lack."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.problem import AgendaProblem
from scheduler.rota.findings import Finding


def missing(problem: AgendaProblem, agenda: Agenda, rule: str) -> Iterator[Finding]:
    """Yield what each need of the rule lacks, in its units. Facts: `count`, `need`, `unit`, `begin`, `end`."""
    for need in problem.needs:
        if need.rule != rule:
            continue
        count = agenda.count(need)
        if count < need.amount:
            facts: dict[str, str | int] = {
                "count": count,
                "need": need.amount,
                "unit": need.unit,
                "begin": need.begin,
                "end": need.end,
            }
            yield Finding(
                rule, need.amount - count, need.unit, person=need.person, day=need.day, site=need.site, facts=facts
            )
