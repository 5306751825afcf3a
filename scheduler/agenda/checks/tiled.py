"""The blocks of a session cover its presence once, on the grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from scheduler.agenda.agenda import Agenda, Block, segment_of
from scheduler.agenda.checks.subject import of_session
from scheduler.agenda.problem import AgendaProblem, Segment
from scheduler.calendar import GRAIN
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield every block that lies outside its session, and every hole, overlap or needless cut in a segment.

    Facts: `begin`, `end`.
    """
    for number, session in enumerate(problem.sessions):
        for block in agenda.in_session(number):
            if segment_of(session, block) is None or block.begin % GRAIN or block.end % GRAIN or block.minutes <= 0:
                yield of_session(problem, "tiled", number, begin=block.begin, end=block.end)
        for segment in session.segments:
            for begin, end in _faults(segment, agenda.in_segment(number, segment)):
                yield of_session(problem, "tiled", number, begin=begin, end=end)


def _faults(segment: Segment, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Stretches covered by no block or by several, and the joints of two blocks that should be one."""
    ends = [segment.begin, *(block.end for block in blocks)]
    begins = [*(block.begin for block in blocks), segment.end]
    yield from ((min(pair), max(pair)) for pair in zip(ends, begins, strict=True) if pair[0] != pair[1])
    for first, second in pairwise(blocks):
        alike = first.kind is second.kind is segment.fill and first.motive is second.motive is None
        if alike and first.end == second.begin:
            yield first.end, second.begin
