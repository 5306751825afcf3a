"""A visit laid into a consulting session stands at its beginning or at its end."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.checks.subject import of_session
from scheduler.agenda.problem import AgendaProblem, BlockKind
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield every visit in the midst of a session that is not one of visits. Facts: `begin`, `end`."""
    for number, session in enumerate(problem.sessions):
        for segment in session.segments:
            for block in agenda.in_segment(number, segment) if segment.fill is not BlockKind.VISIT else ():
                at_edge = block.begin == session.begin or block.end == session.end
                if block.kind is BlockKind.VISIT and not at_edge:
                    yield of_session(problem, "visit_at_edge", number, begin=block.begin, end=block.end)
