"""Saturday sessions are shared by contract share."""

from __future__ import annotations

from scheduler.rota.problem import Duty
from solver.rota.fair import charge_unfairness
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Charge for sessions beyond each person's fair share."""
    charge_unfairness(model, "equity_saturday", Duty.SATURDAY)
