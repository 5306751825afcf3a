"""Our counts with our first places: how many blocks of each kind a session holds as we count, laid once, not improved.

Shows what the search for places adds. Counts are proven as ours are; the places prove nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.laid import Laid
from scheduler.agenda.problem import AgendaProblem
from scheduler.agenda.rules import PLACES_TIER
from solver.agenda.first import first_places
from solver.agenda.improve import OPTIONS
from solver.agenda.model import AgendaModel, Cell, build_agenda_model
from solver.agenda.parts import linked_by_counts, part_of
from solver.agenda.search import CHOOSING, COUNTING, ENOUGH
from solver.cpsat import Effort, Stoppable, minimise
from solver.crew import Crew
from solver.settings import SolverSettings


@dataclass(frozen=True)
class _Part:
    """Sessions that are counted together, as a problem of their own; `seconds` that counting them may take."""

    problem: AgendaProblem
    sessions: tuple[int, ...]
    seconds: float
    seed: int


def lay_out_first(problem: AgendaProblem, settings: SolverSettings) -> Laid:
    """The counted blocks at their first places; counting ends within the share of `seconds` that ours may take."""
    parts = _parts(problem, settings)
    with Crew(settings.workers, Stoppable()) as crew:
        counted = crew.do(_count, parts)
    counts = {
        (part.sessions[session], place, item): count
        for part, found in zip(parts, counted, strict=True)
        for (session, place, item), count in found.items()
    }
    model = AgendaModel(problem)
    return Laid(model.agenda(model.linear.complete(model.arcs[arc] for arc in first_places(model, counts))))


def _parts(problem: AgendaProblem, settings: SolverSettings) -> list[_Part]:
    """The parts that share no need, the largest first; time goes by the square of their sessions, as in our search."""
    groups = sorted(linked_by_counts(problem), key=lambda group: (-len(group), min(group)))
    whole = sum(len(group) ** 2 for group in groups)
    time = COUNTING * settings.seconds * settings.workers
    return [
        _Part(
            part_of(problem, group),
            tuple(sorted(group)),
            max(ENOUGH, time * len(group) ** 2 / whole),
            settings.seed,
        )
        for group in groups
    ]


def _count(part: _Part, stoppable: Stoppable) -> Mapping[Cell, int]:
    """The best counts tier by tier, then the fewest blocks among those that are as good."""
    model = build_agenda_model(part.problem, places=False)
    for column in model.counts.values():
        model.linear.cost(PLACES_TIER, column, 1)
    matrix, values = model.linear.freeze(), model.linear.complete(())
    for tier, objective in matrix.objectives.items():
        effort = Effort(CHOOSING if tier == PLACES_TIER else part.seconds, seed=part.seed)
        answer = minimise(matrix, objective, effort, hint=values, stoppable=stoppable, options=OPTIONS)
        values = values if answer.values is None else answer.values
        matrix = matrix.with_cap(objective, objective.value(values))
    return {cell: int(values[column]) for cell, column in model.counts.items()}
