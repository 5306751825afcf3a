"""Desk minutes are planned."""

from __future__ import annotations

from solver.rota.model import RotaModel
from solver.rota.targets import charge_below


def constrain(model: RotaModel) -> None:
    """Charge for desk minutes below each desk target."""
    charge_below(model, "desk_short", desk=True)
