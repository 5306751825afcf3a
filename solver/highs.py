"""HiGHS, reached through ortools' math_opt: proven bounds of a linear model, in a process that can be ended at once."""

from __future__ import annotations

import math
import multiprocessing
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2
from ortools.math_opt.python import model as math_opt_model
from ortools.math_opt.python import model_parameters, parameters, result, solve
from ortools.math_opt.python.variables import Variable

from solver.linear import UNBOUNDED, Ints, Matrix, Objective

INTEGRALITY = 1e-6
"""How far below a whole number a bound may lie and still be rounded up to it."""


@dataclass(frozen=True, slots=True)
class BoundTask:
    """Minimise an objective: over whole numbers, or over the linear relaxation only."""

    matrix: Matrix
    objective: Objective
    whole: bool
    seconds: float
    seed: int = 1
    hint: Ints | None = None


@dataclass(frozen=True)
class BoundAnswer:
    """The proven bound (rounded up to a whole number), values if a whole solution was found, and the verdicts.

    `finished`: the task was solved to its end, not cut by time. `infeasible`: no solution exists.
    """

    bound: int
    values: Ints | None = None
    finished: bool = False
    infeasible: bool = False


def solve_bound(task: BoundTask) -> BoundAnswer:
    """Run a task in this process."""
    return _branched(task) if task.whole else _relaxed(task)


def _branched(task: BoundTask) -> BoundAnswer:
    model, variables = _math_opt_model(task)
    params = _parameters(task)
    params.relative_gap_tolerance = 0.0
    params.absolute_gap_tolerance = 1 - INTEGRALITY
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
    return BoundAnswer(rounded_up(answer.dual_bound()), found, finished)


def _relaxed(task: BoundTask) -> BoundAnswer:
    """The relaxation by interior points without crossover: its prices prove a bound whatever their precision."""
    model, _ = _math_opt_model(task)
    params = _parameters(task)
    params.lp_algorithm = parameters.LPAlgorithm.BARRIER
    params.highs.string_options["run_crossover"] = "off"
    answer = solve.solve(model, parameters.SolverType.HIGHS, params=params)
    if answer.termination.reason is result.TerminationReason.INFEASIBLE:
        return BoundAnswer(0, finished=True, infeasible=True)
    if not answer.has_dual_feasible_solution():
        return BoundAnswer(0)
    duals = answer.dual_values()
    rows = sorted(model.linear_constraints(), key=lambda row: row.id)
    prices = np.array([duals[row] for row in rows], dtype=np.float64)
    finished = answer.termination.reason is result.TerminationReason.OPTIMAL
    return BoundAnswer(rounded_up(priced_bound(task.matrix, task.objective, prices)), finished=finished)


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


def rounded_up(bound: float) -> int:
    """The least whole cost that a proven bound allows, never below 0."""
    return max(0, math.ceil(bound - INTEGRALITY * max(1.0, abs(bound)))) if math.isfinite(bound) else 0


def _math_opt_model(task: BoundTask) -> tuple[math_opt_model.Model, list[Variable]]:
    matrix = task.matrix
    proto = model_pb2.ModelProto()
    proto.variables.ids.extend(range(matrix.width))
    proto.variables.lower_bounds.extend(matrix.lower.astype(float).tolist())
    proto.variables.upper_bounds.extend(matrix.upper.astype(float).tolist())
    proto.variables.integers.extend([task.whole] * matrix.width)
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
    model = math_opt_model.Model.from_model_proto(proto)
    return model, sorted(model.variables(), key=lambda v: v.id)


def _floats(bounds: Ints) -> list[float]:
    floats = bounds.astype(float)
    floats[bounds >= UNBOUNDED] = math.inf
    floats[bounds <= -UNBOUNDED] = -math.inf
    return [float(bound) for bound in floats]


class BoundProcess:
    """A process that works on one task at a time: `start`, ask `answer` now and then, `close` at any moment."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self.busy = False

    def start(self, task: BoundTask) -> None:
        """Begin a task; the one before must have been answered."""
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
        assert self._pipe is not None
        self._pipe.send(task)
        self.busy = True

    def answer(self, wait: float = 0.0) -> BoundAnswer | None:
        """The answer of the task, None while it runs. Raises `RuntimeError` if the process died."""
        if not self.busy or self._pipe is None or not self._pipe.poll(wait):
            return None
        try:
            answer = self._pipe.recv()
        except EOFError as lost:
            raise RuntimeError("the bounding process ended without an answer") from lost
        self.busy = False
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, BoundAnswer)
        return answer

    def close(self) -> None:
        """End the process at once, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        self.busy = False


def _serve(pipe: Connection) -> None:
    """Work on tasks until the other end goes away; an interrupt from the keyboard is the parent's affair."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(solve_bound(task))
        except Exception as failure:
            pipe.send(failure)
