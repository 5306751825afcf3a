"""HiGHS, reached through ortools' math_opt: proven bounds of a linear model."""

from __future__ import annotations

import math
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2
from ortools.math_opt.python import model as math_opt
from ortools.math_opt.python import model_parameters, parameters, result, solve
from ortools.math_opt.python.variables import Variable

from solver.bounding import BoundAnswer, BoundTask, Method, rounded_up
from solver.linear import UNBOUNDED, Ints, Matrix, Objective


def branch(task: BoundTask) -> BoundAnswer:
    """Branch and bound over whole numbers."""
    model, variables = as_math_opt(task)
    params = _parameters(task)
    params.relative_gap_tolerance = 0.0
    params.absolute_gap_tolerance = 0.99  # costs are whole
    hints = []
    if task.hint is not None:
        values = dict(zip(variables, task.hint.tolist(), strict=True))
        hints.append(model_parameters.SolutionHint(variable_values=values))
    answer = solve.solve(
        model,
        parameters.SolverType.HIGHS,
        params=params,
        model_params=model_parameters.ModelSolveParameters(solution_hints=hints),
    )
    if answer.termination.reason is result.TerminationReason.INFEASIBLE:
        return BoundAnswer(0, finished=True, infeasible=True)
    found = None
    if answer.has_primal_feasible_solution():
        primal = answer.variable_values()
        found = np.array([round(primal[v]) for v in variables], dtype=np.int64)
    finished = answer.termination.reason is result.TerminationReason.OPTIMAL
    return BoundAnswer(rounded_up(answer.dual_bound()), found, finished=finished)


def relax(task: BoundTask) -> BoundAnswer:
    """The relaxation by interior points without crossover: its prices prove a bound whatever their precision."""
    model, _ = as_math_opt(task)
    params = _parameters(task)
    params.lp_algorithm = parameters.LPAlgorithm.BARRIER
    params.highs.string_options["run_crossover"] = "off"
    try:
        answer = solve.solve(model, parameters.SolverType.HIGHS, params=params)
    except Exception:
        answer = solve.solve(model, parameters.SolverType.HIGHS, params=_parameters(task))
    if answer.termination.reason is result.TerminationReason.INFEASIBLE:
        return BoundAnswer(0, finished=True, infeasible=True)
    if not answer.has_dual_feasible_solution():
        return BoundAnswer(0)
    duals = answer.dual_values()
    rows = sorted(model.linear_constraints(), key=lambda row: row.id)
    prices = np.array([duals[row] for row in rows], dtype=np.float64)
    finished = answer.termination.reason is result.TerminationReason.OPTIMAL
    bound = rounded_up(priced_bound(task.matrix, task.objective, prices))
    return BoundAnswer(bound, finished=finished)


def _parameters(task: BoundTask) -> parameters.SolveParameters:
    return parameters.SolveParameters(time_limit=timedelta(seconds=max(0.1, task.seconds)))


def priced_bound(matrix: Matrix, objective: Objective, prices: NDArray[np.float64]) -> float:
    """The least cost that row prices prove, for any prices at all.

    Each row is paid for at its price, then every column takes the cheaper of its bounds. `prices` (rows,): positive
    for lower row bounds, negative for upper ones; a price on a side without a bound counts as 0.
    """
    lower, upper = np.array(_floats(matrix.row_lower)), np.array(_floats(matrix.row_upper))
    up = np.where(np.isfinite(lower), np.maximum(prices, 0.0), 0.0)
    down = np.where(np.isfinite(upper), np.minimum(prices, 0.0), 0.0)
    paid = up @ np.where(np.isfinite(lower), lower, 0.0) + down @ np.where(np.isfinite(upper), upper, 0.0)
    costs = np.bincount(objective.columns, weights=objective.costs, minlength=matrix.width)
    spent = matrix.coefficients * (up + down)[matrix.rows]
    reduced = costs - np.bincount(matrix.columns, weights=spent, minlength=matrix.width)
    return float(paid + np.where(reduced > 0, reduced * matrix.lower, reduced * matrix.upper).sum())


def as_math_opt(task: BoundTask) -> tuple[math_opt.Model, list[Variable]]:
    """The task as a math_opt model, and its variables in column order."""
    matrix = task.matrix
    proto = model_pb2.ModelProto()
    proto.variables.ids.extend(range(matrix.width))
    proto.variables.lower_bounds.extend(matrix.lower.astype(float).tolist())
    proto.variables.upper_bounds.extend(matrix.upper.astype(float).tolist())
    proto.variables.integers.extend([task.method is Method.BRANCH] * matrix.width)
    order = np.argsort(task.objective.columns)
    proto.objective.linear_coefficients.ids.extend(task.objective.columns[order].tolist())
    proto.objective.linear_coefficients.values.extend(task.objective.costs[order].astype(float).tolist())
    proto.linear_constraints.ids.extend(range(matrix.height))
    proto.linear_constraints.lower_bounds.extend(_floats(matrix.row_lower))
    proto.linear_constraints.upper_bounds.extend(_floats(matrix.row_upper))
    entries = np.lexsort((matrix.columns, matrix.rows))
    proto.linear_constraint_matrix.row_ids.extend(matrix.rows[entries].tolist())
    proto.linear_constraint_matrix.column_ids.extend(matrix.columns[entries].tolist())
    proto.linear_constraint_matrix.coefficients.extend(matrix.coefficients[entries].astype(float).tolist())
    model = math_opt.Model.from_model_proto(proto)
    return model, sorted(model.variables(), key=lambda v: v.id)


def _floats(bounds: Ints) -> list[float]:
    floats = bounds.astype(float)
    floats[bounds >= UNBOUNDED] = math.inf
    floats[bounds <= -UNBOUNDED] = -math.inf
    return [float(bound) for bound in floats]
