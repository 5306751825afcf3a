"""Nothing is laid out beyond the need for it."""

from __future__ import annotations

from scheduler.agenda.problem import BlockKind, Need
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Laid blocks give at most what settled time leaves of each need.

    Counts alone cannot tell which blocks begin in time for a need that asks for a part of a segment only.
    """
    for need in model.needs():
        if need.kind is BlockKind.OPEN or not (model.places or _takes_whole_segments(model, need)):
            continue
        if laid := model.laid(need):
            model.linear.row(laid, upper=max(0, need.amount - model.settled(need)))


def _takes_whole_segments(model: AgendaModel, need: Need) -> bool:
    return all(
        (need.begin <= segment.begin and segment.end <= need.end)
        or segment.end <= need.begin
        or need.end <= segment.begin
        for session, _, segment in model.segments()
        if session in need.sessions
    )
