"""Visits expected in a week have their time."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.checks.shortage import missing
from scheduler.agenda.problem import AgendaProblem
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield the visits that are missing, need by need, with the facts of `missing`."""
    return missing(problem, agenda, "visit_short")
