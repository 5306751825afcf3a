"""Wishes to work are granted."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.wishes import refused
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem, Want
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every wish to work that meets no session. Facts: `begin` and `end` of the wish."""
    return refused(problem, rota, Want.ON)
