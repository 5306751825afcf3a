"""Teleconsultations expected on a day have their slots."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.checks.shortage import missing
from scheduler.agenda.problem import AgendaProblem
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield the teleconsultation slots that are missing, need by need, with the facts of `missing`."""
    return missing(problem, agenda, "tele_short")
