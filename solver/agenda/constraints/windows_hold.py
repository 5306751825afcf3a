"""Time in an acute window waits for acute problems throughout."""

from __future__ import annotations

from scheduler.agenda.problem import BlockKind
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Forbid everything but acute blocks in a window, open time included."""
    for (session, place, item), column in model.counts.items():
        window = model.problem.sessions[session].segments[place].window
        if window and model.problem.items[item].kind is not BlockKind.ACUTE:
            model.linear.row([(column, 1)], upper=0)
    for arc, column in model.arcs.items():
        if arc.item is None and model.problem.sessions[arc.session].segments[arc.place].window:
            model.linear.row([(column, 1)], upper=0)
