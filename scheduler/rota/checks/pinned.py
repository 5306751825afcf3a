"""What the manager pinned stays."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.sessions import finding_at
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every pinned session that the rota lacks."""
    for session in sorted(problem.pinned - rota.assignments):
        yield finding_at(problem, "pinned", session)
