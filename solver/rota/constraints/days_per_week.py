"""Not too many days in a week."""

from __future__ import annotations

from scheduler.rota.problem import DAYS_IN_WEEK
from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Days worked in each week stay within the limit."""
    for person, who in model.people():
        most = who.limits.days_per_week
        if most is None:
            continue
        for monday in range(0, model.problem.days, DAYS_IN_WEEK):
            worked = [model.works(person, day) for day in range(monday, monday + DAYS_IN_WEEK)]
            terms = [(column, 1) for column in worked if column is not None]
            if len(terms) > most:
                model.linear.row(terms, upper=most, tag=Tag("days_per_week", person, monday))
