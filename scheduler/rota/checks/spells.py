"""A day falls into few spells, none too short and none too far apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scheduler.rota.checks import day_shape
from scheduler.rota.checks.sessions import worked_days
from scheduler.rota.findings import Finding
from scheduler.rota.problem import Limits, RotaProblem
from scheduler.rota.rota import Rota

Facts = dict[str, str | int]


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield one finding for each way in which a day is cut badly.

    Facts: `reason` and `limit`, with `count` of spells (too_many), `minutes` of the shortest spell (too_short) or
    `minutes` of the longest pause (too_far_apart).
    """
    for person, day, _ in worked_days(problem, rota):
        for facts in _faults(problem.people[person].limits, day_shape.spells(problem, rota, person, day)):
            yield Finding("spells", person=person, day=day, facts=facts)


def _faults(limits: Limits, spells: list[day_shape.Stretch]) -> Iterator[Facts]:
    if limits.spells is not None and len(spells) > limits.spells:
        yield {"reason": "too_many", "count": len(spells), "limit": limits.spells}
    if len(spells) < 2:
        return
    shortest = min(stop - begin for begin, stop in spells)
    if limits.shortest_spell is not None and shortest < limits.shortest_spell:
        yield {"reason": "too_short", "minutes": shortest, "limit": limits.shortest_spell}
    longest = max(later[0] - earlier[1] for earlier, later in pairwise(spells))
    if limits.longest_pause is not None and longest > limits.longest_pause:
        yield {"reason": "too_far_apart", "minutes": longest, "limit": limits.longest_pause}
