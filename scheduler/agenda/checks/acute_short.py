"""Sites keep the acute slots that hold the promise to acute patients."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.checks.shortage import missing
from scheduler.agenda.problem import AgendaProblem
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield the acute slots that are missing, need by need, with the facts of `missing`."""
    return missing(problem, agenda, "acute_short")
