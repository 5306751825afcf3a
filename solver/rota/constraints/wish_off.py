"""Wishes to be off are met."""

from __future__ import annotations

from scheduler.rota.problem import Want
from solver.rota.model import RotaModel
from solver.rota.wishes import worked


def constrain(model: RotaModel) -> None:
    """Charge for every wish to be off that meets a session."""
    for wish in model.problem.wishes:
        column = worked(model, wish) if wish.want is Want.OFF else None
        if column is not None:
            model.charge("wish_off", column, wish.weight)
