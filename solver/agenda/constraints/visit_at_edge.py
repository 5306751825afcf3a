"""A visit laid into a consulting session stands at its beginning or at its end."""

from __future__ import annotations

from collections import defaultdict

from scheduler.agenda.problem import BlockKind
from solver.agenda.model import AgendaModel
from solver.linear import Term


def constrain(model: AgendaModel) -> None:
    """Forbid visits elsewhere; counts alone know that a session has two edges."""
    if model.places:
        _at_edges(model)
    else:
        _two_edges(model)


def _at_edges(model: AgendaModel) -> None:
    for number in sorted(model.sessions):
        session = model.problem.sessions[number]
        for arc, column in model.arcs_of(number, BlockKind.VISIT):
            if arc.begin != session.begin and arc.end != session.end:
                model.linear.row([(column, 1)], upper=0)


def _two_edges(model: AgendaModel) -> None:
    by_segment: dict[tuple[int, int], list[Term]] = defaultdict(list)
    for (session, place, item), column in model.counts.items():
        if model.problem.items[item].kind is BlockKind.VISIT:
            by_segment[session, place].append((column, 1))
    for (session, place), visits in by_segment.items():
        last = len(model.problem.sessions[session].segments) - 1
        model.linear.row(visits, upper=(place == 0) + (place == last))
