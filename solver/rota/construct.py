"""A first rota, fast: week after week, each solved on its own with the weeks before it settled."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scheduler.rota.problem import DAYS_IN_WEEK, Assignment, RotaProblem
from solver.cpsat import Effort, Stoppable, minimise
from solver.linear import Bools, Ints, Matrix, Objective
from solver.rota.incumbent import BLEND, Incumbent
from solver.rota.model import RotaModel, build_model
from solver.rota.week import week_problem

GROUP_DECISIONS = 120
"""About how many decisions of colleagues are filled in at once."""

PART_OPTIONS: dict[str, object] = {"linearization_level": 2, "symmetry_level": 0}
"""CP-SAT parameters for parts: small models with good relaxations."""


def weighted(matrix: Matrix, tiers: list[int], step: int) -> Objective:
    """One objective of several tiers: each weighs `step` times the next."""
    columns = np.concatenate([matrix.objectives[tier].columns for tier in tiers])
    weights = [matrix.objectives[tier].costs * step ** (len(tiers) - 1 - i) for i, tier in enumerate(tiers)]
    unique, inverse = np.unique(columns, return_inverse=True)
    costs = np.zeros(len(unique), dtype=np.int64)
    np.add.at(costs, inverse, np.concatenate(weights))
    return Objective(unique, costs)


def week_after_week(problem: RotaProblem, effort: Effort, stoppable: Stoppable) -> list[Assignment] | None:
    """Assignments of all weeks, each part of each week given `effort`; None when a week finds no answer."""
    done: list[Assignment] = []
    for week in range(problem.weeks):
        found = _one_week(week_problem(problem, week, done), effort, stoppable)
        if found is None or stoppable.stopped.is_set():
            return None
        done += [Assignment(c.person, c.day + week * DAYS_IN_WEEK, c.template) for c in found]
    return done


def _one_week(problem: RotaProblem, effort: Effort, stoppable: Stoppable) -> list[Assignment] | None:
    """From an empty week, group after group of people, each group solved with the others held."""
    model = build_model(problem)
    matrix = model.linear.freeze()
    values = model.linear.complete([])
    if not matrix.holds(values):
        return _whole_week(model, matrix, effort, stoppable)
    for free in _groups(model, matrix.width):
        values = _filled(matrix, free, values, effort, stoppable)
    return [cell for cell, column in model.x.items() if values[column]]


def _groups(model: RotaModel, width: int) -> Iterator[Bools]:
    """Decisions of a few people at a time: colleagues of one site and profession, the largest groups first."""
    columns: dict[int, list[int]] = {}
    for cell, column in model.x.items():
        columns.setdefault(cell.person, []).append(column)
    people = model.problem.people
    colleagues: dict[tuple[int, str], list[int]] = {}
    for person in columns:
        home = people[person].home_site
        colleagues.setdefault((-1 if home is None else home, people[person].profession), []).append(person)
    sizes = {key: sum(len(columns[p]) for p in group) for key, group in colleagues.items()}
    for key in sorted(colleagues, key=lambda k: (-sizes[k], k)):
        for few in _few_at_a_time(colleagues[key], columns):
            free = np.zeros(width, dtype=np.bool_)
            free[[column for person in few for column in columns[person]]] = True
            yield free


def _few_at_a_time(group: list[int], columns: dict[int, list[int]]) -> list[list[int]]:
    total = sum(len(columns[person]) for person in group)
    share = total / -(-total // GROUP_DECISIONS)
    parts: list[list[int]] = [[]]
    for person in group:
        if sum(len(columns[p]) for p in parts[-1]) >= share:
            parts.append([])
        parts[-1].append(person)
    return parts


def _filled(matrix: Matrix, free: Bools, values: Ints, effort: Effort, stoppable: Stoppable) -> Ints:
    """The values with one group's part solved, unchanged when it finds nothing better."""
    part = matrix.restricted(free, values)
    objective = weighted(part.matrix, list(matrix.objectives), BLEND)
    inside = values[part.names]
    if len(objective.columns) == 0:
        return values
    answer = minimise(part.matrix, objective, effort, hint=inside, stoppable=stoppable, options=PART_OPTIONS)
    if answer.values is None or objective.value(answer.values) >= objective.value(inside):
        return values
    filled = values.copy()
    filled[part.names] = answer.values
    return filled


def _whole_week(model: RotaModel, matrix: Matrix, effort: Effort, stoppable: Stoppable) -> list[Assignment] | None:
    """A week that may not stay empty, solved in one piece."""
    objective = weighted(matrix, list(matrix.objectives), BLEND) if matrix.objectives else None
    patient = Effort(20 * effort.seconds, 20 * effort.deterministic_seconds, seed=effort.seed)
    answer = minimise(matrix, objective, patient, stoppable=stoppable, options=PART_OPTIONS)
    if answer.values is None:
        return None
    return [cell for cell, column in model.x.items() if answer.values[column]]


def as_decisions(incumbent: Incumbent, cells: list[Assignment]) -> Ints:
    """The decisions of some assignments as 0 and 1, one for each cell of the model."""
    chosen = set(cells)
    return np.array([cell in chosen for cell in incumbent.model.cells], dtype=np.int64)
