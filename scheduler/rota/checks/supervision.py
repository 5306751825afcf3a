"""Who needs a supervisor consults beside one."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.day_shape import Stretch
from scheduler.rota.checks.sessions import CONSULTING, all_sessions
from scheduler.rota.findings import Finding
from scheduler.rota.problem import Assignment, RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield the minutes of each supervised person's consulting session without a supervisor at the site.

    Facts: `minutes` alone, `begin` and `end` of the session.
    """
    for session in all_sessions(problem, rota):
        supervisors = problem.people[session.person].supervisors
        template = problem.templates[session.template]
        if supervisors is None or template.kind != CONSULTING:
            continue
        beside = _presence(problem, rota, session, supervisors)
        alone = sum(_alone(stretch, beside) for stretch in template.stretches())
        if alone:
            facts = {"minutes": alone, "begin": template.start, "end": template.end}
            yield Finding(
                "supervision",
                alone,
                person=session.person,
                day=session.day,
                site=template.site,
                template=session.template,
                facts=facts,
            )


def _presence(problem: RotaProblem, rota: Rota, session: Assignment, supervisors: frozenset[int]) -> list[Stretch]:
    """The stretches in which a supervisor is present at the site of the session, in any kind of session, by start."""
    site = problem.templates[session.template].site
    beside = (problem.templates[other.template] for other in rota.on(session.day) if other.person in supervisors)
    return sorted(stretch for template in beside if template.site == site for stretch in template.stretches())


def _alone(stretch: Stretch, beside: list[Stretch]) -> int:
    """Minutes of the stretch that none of the others covers."""
    reached, stop = stretch
    alone = 0
    for at, to in beside:
        alone += max(0, min(at, stop) - reached)
        reached = max(reached, min(to, stop))
    return alone + stop - reached
