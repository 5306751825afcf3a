"""Nobody works too much in a week."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.limits import limited
from scheduler.rota.checks.minutes import week_days, weekly_minutes
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every week with too many minutes worked; the day is the week's first. Facts: `minutes`, `limit`."""
    for person, limit in limited(problem, lambda limits: limits.week_minutes):
        for week, minutes in enumerate(weekly_minutes(problem, rota, person)):
            if minutes > limit:
                facts = {"minutes": minutes, "limit": limit}
                yield Finding("week_minutes", person=person, day=week_days(week)[0], facts=facts)
