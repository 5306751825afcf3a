"""People work at their home site."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.sessions import all_sessions, finding_at
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every session away from the home site; people without one are exempt."""
    for session in all_sessions(problem, rota):
        home = problem.people[session.person].home_site
        if home is not None and home != problem.templates[session.template].site:
            yield finding_at(problem, "home_site", session)
