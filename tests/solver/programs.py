"""Small integer programs, at random or known to be hard, and their answers by listing every choice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, product
from random import Random
from typing import Any

import numpy as np

from solver.bounding import BoundTask, Method
from solver.linear import UNBOUNDED, Ints, LinearModel, Matrix, Objective, Term

TIER = 1


def a_random_model(rng: Random, decisions: int = 6, rows: int = 5) -> LinearModel:
    """Decisions, totals and excesses of them, at most so many rows of several kinds, and a cost of every column."""
    model = LinearModel()
    for _ in range(decisions):
        model.decision()
    totals = [model.total(_terms(rng, range(decisions), 0, 3), rng.randrange(3)) for _ in range(rng.randint(0, 2))]
    known = [*range(decisions), *totals]
    for _ in range(rng.randint(1, 4)):
        affine = [(_terms(rng, known, -3, 3), rng.randint(-2, 4)) for _ in range(rng.randint(1, 2))]
        model.excess(*affine, unit=rng.choice((1, 1, 2, 3)))
    for _ in range(rng.randint(min(1, rows), rows)):
        _add_row(rng, model, known)
    for column in range(len(model.lower)):
        model.cost(TIER, column, rng.randrange(6))
    return model


def _terms(rng: Random, columns: range | list[int], least: int, most: int) -> list[Term]:
    chosen = rng.sample(list(columns), rng.randint(1, min(4, len(columns))))
    return [(column, rng.randint(least, most)) for column in chosen]


def _add_row(rng: Random, model: LinearModel, columns: list[int]) -> None:
    terms = _terms(rng, columns, -2, 3)
    low = rng.choice((-UNBOUNDED, -1, 0, 1))
    model.row(terms, low, rng.choice((UNBOUNDED, 2, 4)))


def a_hard_program(decisions: int = 40, rows: int = 5) -> tuple[Matrix, Objective]:
    """A market split: solutions are at hand, but no solver proves the best one in any time that matters."""
    rng, model = Random(1), LinearModel()
    columns = [model.decision() for _ in range(decisions)]
    for _ in range(rows):
        sizes = [rng.randrange(100) for _ in columns]
        terms, half = list(zip(columns, sizes, strict=True)), sum(sizes) // 2
        opposite = [(column, -size) for column, size in terms]
        model.cost(TIER, model.excess((terms, -half), (opposite, half)), 1)
    matrix = model.freeze()
    return matrix, matrix.objectives[TIER]


def completions(model: LinearModel, matrix: Matrix) -> Iterator[Ints]:
    """The values of all columns for every choice of decisions that keeps the rows."""
    for choice in product((0, 1), repeat=len(model.decisions)):
        values = model.complete(compress(model.decisions, choice))
        if matrix.holds(values):
            yield values


def every_point(matrix: Matrix) -> Iterator[Ints]:
    """Every whole point between the bounds of the columns, whether it keeps the rows or not."""
    ranges = [range(low, high + 1) for low, high in zip(matrix.lower.tolist(), matrix.upper.tolist(), strict=True)]
    return (np.array(point, dtype=np.int64) for point in product(*ranges))


def optimum(model: LinearModel, matrix: Matrix) -> int | None:
    """The least cost by listing every choice, None if no choice keeps the rows."""
    return min((matrix.objectives[TIER].value(values) for values in completions(model, matrix)), default=None)


def a_task(matrix: Matrix, method: Method, **stated: Any) -> BoundTask:
    """Prove a bound of the only tier for at most a minute."""
    return BoundTask(matrix, matrix.objectives[TIER], method, **({"seconds": 60.0} | stated))
