"""Long sessions have their breaks."""

from __future__ import annotations

from solver.agenda.constraints.shortage import charge_missing
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Charge for the breaks that are missing."""
    charge_missing(model, "break_short")
