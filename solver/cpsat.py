"""The one place that calls CP-SAT: a linear model in, values or a proof out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from ortools.sat.python import cp_model

from solver.linear import UNBOUNDED, Ints, Matrix, Objective

Row = tuple[cp_model.LinearExprT, int, int]


class InvalidModelError(Exception):
    """CP-SAT refuses the model: a fault of ours, never of the input."""


class Outcome(StrEnum):
    """What CP-SAT says of one solve."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much one solve may cost: wall seconds and deterministic seconds, threads, and the seed."""

    seconds: float
    deterministic_seconds: float = float("inf")
    workers: int = 1
    seed: int = 1


@dataclass(frozen=True)
class Answer:
    """The outcome, the values of all columns (if any), the bound of the objective and the work it took."""

    outcome: Outcome
    values: Ints | None
    bound: float
    deterministic_seconds: float


_OUTCOMES = {
    cp_model.OPTIMAL: Outcome.OPTIMAL,
    cp_model.FEASIBLE: Outcome.FEASIBLE,
    cp_model.INFEASIBLE: Outcome.INFEASIBLE,
    cp_model.UNKNOWN: Outcome.UNKNOWN,
}


class Stoppable:
    """A stop that reaches every solve under way: `stop()` ends them and all later ones."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: set[cp_model.CpSolver] = set()
        self.stopped = threading.Event()

    def stop(self) -> None:
        """End every solve under way within moments."""
        with self._lock:
            self.stopped.set()
            for solver in self._running:
                solver.stop_search()

    def solve(
        self, solver: cp_model.CpSolver, model: cp_model.CpModel, watch: Watcher | None
    ) -> cp_model.CpSolverStatus | None:
        """Solve; None when stopped before it began."""
        with self._lock:
            if self.stopped.is_set():
                return None
            self._running.add(solver)
        try:
            return solver.solve(model, watch)
        finally:
            with self._lock:
                self._running.discard(solver)


class Watcher(cp_model.CpSolverSolutionCallback):
    """Hands the values of every better solution to a listener."""

    def __init__(self, variables: list[cp_model.IntVar], listener: Callable[[Ints], None]) -> None:
        super().__init__()
        self._variables, self._listener = variables, listener

    def on_solution_callback(self) -> None:
        """Called by CP-SAT at each better solution."""
        self._listener(np.array([self.value(v) for v in self._variables], dtype=np.int64))


def minimise(
    matrix: Matrix,
    objective: Objective | None,
    effort: Effort,
    *,
    hint: Ints | None = None,
    stoppable: Stoppable | None = None,
    listener: Callable[[Ints], None] | None = None,
    options: Mapping[str, object] | None = None,
) -> Answer:
    """Minimise an objective (None: any solution) over a linear model.

    `hint`: values to start from, one a column. `options`: further CP-SAT parameters by name.
    Raises `InvalidModelError` when CP-SAT refuses the model.
    """
    model, variables = to_cp_model(matrix, objective)
    for variable, value in zip(variables, () if hint is None else hint.tolist(), strict=hint is not None):
        model.add_hint(variable, value)
    solver = _solver(effort, options or {})
    watcher = None if listener is None else Watcher(variables, listener)
    status = (stoppable or Stoppable()).solve(solver, model, watcher)
    if status is None:
        return Answer(Outcome.UNKNOWN, None, -float("inf"), 0.0)
    if status not in _OUTCOMES:
        raise InvalidModelError(model.validate())
    outcome = _OUTCOMES[status]
    if outcome is Outcome.UNKNOWN or outcome is Outcome.INFEASIBLE:
        return Answer(outcome, None, float("inf") if outcome is Outcome.INFEASIBLE else -float("inf"), _work(solver))
    values = np.array([solver.value(v) for v in variables], dtype=np.int64)
    return Answer(outcome, values, solver.best_objective_bound, _work(solver))


def clashing_rows(matrix: Matrix, groups: Ints, effort: Effort) -> list[int] | None:
    """A set of row groups that cannot hold together; None if CP-SAT finds no proof in time.

    `groups[row]`: the group of each row, −1 for rows that always hold.
    """
    model, variables = to_cp_model(matrix, None, skip_rows=True)
    switches = {int(g): model.new_bool_var("") for g in sorted(set(groups.tolist())) if g >= 0}
    by_index = {switch.index: group for group, switch in switches.items()}
    for row, (terms, lower, upper) in enumerate(_row_expressions(matrix, variables)):
        constraint = model.add_linear_constraint(terms, lower, upper)
        if groups[row] >= 0:
            constraint.only_enforce_if(switches[int(groups[row])])
    model.add_assumptions(list(switches.values()))
    solver = _solver(effort, {})
    if solver.solve(model) != cp_model.INFEASIBLE:
        return None
    return [by_index[index] for index in solver.sufficient_assumptions_for_infeasibility()]


def to_cp_model(
    matrix: Matrix, objective: Objective | None, skip_rows: bool = False
) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """A CP-SAT model of the matrix, and its variables in column order."""
    model = cp_model.CpModel()
    bounds = zip(matrix.lower.tolist(), matrix.upper.tolist(), strict=True)
    variables = [model.new_int_var(low, high, "") for low, high in bounds]
    if not skip_rows:
        for terms, lower, upper in _row_expressions(matrix, variables):
            model.add_linear_constraint(terms, lower, upper)
    if objective is not None:
        chosen = [variables[c] for c in objective.columns.tolist()]
        model.minimize(cp_model.LinearExpr.weighted_sum(chosen, objective.costs.tolist()))
    return model, variables


def _row_expressions(matrix: Matrix, variables: list[cp_model.IntVar]) -> list[tuple[cp_model.LinearExprT, int, int]]:
    ends = np.cumsum(np.bincount(matrix.rows, minlength=matrix.height)).tolist()
    columns, coefficients = matrix.columns.tolist(), matrix.coefficients.tolist()
    expressions: list[Row] = []
    start = 0
    for row, end in enumerate(ends):
        chosen = [variables[c] for c in columns[start:end]]
        terms = cp_model.LinearExpr.weighted_sum(chosen, coefficients[start:end])
        lower, upper = int(matrix.row_lower[row]), int(matrix.row_upper[row])
        low = cp_model.INT_MIN if lower <= -UNBOUNDED else lower
        high = cp_model.INT_MAX if upper >= UNBOUNDED else upper
        expressions.append((terms, low, high))
        start = end
    return expressions


def _solver(effort: Effort, options: Mapping[str, object]) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = effort.seconds
    if effort.deterministic_seconds != float("inf"):
        solver.parameters.max_deterministic_time = effort.deterministic_seconds
    solver.parameters.num_workers = effort.workers
    solver.parameters.random_seed = effort.seed
    solver.parameters.catch_sigint_signal = False  # Ctrl-C is the command line's affair
    for name, value in options.items():
        setattr(solver.parameters, name, value)
    return solver


def _work(solver: cp_model.CpSolver) -> float:
    return float(solver.response_proto.deterministic_time)
