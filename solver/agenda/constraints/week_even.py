"""Reviews and desk time are shared among the sessions of a week."""

from __future__ import annotations

from solver.agenda.constraints.share import charge_beyond
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Charge for blocks beyond each share."""
    charge_beyond(model, "week_even")
