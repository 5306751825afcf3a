"""A bound that sees each person's whole rota at once: shared rows are priced, each person is then solved exactly.

Lagrangian relaxation: for any prices of the shared rows, the price of their bounds plus the cheapest rota of each
person on their own is a bound on the whole. With the prices of the linear relaxation it is never below the bound of
the relaxation (up to rounding), and above it wherever one person's rules are what makes whole numbers dear.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.bounding import BoundAnswer, BoundTask, rounded_up
from solver.cpsat import Effort, Outcome, minimise
from solver.linear import SHARED, UNBOUNDED, Bools, Ints, Matrix, Objective

SCALE = 1000
"""Prices are rounded to 1 / SCALE, so that every person's problem has whole costs."""

PERSON_SECONDS = 0.3
"""Deterministic seconds for one person's problem."""

STEP = 0.3
SMALLEST_STEP = 0.02


@dataclass(frozen=True)
class Pass:
    """A proven bound and how far each row is from its bounds in the cheapest rotas found (a subgradient)."""

    bound: float
    values: Ints


class Pricing:
    """The parts of a model that belong to single people, and the rows they share."""

    def __init__(self, matrix: Matrix, objective: Objective) -> None:
        self._matrix = matrix
        self._costs = np.zeros(matrix.width, dtype=np.int64)
        np.add.at(self._costs, objective.columns, objective.costs)
        self.shared_rows = _shared_rows(matrix)
        self._people = [self._person(owner) for owner in np.unique(matrix.owners) if owner != SHARED]

    def _person(self, owner: int) -> tuple[Ints, Matrix]:
        """Columns of a person and the rows that hold nobody else's."""
        free = self._matrix.owners == owner
        names = np.flatnonzero(free)
        keep = free[self._matrix.columns] & ~self.shared_rows[self._matrix.rows]
        rows = np.unique(self._matrix.rows[keep])
        part = Matrix(
            self._matrix.lower[names],
            self._matrix.upper[names],
            self._matrix.is_decision[names],
            np.searchsorted(rows, self._matrix.rows[keep]),
            np.searchsorted(names, self._matrix.columns[keep]),
            self._matrix.coefficients[keep],
            self._matrix.row_lower[rows],
            self._matrix.row_upper[rows],
            {},
        )
        return names, part.without_idle_rows()

    def bound(self, prices: NDArray[np.float64], effort: Effort) -> Pass:
        """The bound at these prices (rows,); only the prices of shared rows count."""
        whole = self._whole_prices(prices)
        matrix = self._matrix
        paid = np.where(whole > 0, whole * matrix.row_lower, whole * matrix.row_upper).sum()
        spent = np.zeros(matrix.width, dtype=np.int64)
        np.add.at(spent, matrix.columns, matrix.coefficients * whole[matrix.rows])
        reduced = SCALE * self._costs - spent
        values = np.where(reduced > 0, matrix.lower, matrix.upper)
        shared = matrix.owners == SHARED
        total = float(paid + (reduced[shared] * values[shared]).sum())
        for names, part in self._people:
            cheapest, found = _cheapest(part, reduced[names], effort)
            total += cheapest
            values[names] = found
        return Pass(total / SCALE, values)

    def _whole_prices(self, prices: NDArray[np.float64]) -> Ints:
        """Prices in 1 / SCALE, 0 on rows of one person and on sides without a bound."""
        whole = np.rint(prices * SCALE).astype(np.int64)
        whole[~self.shared_rows] = 0
        whole[(whole > 0) & (self._matrix.row_lower <= -UNBOUNDED)] = 0
        whole[(whole < 0) & (self._matrix.row_upper >= UNBOUNDED)] = 0
        return whole

    def slack(self, prices: NDArray[np.float64], values: Ints) -> NDArray[np.float64]:
        """The direction in which prices raise the bound: by how much each shared row is broken, or paid for in vain."""
        matrix = self._matrix
        activity = matrix.activity(values)
        below = np.where(matrix.row_lower > -UNBOUNDED, matrix.row_lower - activity, 0)
        above = np.where(matrix.row_upper < UNBOUNDED, matrix.row_upper - activity, 0)
        broken = np.where(below > 0, below, np.where(above < 0, above, 0))
        idle = np.where(prices > 0, below, np.where(prices < 0, above, 0))
        return np.where(broken != 0, broken, idle) * self.shared_rows


def price(task: BoundTask) -> BoundAnswer:
    """Start from the task's prices and raise the bound pass by pass while there is time.

    Steps after Polyak: towards the target by the share `STEP` of what is missing, halved when a pass does not help.
    """
    assert task.prices is not None
    assert task.target is not None
    deadline = time.monotonic() + task.seconds
    pricing = Pricing(task.matrix, task.objective)
    prices, best, best_prices, step = task.prices, -float("inf"), task.prices, STEP
    while True:
        began = time.monotonic()
        found = pricing.bound(prices, Effort(1.0, PERSON_SECONDS, seed=task.seed))
        if found.bound > best:
            best, best_prices = found.bound, prices
        else:
            step /= 2
        direction = pricing.slack(prices, found.values)
        length = float(direction @ direction)
        again = 2 * time.monotonic() - began < deadline
        if not again or length == 0 or rounded_up(best) >= task.target or step < SMALLEST_STEP:
            return BoundAnswer(rounded_up(best), prices=best_prices)
        prices = prices + step * (task.target - found.bound) / length * direction


def _shared_rows(matrix: Matrix) -> Bools:
    """Rows with columns of more than one owner, or with a shared column."""
    owners = matrix.owners[matrix.columns]
    least = np.full(matrix.height, np.iinfo(np.int64).max)
    most = np.full(matrix.height, np.iinfo(np.int64).min)
    np.minimum.at(least, matrix.rows, owners)
    np.maximum.at(most, matrix.rows, owners)
    shared: Bools = (least != most) | (least == SHARED)
    return shared


def _cheapest(part: Matrix, costs: Ints, effort: Effort) -> tuple[float, Ints]:
    """A proven bound of one person's cheapest rota, and a cheap rota."""
    used = np.flatnonzero(costs)
    objective = Objective(used, costs[used])
    answer = minimise(part, objective, effort, options={"linearization_level": 2, "symmetry_level": 0})
    if answer.outcome is Outcome.UNKNOWN or answer.values is None:
        box = np.where(costs > 0, part.lower, part.upper)
        return float(costs @ box), box
    return answer.bound, answer.values
