"""Enough rest between two days of work."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.history import spans
from scheduler.rota.checks.limits import limited
from scheduler.rota.findings import Finding
from scheduler.rota.problem import MINUTES_IN_DAY, RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every day that begins too soon after the day before; the eve of the period counts.

    Facts: `minutes` of rest, `limit`, `ended` (last end of the day before), `begins` (first start).
    """
    for person, limit in limited(problem, lambda limits: limits.daily_rest):
        span = spans(problem, rota, person)
        for day in range(problem.days):
            if day - 1 not in span or day not in span:
                continue
            ended, begins = span[day - 1][1], span[day][0]
            rest = begins + MINUTES_IN_DAY - ended
            if rest < limit:
                facts = {"minutes": rest, "limit": limit, "ended": ended, "begins": begins}
                yield Finding("daily_rest", person=person, day=day, facts=facts)
