"""Sites keep the acute slots that hold the promise to acute patients."""

from __future__ import annotations

from solver.agenda.constraints.shortage import charge_missing
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Charge for the acute slots that are missing."""
    charge_missing(model, "acute_short")
