"""A doctor is there for the own list on enough days a week."""

from __future__ import annotations

from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Charge for days of presence missing from a week."""
    for person, who in model.people():
        for presence in who.presence:
            days = [model.present(person, day, presence.site) for day in presence.available]
            there = [(column, -1) for column in days if column is not None]
            if presence.days > 0:
                model.charge("presence_days", model.linear.excess((there, presence.days)))
