"""Planned consultations expected in a week have their time."""

from __future__ import annotations

from scheduler.agenda.problem import Need
from solver.agenda.model import AgendaModel
from solver.linear import Term


def constrain(model: AgendaModel) -> None:
    """Charge for open time that is missing: it is what laid blocks leave of the segments."""
    for need in model.needs("open_short"):
        most, taken = _open(model, need)
        if need.amount - most > 0 or taken:
            short = model.linear.excess((taken, need.amount - most))
            model.charge("open_short", short, need.unit)


def _open(model: AgendaModel, need: Need) -> tuple[int, list[Term]]:
    """What is open when nothing is laid, and what each block takes, in the unit of the need."""
    most = model.settled(need) + sum(
        segment.minutes // need.unit
        for session, _, segment in model.segments()
        if session in need.sessions and model.items_of(segment)
    )
    taken = [
        (column, model.problem.items[item].minutes // need.unit)
        for (session, _, item), column in model.counts.items()
        if session in need.sessions
    ]
    return most, taken
