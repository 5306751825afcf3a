"""Few days are cut in two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scheduler.rota.checks.day_shape import spells
from scheduler.rota.checks.sessions import worked_days
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every day of more than one spell. Facts: `minutes` of its longest pause."""
    for person, day, _ in worked_days(problem, rota):
        parts = spells(problem, rota, person, day)
        if len(parts) > 1:
            longest = max(later[0] - earlier[1] for earlier, later in pairwise(parts))
            yield Finding("split_day", person=person, day=day, facts={"minutes": longest})
