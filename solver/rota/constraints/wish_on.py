"""Wishes to work are met."""

from __future__ import annotations

from scheduler.rota.problem import Want
from solver.rota.model import RotaModel
from solver.rota.wishes import worked


def constrain(model: RotaModel) -> None:
    """Charge for every wish to work that meets no session."""
    for wish in model.problem.wishes:
        if wish.want is Want.ON:
            column = worked(model, wish)
            unmet = model.linear.excess(([] if column is None else [(column, -1)], 1))
            model.charge("wish_on", unmet, wish.weight)
