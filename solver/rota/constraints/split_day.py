"""Few days are cut in two."""

from __future__ import annotations

from solver.linear import Term
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Charge for each day in which two sessions one after the other lie far apart."""
    for person, who in model.people():
        for day in range(model.problem.days):
            splits = _splits(model, person, day, who.limits.split_gap)
            if splits:
                model.charge("split_day", model.linear.excess(*splits))


def _splits(model: RotaModel, person: int, day: int, gap: int) -> list[tuple[list[Term], int]]:
    """(terms, constant) that exceed 0 when a far pair is worked and nothing between them is."""
    sessions = model.sessions(person, day)
    found = []
    for first, early in sessions:
        for last, late in sessions:
            if last.start - first.end > gap:
                between = [c for t, c in sessions if first.end <= t.start and t.end <= last.start and t.start < t.end]
                found.append(([(early, 1), (late, 1), *((c, -1) for c in between)], -1))
    return found
