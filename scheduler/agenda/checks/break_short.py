"""Long sessions have their breaks."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.checks.shortage import missing
from scheduler.agenda.problem import AgendaProblem
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield the breaks that are missing, need by need, with the facts of `missing`."""
    return missing(problem, agenda, "break_short")
