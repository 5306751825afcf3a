"""Some sessions may not follow others on the next day."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.sessions import all_sessions, finding_at
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every session that may not follow one of the day before; the eve counts where its template is known.

    Facts: `after` (key of the session of the day before).
    """
    for session in all_sessions(problem, rota):
        for earlier in _templates_before(problem, rota, session.person, session.day):
            if session.template in problem.templates[earlier].not_next_day:
                yield finding_at(problem, "successions", session, after=problem.templates[earlier].key)


def _templates_before(problem: RotaProblem, rota: Rota, person: int, day: int) -> tuple[int, ...]:
    if day > 0:
        return rota.templates_on(person, day - 1)
    eve = {past.template for past in problem.people[person].past if past.day == -1}
    return tuple(sorted(template for template in eve if template is not None))
