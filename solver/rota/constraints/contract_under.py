"""Contract minutes are worked."""

from __future__ import annotations

from solver.rota.model import RotaModel
from solver.rota.targets import charge_below


def constrain(model: RotaModel) -> None:
    """Charge for minutes below each contract target."""
    charge_below(model, "contract_under", desk=False)
