"""Not too many minutes in a day."""

from __future__ import annotations

from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Minutes worked on each day stay within the limit."""
    for person, who in model.people():
        most = who.limits.day_minutes
        if most is None:
            continue
        for day in range(model.problem.days):
            terms = model.worked_terms(person, [day])
            model.linear.row(terms, upper=most, tag=Tag("day_minutes", person, day))
