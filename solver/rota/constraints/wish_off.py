"""Wishes to be off are met."""

from __future__ import annotations

from scheduler.rota.problem import Want
from solver.rota.model import RotaModel
from solver.rota.wishes import sessions_of


def constrain(model: RotaModel) -> None:
    """Charge for every wish to be off that meets a session."""
    for wish in model.problem.wishes:
        columns = sessions_of(model, wish) if wish.want is Want.OFF else []
        if len(columns) == 1:
            model.charge("wish_off", columns[0], wish.weight)
        elif columns:
            broken = model.linear.excess(*(([(column, 1)], 0) for column in columns))
            model.charge("wish_off", broken, wish.weight)
