"""The first of May is off, except where the work cannot stop."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.sessions import all_sessions, finding_at
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every session at a site that the first of May closes."""
    for session in all_sessions(problem, rota):
        if (session.day, problem.templates[session.template].site) in problem.closed_may_day:
            yield finding_at(problem, "first_of_may", session)
