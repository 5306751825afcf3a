"""Enough people are there."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.headcount import missing
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield the person-minutes that every need lacks, acute ones apart.

    Facts: `present`, `least`, `begin`, `end`, `profession`, `need` (its key).
    """
    return missing(problem, rota, "cover_under", acute=False)
