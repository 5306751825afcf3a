"""Not too many Saturdays."""

from __future__ import annotations

from scheduler.rota.problem import DAYS_IN_WEEK
from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Saturdays worked stay within the limit."""
    for person, who in model.people():
        most = who.limits.saturdays
        if most is None:
            continue
        worked = [model.works(person, day) for day in range(5, model.problem.days, DAYS_IN_WEEK)]
        terms = [(column, 1) for column in worked if column is not None]
        model.linear.row(terms, upper=most, tag=Tag("saturdays", person))
