"""Not too many minutes in a week."""

from __future__ import annotations

from scheduler.rota.problem import DAYS_IN_WEEK
from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Minutes worked in each week stay within the limit."""
    for person, who in model.people():
        most = who.limits.week_minutes
        if most is None:
            continue
        for monday in range(0, model.problem.days, DAYS_IN_WEEK):
            terms = model.worked_terms(person, range(monday, monday + DAYS_IN_WEEK))
            model.linear.row(terms, upper=most, tag=Tag("week_minutes", person, monday))
