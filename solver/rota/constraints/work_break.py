"""A break after long work."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scheduler.rota.problem import Template
from solver.linear import Tag
from solver.rota.clashes import longest_stretch
from solver.rota.day_patterns import minimal_sets
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Forbid every smallest set of a day's sessions that runs too long without a break."""
    for person, who in model.people():
        longest, pause = who.limits.break_after, who.limits.break_minutes
        if longest is None:
            continue
        for day in range(model.problem.days):
            for found in minimal_sets(model, person, day, ("work_break", longest, pause), _runs_over(longest, pause)):
                columns = [model.column(person, day, t) for t in found]
                model.forbid(Tag("work_break", person, day), columns)


def _runs_over(longest: int, pause: int) -> Callable[[Sequence[Template]], bool]:
    return lambda sessions: longest_stretch(sessions, pause) > longest
