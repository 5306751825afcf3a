"""Changes at short notice are dear."""

from __future__ import annotations

from solver.rota.model import RotaModel
from solver.rota.stability import charge_changes


def constrain(model: RotaModel) -> None:
    """Charge for changes inside the days of notice."""
    charge_changes(model, "change_inside_notice", range(model.problem.notice_until))
