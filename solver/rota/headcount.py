"""How many people a cover need has, as terms of the model."""

from __future__ import annotations

from scheduler.rota.problem import Cover
from solver.linear import Term
from solver.rota.model import RotaModel


def present(model: RotaModel, need: Cover) -> list[Term]:
    """The number of assignments that count towards a cover need."""
    return [
        (column, 1)
        for template in sorted(need.templates)
        for person, column in model.takers(need.day, template)
        if person in need.people
    ]


def charge_shortage(model: RotaModel, rule: str, acute: bool) -> None:
    """Charge a rule for everyone missing from the needs that are acute, or from those that are not."""
    for need in model.problem.cover:
        if need.acute is acute and need.least > 0:
            fewer = [(column, -1) for column, _ in present(model, need)]
            model.charge(rule, model.linear.excess((fewer, need.least)), need.amount * need.weight_under)
