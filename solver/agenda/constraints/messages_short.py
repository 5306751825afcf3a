"""Messages and calls of a list have their desk time."""

from __future__ import annotations

from solver.agenda.constraints.shortage import charge_missing
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Charge for the stretches of desk time that are missing."""
    charge_missing(model, "messages_short")
