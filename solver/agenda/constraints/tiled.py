"""The blocks of a session cover its presence once, on the grid."""

from __future__ import annotations

from collections import defaultdict

from scheduler.agenda.problem import Segment
from solver.agenda.model import AgendaModel
from solver.linear import Term


def constrain(model: AgendaModel) -> None:
    """Arcs form a path from the beginning of each segment to its end; counts alone must not need more than its time."""
    if model.places:
        _paths(model)
    else:
        _room(model)


def _paths(model: AgendaModel) -> None:
    balance: dict[tuple[int, int, int], list[Term]] = defaultdict(list)
    for arc, column in model.arcs.items():
        balance[arc.session, arc.place, arc.begin].append((column, 1))
        balance[arc.session, arc.place, arc.end].append((column, -1))
    for (session, place, node), terms in balance.items():
        surplus = _surplus(model.problem.sessions[session].segments[place], node)
        model.linear.row(terms, lower=surplus, upper=surplus)


def _surplus(segment: Segment, node: int) -> int:
    """One path begins at the beginning and ends at the end."""
    return (node == segment.begin) - (node == segment.end)


def _room(model: AgendaModel) -> None:
    terms: dict[tuple[int, int], list[Term]] = defaultdict(list)
    for (session, place, item), column in model.counts.items():
        terms[session, place].append((column, model.problem.items[item].minutes))
    for (session, place), used in terms.items():
        model.linear.row(used, upper=model.problem.sessions[session].segments[place].minutes)
