"""Teleconsultations expected on a day have their slots."""

from __future__ import annotations

from solver.agenda.constraints.shortage import charge_missing
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Charge for the teleconsultation slots that are missing."""
    charge_missing(model, "tele_short")
