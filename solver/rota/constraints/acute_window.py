"""An open site has a GP in its acute windows."""

from __future__ import annotations

from solver.rota.headcount import charge_shortage
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Charge for everyone missing in an acute window."""
    charge_shortage(model, "acute_window", acute=True)
