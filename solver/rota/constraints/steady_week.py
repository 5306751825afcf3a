"""The usual week is kept."""

from __future__ import annotations

from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Charge for days worked against the usual week and for usual days off."""
    for person, who in model.people():
        for day, expected in who.usual:
            works = model.works(person, day)
            if expected:
                model.charge("steady_week", model.linear.excess(([] if works is None else [(works, -1)], 1)))
            elif works is not None:
                model.charge("steady_week", works)
