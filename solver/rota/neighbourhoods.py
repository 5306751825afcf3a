"""Parts of a rota that are worth freeing together while the rest stays as it is."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from scheduler.rota.problem import DAYS_IN_WEEK
from solver.linear import Bools, Ints, Matrix
from solver.rota.model import RotaModel


class Neighbourhoods:
    """Chooses which decisions to free. Masks have one entry for each column of the model."""

    def __init__(self, model: RotaModel, matrix: Matrix) -> None:
        problem = model.problem
        self._matrix = matrix
        self._columns = np.array(model.linear.decisions, dtype=np.int64)
        self._person = np.array([cell.person for cell in model.cells], dtype=np.int64)
        self._day = np.array([cell.day for cell in model.cells], dtype=np.int64)
        self._site = np.array([problem.templates[cell.template].site for cell in model.cells], dtype=np.int64)
        professions = sorted({person.profession for person in problem.people})
        self._profession = np.array([professions.index(p.profession) for p in problem.people], dtype=np.int64)
        self._origins: dict[int, tuple[Ints, Ints]] = {}
        self._weeks, self._people, self._sites = problem.weeks, len(problem.people), len(problem.sites)

    @property
    def everything(self) -> int:
        """How many decisions there are."""
        return len(self._columns)

    def whole(self) -> Bools:
        """All decisions."""
        return self._mask(np.ones(len(self._columns), dtype=np.bool_))

    def pick(self, rng: Generator, size: int, values: Ints, tier: int) -> Bools:
        """About `size` decisions: around a cost of the tier, of a site and week, of some days, or of some people."""
        ways = (self._around_a_cost, self._around_a_cost, self._site_week, self._some_days, self._some_people)
        way = ways[rng.integers(len(ways))]
        return self._mask(way(rng, size, values, tier))

    def _mask(self, chosen: Bools) -> Bools:
        mask = np.zeros(self._matrix.width, dtype=np.bool_)
        mask[self._columns[chosen]] = True
        return mask

    def _site_week(self, rng: Generator, size: int, _values: Ints, _tier: int) -> Bools:
        site, week = rng.integers(self._sites), rng.integers(self._weeks)
        in_week = self._day // DAYS_IN_WEEK == week
        there = np.unique(self._person[in_week & (self._site == site)])
        return self._grow(rng.permutation(there), in_week, size)

    def _some_days(self, rng: Generator, size: int, _values: Ints, _tier: int) -> Bools:
        length = int(rng.integers(1, 4))
        first = rng.integers(max(1, self._weeks * DAYS_IN_WEEK - length + 1))
        in_days = (self._day >= first) & (self._day < first + length)
        return self._grow(self._people_by_profession(rng), in_days, size)

    def _some_people(self, rng: Generator, size: int, _values: Ints, _tier: int) -> Bools:
        length = min(self._weeks, int(rng.integers(2, 5)))
        first = rng.integers(self._weeks - length + 1)
        week = self._day // DAYS_IN_WEEK
        return self._grow(self._people_by_profession(rng), (week >= first) & (week < first + length), size)

    def _around_a_cost(self, rng: Generator, size: int, values: Ints, tier: int) -> Bools:
        """The people and days of one costly column, then others of the same days and weeks."""
        objective = self._matrix.objectives[tier]
        above = values[objective.columns] - self._matrix.lower[objective.columns]
        costs = (objective.costs * above).astype(float)
        if costs.sum() <= 0:
            return self._site_week(rng, size, values, tier)
        column = rng.choice(objective.columns, p=costs / costs.sum())
        people, days = self._behind(int(column))
        if len(people) == 0:
            return self._site_week(rng, size, values, tier)
        day = int(rng.choice(days))
        spread = int(rng.choice([1, 2, DAYS_IN_WEEK, self._weeks * DAYS_IN_WEEK]))
        near = np.abs(self._day - day) <= spread
        first = rng.permutation(people)[: max(1, len(people) // 2) if len(people) > 8 else len(people)]
        rest = self._people_by_profession(rng, int(self._profession[first[0]]))
        return self._grow(np.concatenate([first, rest[~np.isin(rest, first)]]), near, size)

    def _behind(self, column: int) -> tuple[Ints, Ints]:
        """People and days of the decisions that a column depends on."""
        if column not in self._origins:
            self._origins[column] = self._trace(column)
        return self._origins[column]

    def _trace(self, column: int) -> tuple[Ints, Ints]:
        """Follow rows from derived column to derived column until decisions appear."""
        matrix = self._matrix
        reach = np.zeros(matrix.width, dtype=np.bool_)
        reach[column] = True
        for _ in range(3):
            if (matrix.is_decision & reach).any():
                break
            rows = np.zeros(matrix.height, dtype=np.bool_)
            rows[matrix.rows[reach[matrix.columns]]] = True
            reach[matrix.columns[rows[matrix.rows]]] = True
        positions = np.flatnonzero(reach[self._columns])
        return np.unique(self._person[positions]), np.unique(self._day[positions])

    def _people_by_profession(self, rng: Generator, first: int | None = None) -> Ints:
        """All people in random order, those of one profession first."""
        order = rng.permutation(self._people)
        chosen = self._profession[order[0]] if first is None else first
        return np.concatenate([order[self._profession[order] == chosen], order[self._profession[order] != chosen]])

    def _grow(self, people: Ints, where: Bools, size: int) -> Bools:
        """Decisions of the first people at the chosen days, until `size` are free."""
        counts = np.bincount(self._person[where], minlength=self._people)[people]
        enough = int(np.searchsorted(np.cumsum(counts), size)) + 1
        return where & np.isin(self._person, people[:enough])
