"""Visits expected in a week have their time."""

from __future__ import annotations

from solver.agenda.constraints.shortage import charge_missing
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Charge for the visits that are missing."""
    charge_missing(model, "visit_short")
