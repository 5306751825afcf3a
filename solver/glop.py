"""GLOP, reached through ortools' math_opt: the relaxation by the simplex method, with a corner of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from ortools.math_opt.python import parameters, result, solve

from solver.bounding import BoundTask, Method, rounded_up
from solver.highs import as_math_opt, priced_bound
from solver.linear import Matrix, Objective, Reals


@dataclass(frozen=True)
class Corner:
    """An optimal corner of the relaxation: the values of all columns, what each unit more would cost, and the bound.

    `values`, `reduced_costs` (columns,). The bound holds for whole numbers, whatever the precision of the rest.
    """

    values: Reals
    reduced_costs: Reals
    bound: int


def corner(matrix: Matrix, objective: Objective, seconds: float) -> Corner | None:
    """An optimal corner of the relaxation, None where it was not reached in time."""
    model, variables = as_math_opt(BoundTask(matrix, objective, Method.RELAX, seconds))
    limit = parameters.SolveParameters(time_limit=timedelta(seconds=seconds))
    answer = solve.solve(model, parameters.SolverType.GLOP, params=limit)
    if answer.termination.reason is not result.TerminationReason.OPTIMAL:
        return None
    values, reduced, duals = answer.variable_values(), answer.reduced_costs(), answer.dual_values()
    rows = sorted(model.linear_constraints(), key=lambda row: row.id)
    prices = np.array([duals[row] for row in rows], dtype=np.float64)
    return Corner(
        np.array([values[v] for v in variables], dtype=np.float64),
        np.array([reduced[v] for v in variables], dtype=np.float64),
        max(0, rounded_up(priced_bound(matrix, objective, prices))),
    )
