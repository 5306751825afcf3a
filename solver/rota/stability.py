"""Changes against an earlier version of the rota, as costs of the model."""

from __future__ import annotations

from collections.abc import Container

from solver.rota.model import RotaModel


def charge_changes(model: RotaModel, rule: str, days: Container[int]) -> None:
    """Charge a rule for every assignment added to or dropped from the reference on these days."""
    reference = model.problem.reference
    if reference is None:
        return
    compared = [cell for cell in model.cells if cell.day in days and model.problem.is_compared(cell.day)]
    for cell in compared:
        if cell not in reference:
            model.charge(rule, model.x[cell])
        elif cell.template in model.problem.candidates(cell.person, cell.day):
            model.charge(rule, model.linear.excess(([(model.x[cell], -1)], 1)))
