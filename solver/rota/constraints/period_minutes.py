"""Minutes of the whole period stay within bounds."""

from __future__ import annotations

from solver.linear import UNBOUNDED, Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Minutes worked in the period are at least the least and at most the most."""
    for person, who in model.people():
        least, most = who.limits.least_minutes, who.limits.most_minutes
        if least is None and most is None:
            continue
        terms = model.worked_terms(person, range(model.problem.days))
        model.linear.row(
            terms,
            lower=-UNBOUNDED if least is None else least,
            upper=UNBOUNDED if most is None else most,
            tag=Tag("period_minutes", person),
        )
