"""A doctor is never away from the own list for too many working days in a row."""

from __future__ import annotations

from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Charge for each stretch of working days in a row without presence."""
    for person, who in model.people():
        if who.presence_gap is None or who.home_site is None:
            continue
        days = [model.present(person, day, who.home_site) for day in who.presence_days]
        length = who.presence_gap + 1
        for start in range(len(days) - length + 1):
            there = [(column, -1) for column in days[start : start + length] if column is not None]
            model.charge("presence_gap", model.linear.excess((there, 1)))
