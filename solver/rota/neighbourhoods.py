"""Parts of a rota that are worth freeing together while the rest stays as it is."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from scheduler.rota.problem import DAYS_IN_WEEK
from solver.linear import Bools, Ints, Matrix, Reals
from solver.rota.model import RotaModel

GUIDED = 0.85
"""How often a part is chosen around a cost rather than anywhere."""

SPAN_ODDS = (0.6, 0.2, 0.1, 0.05, 0.05)
"""How often a part spans the whole period, two weeks, one week, three days, one day."""


class Neighbourhoods:
    """Chooses which decisions to free. Masks have one entry for each column of the model.

    What can improve a rota is mostly an exchange between colleagues: people of one profession who can work the same
    sessions. So a part is a few colleagues over several weeks, or many of them over a few days.
    """

    def __init__(self, model: RotaModel, matrix: Matrix) -> None:
        problem = model.problem
        self._matrix = matrix
        self._columns = np.array(model.linear.decisions, dtype=np.int64)
        self._person = np.array([cell.person for cell in model.cells], dtype=np.int64)
        self._day = np.array([cell.day for cell in model.cells], dtype=np.int64)
        self._days, self._people = problem.days, len(problem.people)
        self._likeness = likeness(model)
        self._origins: dict[int, tuple[Ints, Ints]] = {}

    @property
    def everything(self) -> int:
        """How many decisions there are."""
        return len(self._columns)

    def all_closed(self, closed: Bools) -> bool:
        """Whether no decision is worth freeing any more."""
        return bool(closed[self._columns].all())

    def pick(self, rng: Generator, size: int, values: Ints, tier: int, closed: Bools) -> Bools:
        """About `size` decisions around a cost of the tier that is not closed: colleagues over weeks, or some days."""
        person, day = self._seed(rng, values, tier, closed)
        colleagues = self._colleagues(rng, person)
        spans = (self._days, 2 * DAYS_IN_WEEK, DAYS_IN_WEEK, 3, 1)
        span = min(self._days, spans[rng.choice(len(spans), p=SPAN_ODDS)])
        first = int(np.clip(day - rng.integers(span), 0, self._days - span))
        where = (self._day >= first) & (self._day < first + span)
        return self._mask(self._grow(colleagues, where, size))

    def _mask(self, chosen: Bools) -> Bools:
        mask = np.zeros(self._matrix.width, dtype=np.bool_)
        mask[self._columns[chosen]] = True
        return mask

    def _seed(self, rng: Generator, values: Ints, tier: int, closed: Bools) -> tuple[int, int]:
        """A person and a day behind a cost of the tier, drawn by what it costs; any if there is none."""
        objective = self._matrix.objectives[tier]
        above = values[objective.columns] - self._matrix.lower[objective.columns]
        costs = (objective.costs * above * ~closed[objective.columns]).astype(float)
        if costs.sum() > 0 and rng.random() < GUIDED:
            people, days = self._behind(int(rng.choice(objective.columns, p=costs / costs.sum())))
            if len(people) > 0:
                return int(rng.choice(people)), int(rng.choice(days))
        position = int(rng.choice(np.flatnonzero(~closed[self._columns])))
        return int(self._person[position]), int(self._day[position])

    def _colleagues(self, rng: Generator, person: int) -> Ints:
        """The person, then everybody else, the more alike the likelier to come early."""
        keys = rng.random(self._people) ** (1.0 / (self._likeness[person] + 1e-3))
        keys[person] = 2.0
        return np.argsort(-keys)

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

    def _grow(self, people: Ints, where: Bools, size: int) -> Bools:
        """Decisions of the first people at the chosen days, until `size` are free."""
        counts = np.bincount(self._person[where], minlength=self._people)[people]
        enough = int(np.searchsorted(np.cumsum(counts), size)) + 1
        return where & np.isin(self._person, people[:enough])


def likeness(model: RotaModel) -> Reals:
    """For each two people, the share of their possible sessions that both can work (people, people)."""
    slots = sorted({(cell.day, cell.template) for cell in model.cells})
    number = {slot: position for position, slot in enumerate(slots)}
    able = np.zeros((len(model.problem.people), len(slots)))
    for cell in model.cells:
        able[cell.person, number[cell.day, cell.template]] = 1.0
    common = able @ able.T
    own = np.maximum(1.0, np.diag(common))
    shares: Reals = common / np.maximum(own[:, None], own[None, :])
    return shares
