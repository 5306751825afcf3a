"""Everybody keeps their usual week."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every day that departs from the usual week. Facts: `reason` (on: worked but usually off, or off)."""
    for person, someone in enumerate(problem.people):
        for day, expected in someone.usual:
            if rota.works(person, day) != expected:
                yield Finding("steady_week", person=person, day=day, facts={"reason": "off" if expected else "on"})
