"""The least value of an L♮-convex function of whole numbers: no single move is trusted, every set of moves is tried.

A function is L♮-convex if it is submodular and stays so along common shifts. A point is then the least of all if no set
of coordinates makes it lower when they all go up by one, nor when they all go down by one; finding such a set is
submodular minimisation. Source: Murota, Discrete Convex Analysis, SIAM 2003, chapters 7 and 10.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from solver.appointments.arrays import Ints, Reals
from solver.appointments.submodular import NegativeSetSearch

Costs = Callable[[Ints], Reals]
"""The cost of each row of whole numbers, shape (rows, coordinates) to (rows,)."""

STRIDES = 8
MOST_CHAINS = 2000
PATIENCE = (3, 9)
"""Chains to spend on a set before the other direction is tried: the long proof comes when nothing else is left."""


@dataclass(frozen=True)
class Tolerance:
    """A cost is as good as another if it is higher by at most `share` of it, or by at most `least`."""

    share: float
    least: float = 0.0

    def of(self, cost: float) -> float:
        """The tolerance at this cost."""
        return max(self.share * abs(cost), self.least)


@dataclass(frozen=True)
class Box:
    """The least and the most of every coordinate, shape (coordinates,) each."""

    lower: Ints
    upper: Ints


@dataclass(frozen=True)
class Minimum:
    """The best point found and its cost.

    `proven`: no point of the box costs less by more than the tolerance. `evaluations`: rows that were costed.
    """

    point: Ints
    cost: float
    proven: bool
    evaluations: int


def minimise(costs: Costs, start: Ints, box: Box, tolerance: Tolerance, most_chains: int = MOST_CHAINS) -> Minimum:
    """Descend from `start` (inside the box) until no set of coordinates lowers the cost by more than the tolerance.

    `most_chains` limits the last and longest search for a set; a small number gives a good point without proof.
    """
    descent = _Descent(costs, start, box, tolerance)
    rounds = (*(chains for chains in PATIENCE if chains < most_chains), most_chains)
    proven = any(_descend(descent, chains) for chains in rounds)
    return Minimum(descent.point, descent.cost, proven, descent.evaluations)


def _descend(descent: _Descent, most_chains: int) -> bool:
    """Move until neither direction finds a set; whether it is proven that there is none."""
    certain: list[bool] = []
    direction = 1
    while len(certain) < 2:
        moved, none_left = descent.step(direction, most_chains)
        certain = [] if moved else [*certain, none_left]
        direction = direction if moved else -direction
    return all(certain)


class _Descent:
    def __init__(self, costs: Costs, start: Ints, box: Box, tolerance: Tolerance) -> None:
        self._costs, self._box, self._tolerance = costs, box, tolerance
        self.evaluations = 0
        self.point = start
        self.cost = float(self._counted(start[None])[0])
        self._searches: dict[int, NegativeSetSearch] = {}

    def step(self, direction: int, most_chains: int) -> tuple[bool, bool]:
        """Move a set of coordinates up (1) or down (-1); whether one was found, and if not, whether none exists."""
        free = np.flatnonzero(self.point < self._box.upper if direction > 0 else self.point > self._box.lower)
        verdict = self._search(free, direction).advance(most_chains)
        if verdict.members is None:
            return False, verdict.proven
        self._stride(free[verdict.members], direction)
        return True, False

    def _search(self, free: Ints, direction: int) -> NegativeSetSearch:
        """The search in this direction: a new one if the point has moved since the last."""
        if direction not in self._searches:
            chain = partial(self._chain, free, direction)
            self._searches[direction] = NegativeSetSearch(chain, len(free), self._tolerance.of(self.cost))
        return self._searches[direction]

    def _chain(self, free: Ints, direction: int, order: Ints) -> Reals:
        """What moving the first 0, 1, … free coordinates of the order adds to the cost."""
        rows = np.repeat(self.point[None], len(order) + 1, axis=0)
        rows[:, free[order]] += direction * np.tri(len(order) + 1, len(order), -1, dtype=np.int64)
        return self._counted(rows) - self.cost

    def _stride(self, members: Ints, direction: int) -> None:
        """Move the set as far as pays, up to a few units."""
        rows = np.repeat(self.point[None], STRIDES, axis=0)
        rows[:, members] += direction * np.arange(1, STRIDES + 1)[:, None]
        rows = np.clip(rows, self._box.lower, self._box.upper)
        costs = self._counted(rows)
        best = int(np.argmin(costs))
        self.point, self.cost = rows[best], float(costs[best])
        self._searches.clear()

    def _counted(self, rows: Ints) -> Reals:
        self.evaluations += len(rows)
        return self._costs(rows)
