"""Sites do not have more people than they can use."""

from __future__ import annotations

from solver.rota.headcount import present
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Charge for everyone above the upper need."""
    for need in model.problem.cover:
        terms = present(model, need)
        if need.most is not None and len(terms) > need.most:
            above = model.linear.excess((terms, -need.most))
            model.charge("cover_over", above, need.amount * need.weight_over)
