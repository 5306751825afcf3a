"""Time in an acute window waits for acute problems throughout."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.checks.subject import of_session
from scheduler.agenda.problem import AgendaProblem, BlockKind
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield every block of another kind that touches an acute window. Facts: `begin`, `end`, `kind`."""
    for number, _, segment in problem.segments():
        for block in agenda.in_session(number) if segment.window else ():
            if block.begin < segment.end and segment.begin < block.end and block.kind is not BlockKind.ACUTE:
                yield of_session(
                    problem, "windows_hold", number, begin=block.begin, end=block.end, kind=block.kind.value
                )
