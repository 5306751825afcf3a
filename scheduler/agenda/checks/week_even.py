"""Reviews and desk time are shared among the sessions of a week."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.checks.share import beyond
from scheduler.agenda.problem import AgendaProblem
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield the blocks beyond each share. Facts: `count`, `share`, `begin`, `end`."""
    return beyond(problem, agenda, "week_even")
