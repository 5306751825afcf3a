"""Public holidays are shared fairly."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.fair_share import unfair
from scheduler.rota.findings import Finding
from scheduler.rota.problem import Duty, RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield the sessions by which each person lies outside the tolerance around the fair share.

    Facts: `reason` (more, fewer), `group`, `sessions`, `carried`, `fair`.
    """
    return unfair(problem, rota, Duty.HOLIDAY)
