"""Trainees have a supervisor's time in every session."""

from __future__ import annotations

from solver.agenda.constraints.shortage import charge_missing
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Charge for the stretches of supervision that are missing."""
    charge_missing(model, "supervision_short")
