"""The work of the whole period lies between the contract's bounds."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.minutes import minutes_worked
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every person with too little or too much work. Facts: `reason` (under, over), `minutes`, `limit`."""
    for person, someone in enumerate(problem.people):
        least, most = someone.limits.least_minutes, someone.limits.most_minutes
        minutes = minutes_worked(problem, rota, person, range(problem.days))
        if least is not None and minutes < least:
            yield _breach(person, "under", minutes, least)
        if most is not None and minutes > most:
            yield _breach(person, "over", minutes, most)


def _breach(person: int, reason: str, minutes: int, limit: int) -> Finding:
    facts: dict[str, str | int] = {"reason": reason, "minutes": minutes, "limit": limit}
    return Finding("period_minutes", person=person, facts=facts)
