"""The expected consulting minutes are there."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.headcount import Workers, workers_by_template
from scheduler.rota.findings import Finding
from scheduler.rota.problem import Demand, RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield the minutes that every demand lacks.

    Facts: `planned` and `expected` minutes, `begin` and `end`, `demand` (its key).
    """
    workers = {day: workers_by_template(rota, day) for day in {demand.day for demand in problem.demand}}
    for demand in problem.demand:
        planned = _planned(problem, demand, workers[demand.day])
        if planned < demand.minutes:
            facts: dict[str, str | int] = {
                "planned": planned,
                "expected": demand.minutes,
                "begin": demand.begin,
                "end": demand.end,
                "demand": demand.key,
            }
            yield Finding("demand_short", demand.minutes - planned, day=demand.day, site=demand.site, facts=facts)


def _planned(problem: RotaProblem, demand: Demand, workers: Workers) -> int:
    return sum(
        len(workers[template] & demand.people) * problem.templates[template].minutes_within(demand.begin, demand.end)
        for template in demand.templates
        if template in workers
    )
