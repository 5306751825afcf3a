"""A day is not too long from its first start to its last end."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.limits import limited
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every day that spans too long. Facts: `minutes`, `limit`, `begin` and `end` of the day."""
    for person, limit in limited(problem, lambda limits: limits.day_span):
        for day in range(problem.days):
            sessions = [problem.templates[template] for template in rota.templates_on(person, day)]
            if not sessions:
                continue
            begin, end = min(session.start for session in sessions), max(session.end for session in sessions)
            if end - begin > limit:
                facts = {"minutes": end - begin, "limit": limit, "begin": begin, "end": end}
                yield Finding("day_span", person=person, day=day, facts=facts)
