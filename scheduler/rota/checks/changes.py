"""What differs from an earlier version of the same rota."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.sessions import finding_at
from scheduler.rota.findings import Finding
from scheduler.rota.problem import Assignment, RotaProblem
from scheduler.rota.rota import Rota


def changed(problem: RotaProblem, rota: Rota, rule: str, days: range) -> Iterator[Finding]:
    """Yield every session added to the reference on those days, and every one dropped that could have stayed.

    Facts: `reason` (added, dropped). Without a reference, or on days it does not cover, nothing has changed.
    """
    if problem.reference is None:
        return
    differing = problem.reference ^ rota.assignments
    for session in sorted(item for item in differing if item.day in days and problem.is_compared(item.day)):
        if session in rota.assignments:
            yield finding_at(problem, rule, session, reason="added")
        elif _could_stay(problem, session):
            yield finding_at(problem, rule, session, reason="dropped")


def _could_stay(problem: RotaProblem, session: Assignment) -> bool:
    return session.template in problem.candidates(session.person, session.day)
