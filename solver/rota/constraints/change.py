"""A published rota stays as it is."""

from __future__ import annotations

from solver.rota.model import RotaModel
from solver.rota.stability import charge_changes


def constrain(model: RotaModel) -> None:
    """Charge for changes after the days of notice."""
    charge_changes(model, "change", range(model.problem.notice_until, model.problem.days))
