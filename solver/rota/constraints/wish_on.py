"""Wishes to work are met."""

from __future__ import annotations

from scheduler.rota.problem import Want
from solver.rota.model import RotaModel
from solver.rota.wishes import sessions_of


def constrain(model: RotaModel) -> None:
    """Charge for every wish to work that meets no session."""
    for wish in model.problem.wishes:
        if wish.want is Want.ON:
            unmet = model.linear.excess(([(column, -1) for column in sessions_of(model, wish)], 1))
            model.charge("wish_on", unmet, wish.weight)
