"""What models of counts alone say of an agenda."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.problem import AgendaProblem
from solver.agenda.model import AgendaModel, Cell
from solver.linear import Ints


def counts_of(model: AgendaModel, agenda: Agenda) -> dict[Cell, int]:
    """How many blocks of each item the segments hold."""
    return {cell: _count(model.problem, agenda, cell) for cell in model.counts}


def _count(problem: AgendaProblem, agenda: Agenda, cell: Cell) -> int:
    session, place, item = cell
    about = problem.items[item]
    look = (about.kind, about.motive, about.minutes)
    found = agenda.in_segment(session, problem.sessions[session].segments[place])
    return sum((block.kind, block.motive, block.minutes) == look for block in found)


def with_counts(model: AgendaModel, counts: Mapping[Cell, int]) -> Ints:
    """The values of a model of counts alone."""
    values = np.zeros(len(model.linear.lower), dtype=np.int64)
    for cell, column in model.counts.items():
        values[column] = counts[cell]
    return model.linear.recompleted(values, range(len(values)))


def of_whole_segments(problem: AgendaProblem) -> bool:
    """Whether every need speaks of whole segments, or of none of them."""
    return all(
        (need.begin <= segment.begin and segment.end <= need.end)
        or segment.end <= need.begin
        or need.end <= segment.begin
        for need in problem.needs
        for number, _, segment in problem.segments()
        if number in need.sessions
    )
