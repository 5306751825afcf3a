"""Nobody is in two places at once, and everybody has time to travel."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from scheduler.rota.checks.sessions import by_start, finding_at, worked_days
from scheduler.rota.findings import Finding
from scheduler.rota.problem import Assignment, RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every pair of sessions of one day that one person cannot both work; the finding names the later one.

    Facts: `other` (key of the earlier session), `reason` (overlap, travel, or apart when no travel time is known),
    `pause` between the two (negative when they overlap) and `travel` minutes where known.
    """
    for person, day, templates in worked_days(problem, rota):
        for early, late in combinations(by_start(problem, templates), 2):
            if not problem.compatible(early, late):
                facts = _clash(problem, early, late)
                yield finding_at(problem, "one_place", Assignment(person, day, late), **facts)


def _clash(problem: RotaProblem, early: int, late: int) -> dict[str, str | int]:
    first, second = problem.templates[early], problem.templates[late]
    pause = second.start - first.end
    travel = problem.travel_minutes(first.site, second.site)
    facts: dict[str, str | int] = {"other": first.key, "pause": pause}
    if pause < 0:
        return {**facts, "reason": "overlap"}
    if travel is None:
        return {**facts, "reason": "apart"}
    return {**facts, "reason": "travel", "travel": travel}
