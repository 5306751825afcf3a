"""Nobody works too much in a day."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.limits import limited
from scheduler.rota.checks.minutes import minutes_worked
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every day with too many minutes worked. Facts: `minutes`, `limit`."""
    for person, limit in limited(problem, lambda limits: limits.day_minutes):
        for day in range(problem.days):
            minutes = minutes_worked(problem, rota, person, (day,))
            if minutes > limit:
                yield Finding("day_minutes", person=person, day=day, facts={"minutes": minutes, "limit": limit})
