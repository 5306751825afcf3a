"""Nobody works on too many weekends."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.limits import limited
from scheduler.rota.checks.minutes import week_days
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every person with too many weekends of which a Saturday or a Sunday is worked. Facts: `count`, `limit`."""
    for person, limit in limited(problem, lambda limits: limits.weekends):
        weekends = (week_days(week)[5:] for week in range(problem.weeks))
        count = sum(any(rota.works(person, day) for day in weekend) for weekend in weekends)
        if count > limit:
            yield Finding("weekends", person=person, facts={"count": count, "limit": limit})
