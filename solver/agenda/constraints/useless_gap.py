"""Little open time lies in stretches that no booking can use."""

from __future__ import annotations

from scheduler.agenda.problem import BlockKind
from scheduler.agenda.waste import useless_minutes
from scheduler.calendar import GRAIN
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Charge for every grain of open time that is not part of a slot; settled stretches lose what they lose."""
    if not model.places:
        return
    for arc, column in model.arcs.items():
        if arc.lost:
            model.charge("useless_gap", column, GRAIN)
    for session, _, segment in model.segments():
        if segment.fill is BlockKind.OPEN and not model.items_of(segment):
            lost = useless_minutes(segment.minutes, model.problem.sessions[session].open_lengths)
            if lost:
                model.charge("useless_gap", model.linear.excess(([], lost)), 1)
