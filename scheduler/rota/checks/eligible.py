"""A session is offered that day, and whoever works it may."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.sessions import all_sessions, finding_at
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every session that is not offered, or not for its person. Facts: `reason` (not_offered, not_eligible)."""
    for session in all_sessions(problem, rota):
        if session.template not in problem.offered[session.day]:
            yield finding_at(problem, "eligible", session, reason="not_offered")
        elif session.template not in problem.people[session.person].eligible:
            yield finding_at(problem, "eligible", session, reason="not_eligible")
