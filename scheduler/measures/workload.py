"""Work done against work owed, by person."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.rota.checks.minutes import minutes_worked
from scheduler.rota.checks.targets import targets
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


@dataclass(frozen=True, slots=True)
class Workload:
    """Minutes one person works in the period and owes by contract (absences already taken off).

    `under` and `over`: minutes beyond the tolerance, target by target. All in minutes.
    """

    person: int
    worked: int
    owed: int
    under: int
    over: int


def workloads(problem: RotaProblem, rota: Rota) -> tuple[Workload, ...]:
    """Everybody's work done and owed, in the order of the problem's people; nobody owes desk time twice."""
    owed, under, over = ([0] * len(problem.people) for _ in range(3))
    for person, target, worked in targets(problem, rota, desk=False):
        owed[person] += target.minutes
        under[person] += max(0, target.minutes - target.tolerance - worked)
        over[person] += max(0, worked - target.minutes - target.tolerance)
    return tuple(
        Workload(person, minutes_worked(problem, rota, person, range(problem.days)), *figures)
        for person, figures in enumerate(zip(owed, under, over, strict=True))
    )
