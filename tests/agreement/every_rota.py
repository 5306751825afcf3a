"""Every rota over the columns of a model, what the checks say of it, and proofs of what the model says of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import compress, product

from ortools.sat.python import cp_model

from scheduler.rota.checks import check_of
from scheduler.rota.problem import Assignment, RotaProblem
from scheduler.rota.rota import Rota
from solver.cpsat import to_cp_model
from solver.linear import Matrix
from solver.rota.model import RotaModel

Choice = tuple[int, ...]
"""0 or 1 for each cell of a model, in order."""

MOST_COLUMNS = 12


def every_choice(model: RotaModel) -> Iterator[Choice]:
    """Every way to work some of the model's cells."""
    assert len(model.cells) <= MOST_COLUMNS, "too many columns to list every rota"
    return product((0, 1), repeat=len(model.cells))


def rota_of(model: RotaModel, choice: Choice) -> Rota:
    """The rota in which the chosen cells are worked."""
    return Rota.of(compress(model.cells, choice))


def breaks(problem: RotaProblem, rota: Rota, rules: Collection[str]) -> bool:
    """Whether the check of one of the rules finds anything."""
    return any(True for rule in rules for _ in check_of(rule)(problem, rota))


def price(problem: RotaProblem, rota: Rota, rule: str) -> int:
    """What the check of a soft rule says a rota costs."""
    found = check_of(rule)(problem, rota)
    return sum(finding.amount * finding.factor for finding in found) * problem.soft[rule].weight


def columns_of(model: RotaModel, choice: Choice) -> list[int]:
    """The columns of the chosen cells."""
    return list(compress(model.linear.decisions, choice))


def allowed_anyway(model: RotaModel, matrix: Matrix, choices: Collection[Choice]) -> list[Assignment] | None:
    """One of these rotas that the rows allow with any values of the derived columns, None if that is impossible."""
    if not choices:
        return None
    program, variables = to_cp_model(matrix, None)
    decisions = [variables[column] for column in model.linear.decisions]
    if decisions:
        program.add_allowed_assignments(decisions, choices)
    return _solution(model, program, variables)


def cheaper_anyway(
    model: RotaModel, matrix: Matrix, tier: int, prices: Mapping[Choice, int]
) -> list[Assignment] | None:
    """One of these rotas that can cost less than its price with some values of the derived columns, or None."""
    program, variables = to_cp_model(matrix, None)
    objective = matrix.objectives[tier]
    cost = cp_model.LinearExpr.weighted_sum([variables[c] for c in objective.columns], objective.costs.tolist())
    due = program.new_int_var(0, max(prices.values()), "price")
    decisions = [variables[column] for column in model.linear.decisions]
    program.add_allowed_assignments([*decisions, due], [(*choice, amount) for choice, amount in prices.items()])
    program.add(cost < due)
    return _solution(model, program, variables)


def _solution(model: RotaModel, program: cp_model.CpModel, variables: list[cp_model.IntVar]) -> list[Assignment] | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 60
    status = solver.solve(program)
    if status == cp_model.INFEASIBLE:
        return None
    assert status in {cp_model.OPTIMAL, cp_model.FEASIBLE}, solver.status_name(status)
    return list(compress(model.cells, (solver.value(variables[c]) for c in model.linear.decisions)))
