"""Nobody has too few days off in a row."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.limits import limited
from scheduler.rota.checks.runs import short_runs
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every run of days off that is too short, with a known worked day on each side, the later in the period.

    The finding's day is the run's first, or day 0 if it began before the period. Facts: `days`, `limit`.
    """
    for person, limit in limited(problem, lambda limits: limits.shortest_run_off):
        for run in short_runs(problem, rota, person, limit, on=False):
            facts = {"days": run.days, "limit": limit}
            yield Finding("shortest_run_off", person=person, day=run.shown_on, facts=facts)
