"""What sessions or hours hold beyond their share."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.problem import AgendaProblem, Share
from scheduler.rota.findings import Finding


def beyond(problem: AgendaProblem, agenda: Agenda, rule: str) -> Iterator[Finding]:
    """Yield the blocks beyond each share of the rule. Facts: `count`, `share`, `begin`, `end`."""
    for share in problem.shares:
        count = _count(problem, agenda, share) if share.rule == rule else 0
        if count > share.most:
            facts: dict[str, str | int] = {
                "count": count,
                "share": share.most,
                "begin": share.begin,
                "end": share.end,
            }
            yield Finding(rule, count - share.most, person=share.person, day=share.day, site=share.site, facts=facts)


def _count(problem: AgendaProblem, agenda: Agenda, share: Share) -> int:
    return sum(
        block.kind is share.kind and share.begin <= block.begin < share.end
        for session in share.sessions
        for segment in problem.sessions[session].segments
        if segment.fill is not share.kind
        for block in agenda.in_segment(session, segment)
    )
