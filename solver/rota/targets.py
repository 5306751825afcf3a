"""Minutes against contract targets, as terms of the model."""

from __future__ import annotations

from scheduler.rota.problem import ContractTarget
from solver.linear import Term
from solver.rota.model import RotaModel


def worked_towards(model: RotaModel, person: int, target: ContractTarget, sign: int) -> list[Term]:
    """sign × the minutes worked on the days of a target; desk sessions only for a desk target."""
    return [
        (column, sign * template.worked)
        for day in range(target.first, target.last + 1)
        for template, column in model.sessions(person, day)
        if not target.desk or template.kind == "desk"
    ]


def charge_below(model: RotaModel, rule: str, desk: bool) -> None:
    """Charge a rule for the minutes missing from every target of this sort."""
    for person, who in model.people():
        for target in who.targets:
            wanted = target.minutes - target.tolerance
            if target.desk is desk and wanted > 0:
                short = model.linear.excess((worked_towards(model, person, target, -1), wanted))
                model.charge(rule, short)
