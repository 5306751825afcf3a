"""Only eligible people work a session that is offered."""

from __future__ import annotations

from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Columns exist for candidates only; a pinned assignment that is none gets a row that forbids it."""
    for cell in sorted(model.problem.pinned):
        template = model.problem.templates[cell.template]
        if cell.template not in model.problem.offered[cell.day] & model.problem.people[cell.person].eligible:
            model.forbid(Tag("eligible", cell.person, cell.day, template.site, cell.template), [model.x[cell]])
