"""Acute slots are shared among the sessions of a day."""

from __future__ import annotations

from solver.agenda.constraints.share import charge_beyond
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Charge for acute blocks beyond each share."""
    charge_beyond(model, "acute_even")
