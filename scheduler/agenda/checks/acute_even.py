"""Acute slots are shared among the sessions of a day."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.checks.share import beyond
from scheduler.agenda.problem import AgendaProblem
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield the acute slots beyond each share. Facts: `count`, `share`, `begin`, `end`."""
    return beyond(problem, agenda, "acute_even")
