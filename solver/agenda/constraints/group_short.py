"""Group workshops take place as often as they should."""

from __future__ import annotations

from solver.agenda.constraints.shortage import charge_missing
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Charge for the workshops that are missing."""
    charge_missing(model, "group_short")
