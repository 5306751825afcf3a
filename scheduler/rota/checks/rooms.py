"""No site uses more rooms of a kind than it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.rota.checks.day_shape import Stretch
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota

Kind = tuple[int, str]


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every day, site and kind of room that runs short, at its worst moment.

    Facts: `room` (the kind), `needed` and `count` at minute `at`, the earliest of the worst.
    """
    stock: Counter[Kind] = Counter()
    for rooms in problem.rooms:
        stock[rooms.site, rooms.kind] += rooms.count
    for day in range(problem.days):
        for (site, kind), stays in sorted(_occupied(problem, rota, day).items()):
            needed, at = _peak(stays)
            if needed > stock[site, kind]:
                facts: dict[str, str | int] = {"room": kind, "needed": needed, "count": stock[site, kind], "at": at}
                yield Finding("rooms", day=day, site=site, facts=facts)


def _occupied(problem: RotaProblem, rota: Rota, day: int) -> dict[Kind, list[Stretch]]:
    found: dict[Kind, list[Stretch]] = {}
    for session in rota.on(day):
        template = problem.templates[session.template]
        if template.room is not None:
            found.setdefault((template.site, template.room), []).append((template.start, template.end))
    return found


def _peak(stays: list[Stretch]) -> tuple[int, int]:
    """The most rooms in use at once and the earliest minute of that; use only ever rises at a start."""
    use = {at: sum(begin <= at < stop for begin, stop in stays) for at, _ in stays}
    return max(((needed, at) for at, needed in use.items()), key=lambda moment: (moment[0], -moment[1]))
