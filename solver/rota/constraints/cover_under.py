"""Sites have the people they need."""

from __future__ import annotations

from solver.rota.headcount import charge_shortage
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Charge for everyone missing outside the acute windows."""
    charge_shortage(model, "cover_under", acute=False)
