"""Work done against work owed."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.sessions import DESK
from scheduler.rota.findings import Finding
from scheduler.rota.problem import ContractTarget, RotaProblem
from scheduler.rota.rota import Rota


def targets(problem: RotaProblem, rota: Rota, *, desk: bool) -> Iterator[tuple[int, ContractTarget, int]]:
    """Every (person, target, minutes worked on its days): targets for desk work, or for all work."""
    for person, someone in enumerate(problem.people):
        for target in someone.targets:
            if target.desk is desk:
                yield person, target, _worked(problem, rota, person, target)


def _worked(problem: RotaProblem, rota: Rota, person: int, target: ContractTarget) -> int:
    days = range(target.first, target.last + 1)
    sessions = [problem.templates[number] for day in days for number in rota.templates_on(person, day)]
    return sum(t.worked for t in sessions if not target.desk or t.kind == DESK)


def off_target(rule: str, amount: int, person: int, target: ContractTarget, worked: int) -> Finding:
    """One amount about one target; the finding's day is its first. Facts: `worked`, `owed`, `tolerance`, `last` day."""
    facts = {"worked": worked, "owed": target.minutes, "tolerance": target.tolerance, "last": target.last}
    return Finding(rule, amount, person=person, day=target.first, facts=facts)


def under(problem: RotaProblem, rota: Rota, rule: str, *, desk: bool) -> Iterator[Finding]:
    """Yield the minutes missing from each target beyond its tolerance."""
    for person, target, worked in targets(problem, rota, desk=desk):
        amount = target.minutes - target.tolerance - worked
        if amount > 0:
            yield off_target(rule, amount, person, target, worked)
