"""Nobody works on for too long without a break."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.day_shape import joined
from scheduler.rota.checks.limits import limited
from scheduler.rota.checks.sessions import in_order
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every stretch of work that is too long, from its begin to its end; pauses too short to count lie inside.

    Facts: `minutes`, `limit`, `begin` and `end` of the stretch, `pause` (the shortest that counts as a break).
    """
    for person, limit in limited(problem, lambda limits: limits.break_after):
        pause = problem.people[person].limits.break_minutes
        for day in range(problem.days):
            sessions = in_order(problem, rota, person, day)
            for begin, end in joined((part for session in sessions for part in session.stretches()), pause):
                if end - begin > limit:
                    facts = {"minutes": end - begin, "limit": limit, "begin": begin, "end": end, "pause": pause}
                    yield Finding("work_break", person=person, day=day, facts=facts)
