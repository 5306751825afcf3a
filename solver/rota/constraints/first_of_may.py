"""A site closed by the first of May has no session."""

from __future__ import annotations

from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Columns exist for candidates only; a pinned assignment that is none gets a row that forbids it."""
    for cell in sorted(model.problem.pinned):
        template = model.problem.templates[cell.template]
        if (cell.day, template.site) in model.problem.closed_may_day:
            model.forbid(Tag("first_of_may", cell.person, cell.day, template.site, cell.template), [model.x[cell]])
