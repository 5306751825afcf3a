"""Only items that a segment allows are laid into it."""

from __future__ import annotations

from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Forbid items elsewhere; a model that is not wide has no columns for them to begin with."""
    for (session, place, item), column in model.counts.items():
        if item not in model.problem.sessions[session].segments[place].items:
            model.linear.row([(column, 1)], upper=0)
