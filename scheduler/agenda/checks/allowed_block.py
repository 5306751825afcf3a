"""Every block is what its segment is filled with, or one of the items that may be laid there, in its length."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda, Block, segment_of
from scheduler.agenda.checks.subject import of_session
from scheduler.agenda.problem import AgendaProblem, Segment
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield every block that its segment does not allow. Facts: `begin`, `end`, `kind`."""
    for number, session in enumerate(problem.sessions):
        for block in agenda.in_session(number):
            segment = segment_of(session, block)
            if segment is not None and not _allowed(problem, segment, block):
                yield of_session(
                    problem, "allowed_block", number, begin=block.begin, end=block.end, kind=block.kind.value
                )


def _allowed(problem: AgendaProblem, segment: Segment, block: Block) -> bool:
    if block.kind is segment.fill and block.motive is None:
        return True
    items = (problem.items[item] for item in segment.items)
    return any((item.kind, item.motive, item.minutes) == (block.kind, block.motive, block.minutes) for item in items)
