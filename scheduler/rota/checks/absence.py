"""Nobody works while absent."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.sessions import all_sessions, finding_at
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every session that touches an absence. Facts: `begin` and `end` of the session."""
    for session in all_sessions(problem, rota):
        template = problem.templates[session.template]
        if problem.people[session.person].is_absent(session.day, template.start, template.end):
            yield finding_at(problem, "absence", session, begin=template.start, end=template.end)
