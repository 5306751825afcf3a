"""Annual reviews of a list have their time."""

from __future__ import annotations

from solver.agenda.constraints.shortage import charge_missing
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Charge for the annual reviews that are missing."""
    charge_missing(model, "review_short")
