"""The shape of a working day: stretches of the clock, and how pauses join or part them."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.rota.checks.sessions import in_order
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota

Stretch = tuple[int, int]


def joined(stretches: Iterable[Stretch], pause: int) -> list[Stretch]:
    """The stretches, given in order, with those joined that lie less than `pause` minutes apart."""
    found: list[Stretch] = []
    for begin, stop in stretches:
        if found and begin - found[-1][1] < pause:
            found[-1] = found[-1][0], max(found[-1][1], stop)
        else:
            found.append((begin, stop))
    return found


def spells(problem: RotaProblem, rota: Rota, person: int, day: int) -> list[Stretch]:
    """The spells of a day: only a pause longer than `split_gap` parts two of them; template breaks do not."""
    split_gap = problem.people[person].limits.split_gap
    sessions = in_order(problem, rota, person, day)
    return joined(((session.start, session.end) for session in sessions), split_gap + 1)
