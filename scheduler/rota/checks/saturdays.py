"""Nobody works on too many Saturdays."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.limits import limited
from scheduler.rota.checks.minutes import week_days
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every person with too many Saturdays. Facts: `count`, `limit`."""
    for person, limit in limited(problem, lambda limits: limits.saturdays):
        count = sum(rota.works(person, week_days(week)[5]) for week in range(problem.weeks))
        if count > limit:
            yield Finding("saturdays", person=person, facts={"count": count, "limit": limit})
