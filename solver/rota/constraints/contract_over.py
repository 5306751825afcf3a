"""Contract minutes are not exceeded."""

from __future__ import annotations

from solver.rota.model import RotaModel
from solver.rota.targets import worked_towards


def constrain(model: RotaModel) -> None:
    """Charge for minutes above each contract target."""
    for person, who in model.people():
        for target in who.targets:
            if not target.desk:
                terms = worked_towards(model, person, target, 1)
                over = model.linear.excess((terms, -target.minutes - target.tolerance))
                model.charge("contract_over", over)
