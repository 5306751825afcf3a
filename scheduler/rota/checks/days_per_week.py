"""Nobody works on too many days of a week."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.limits import limited
from scheduler.rota.checks.minutes import week_days
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every week with too many days worked; the day is the week's first. Facts: `days`, `limit`."""
    for person, limit in limited(problem, lambda limits: limits.days_per_week):
        for week in range(problem.weeks):
            days = sum(rota.works(person, day) for day in week_days(week))
            if days > limit:
                facts = {"days": days, "limit": limit}
                yield Finding("days_per_week", person=person, day=week_days(week)[0], facts=facts)
