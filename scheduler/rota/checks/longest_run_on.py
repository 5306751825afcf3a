"""Nobody works too many days in a row."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.limits import limited
from scheduler.rota.checks.runs import runs
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every run of worked days that is too long and reaches into the period.

    The finding's day is the first of the run that lies in the period. Facts: `days` (past ones included), `limit`.
    """
    for person, limit in limited(problem, lambda limits: limits.longest_run_on):
        for run in runs(problem, rota, person):
            if run.on and run.days > limit and run.last >= 0:
                facts = {"days": run.days, "limit": limit}
                yield Finding("longest_run_on", person=person, day=run.shown_on, facts=facts)
