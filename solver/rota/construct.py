"""A first rota, fast: week after week, each solved on its own with the weeks before it settled."""

from __future__ import annotations

import numpy as np

from scheduler.rota.problem import DAYS_IN_WEEK, Assignment, RotaProblem
from solver.cpsat import Effort, Outcome, Stoppable, minimise
from solver.linear import Ints, Matrix, Objective
from solver.rota.incumbent import Incumbent
from solver.rota.model import build_model
from solver.rota.week import week_problem

STEP = 100
"""How much more a unit of one tier weighs than a unit of the next while a first rota is built."""


def weighted(matrix: Matrix, tiers: list[int], step: int) -> Objective:
    """One objective of several tiers: each weighs `step` times the next."""
    columns = np.concatenate([matrix.objectives[tier].columns for tier in tiers])
    weights = [matrix.objectives[tier].costs * step ** (len(tiers) - 1 - i) for i, tier in enumerate(tiers)]
    unique, inverse = np.unique(columns, return_inverse=True)
    costs = np.zeros(len(unique), dtype=np.int64)
    np.add.at(costs, inverse, np.concatenate(weights))
    return Objective(unique, costs)


def week_after_week(problem: RotaProblem, effort: Effort, stoppable: Stoppable) -> list[Assignment] | None:
    """Assignments of all weeks, each week given `effort`; None when a week finds no answer."""
    done: list[Assignment] = []
    for week in range(problem.weeks):
        found = _one_week(week_problem(problem, week, done), effort, stoppable)
        if found is None:
            return None
        done += [Assignment(c.person, c.day + week * DAYS_IN_WEEK, c.template) for c in found]
    return done


def _one_week(problem: RotaProblem, effort: Effort, stoppable: Stoppable) -> list[Assignment] | None:
    model = build_model(problem)
    matrix = model.linear.freeze()
    objective = weighted(matrix, list(matrix.objectives), STEP) if matrix.objectives else None
    answer = minimise(matrix, objective, effort, stoppable=stoppable)
    if answer.outcome not in {Outcome.OPTIMAL, Outcome.FEASIBLE} or answer.values is None:
        return None
    return [cell for cell, column in model.x.items() if answer.values[column]]


def decisions_of(incumbent: Incumbent, cells: list[Assignment]) -> Ints:
    """The decisions of some assignments as 0 and 1, one for each cell of the model."""
    chosen = set(cells)
    return np.array([cell in chosen for cell in incumbent.model.cells], dtype=np.int64)
