"""What needs lack, as columns."""

from __future__ import annotations

from solver.agenda.model import AgendaModel


def charge_missing(model: AgendaModel, rule: str) -> None:
    """Charge for what laid blocks and settled time leave of each need of a rule."""
    for need in model.needs(rule):
        lacking = need.amount - model.settled(need)
        if lacking > 0:
            short = model.linear.excess(([(column, -gives) for column, gives in model.laid(need)], lacking))
            model.charge(rule, short, need.unit)
