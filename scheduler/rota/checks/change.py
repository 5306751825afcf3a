"""A published rota stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.changes import changed
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every change to the reference on or after `notice_until`. Facts: `reason` (added, dropped)."""
    return changed(problem, rota, "change", range(max(0, problem.notice_until), problem.days))
