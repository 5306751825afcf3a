"""Not too many weekends."""

from __future__ import annotations

from scheduler.rota.problem import DAYS_IN_WEEK
from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Weekends with work on Saturday or Sunday stay within the limit."""
    for person, who in model.people():
        most = who.limits.weekends
        if most is None:
            continue
        worked = [_weekend(model, person, week) for week in range(model.problem.weeks)]
        terms = [(column, 1) for column in worked if column is not None]
        model.linear.row(terms, upper=most, tag=Tag("weekends", person))


def _weekend(model: RotaModel, person: int, week: int) -> int | None:
    monday = week * DAYS_IN_WEEK
    both = [model.works(person, monday + 5), model.works(person, monday + 6)]
    days = [column for column in both if column is not None]
    if len(days) < 2:
        return days[0] if days else None
    return model.linear.excess(*(([(column, 1)], 0) for column in days))
