"""Nobody sees patients long in a row without a break, where one can be laid."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.checks.subject import of_session
from scheduler.agenda.problem import AgendaProblem, BlockKind
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield the minutes of each run of work beyond the longest. Facts: `begin`, `end`."""
    for number in range(len(problem.sessions)):
        runs = _runs(agenda, number) if problem.sessions[number].holds_open_time else ()
        for begin, end in runs:
            if (over := end - begin - problem.longest_run) > 0:
                yield of_session(problem, "long_run", number, over, begin=begin, end=end)


def _runs(agenda: Agenda, session: int) -> Iterator[tuple[int, int]]:
    """Stretches [begin, end) of work on end: neither a break nor a hole within."""
    begin = end = -1
    for block in agenda.in_session(session):
        if block.kind is BlockKind.BREAK or block.begin != end:
            if end > begin:
                yield begin, end
            begin = block.end if block.kind is BlockKind.BREAK else block.begin
        end = block.end
    if end > begin:
        yield begin, end
