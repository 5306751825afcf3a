"""Pinned assignments stay."""

from __future__ import annotations

from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Every pinned assignment is in the rota."""
    for cell in sorted(model.problem.pinned):
        tag = Tag("pinned", cell.person, cell.day, model.problem.templates[cell.template].site, cell.template)
        model.linear.row([(model.x[cell], 1)], lower=1, tag=tag)
