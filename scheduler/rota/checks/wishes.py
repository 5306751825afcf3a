"""Wishes to work or to be off, and the sessions that meet them."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem, Want, Wish
from scheduler.rota.rota import Rota


def refused(problem: RotaProblem, rota: Rota, want: Want) -> Iterator[Finding]:
    """Yield every wish of that sort that the rota does not grant. Facts: `begin` and `end` of the wish."""
    for wish in problem.wishes:
        if wish.want == want and _meets_session(problem, rota, wish) is (want == Want.OFF):
            site = None if wish.template is None else problem.templates[wish.template].site
            yield Finding(
                f"wish_{want}",
                factor=wish.weight,
                person=wish.person,
                day=wish.day,
                site=site,
                template=wish.template,
                facts={"begin": wish.begin, "end": wish.end},
            )


def _meets_session(problem: RotaProblem, rota: Rota, wish: Wish) -> bool:
    worked = rota.templates_on(wish.person, wish.day)
    if wish.template is not None:
        return wish.template in worked
    sessions = (problem.templates[number] for number in worked)
    return any(session.start < wish.end and wish.begin < session.end for session in sessions)
