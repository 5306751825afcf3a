"""Nothing is laid out beyond the need for it: the rest stays open."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.problem import AgendaProblem, BlockKind, Need
from scheduler.rota.findings import Finding


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield every need that laid blocks exceed. Facts: `kind`, `count`, `most`."""
    for need in problem.needs:
        if need.kind is BlockKind.OPEN:
            continue
        laid = _laid(problem, agenda, need)
        most = max(0, need.amount - (agenda.count(need) - laid))
        if laid > most:
            facts: dict[str, str | int] = {"kind": need.kind.value, "count": laid, "most": most}
            yield Finding("no_more_than_asked", person=need.person, day=need.day, site=need.site, facts=facts)


def _laid(problem: AgendaProblem, agenda: Agenda, need: Need) -> int:
    """What blocks give towards the need where their segment is not filled with that kind anyway."""
    return sum(
        block.minutes // need.unit
        for session in need.sessions
        for segment in problem.sessions[session].segments
        if segment.fill is not need.kind
        for block in agenda.in_segment(session, segment)
        if need.asks_for(block.kind, block.motive, block.begin)
    )
