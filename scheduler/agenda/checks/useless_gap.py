"""Little open time lies in stretches that no booking can use."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.checks.subject import of_session
from scheduler.agenda.problem import AgendaProblem, BlockKind
from scheduler.agenda.waste import useless_minutes
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield the minutes of each open block that slots cannot fill. Facts: `begin`, `end`."""
    for number, session in enumerate(problem.sessions):
        for block in agenda.in_session(number):
            if block.kind is BlockKind.OPEN and (lost := useless_minutes(block.minutes, session.open_lengths)):
                yield of_session(problem, "useless_gap", number, lost, begin=block.begin, end=block.end)
