"""A corner of the relaxation: its bound holds, its values fit, and its prices tell what cannot pay."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from solver.bounding import Method, prove
from solver.glop import Corner, corner
from solver.linear import LinearModel, Matrix
from tests.solver.programs import TIER, a_random_model, a_task, completions, optimum

seeds = pytest.mark.parametrize("seed", range(30))
CLOSE = 1e-6


def a_corner(matrix: Matrix) -> Corner | None:
    """The corner of the only tier."""
    return corner(matrix, matrix.objectives[TIER], 60.0)


@seeds
def test_corner_fits_the_relaxation(seed: int) -> None:
    """Its values keep every column and row bound, and cost no more than any choice."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    found, best = a_corner(matrix), optimum(model, matrix)
    if found is None:
        assert best is None
        return
    activity = np.bincount(matrix.rows, matrix.coefficients * found.values[matrix.columns], matrix.height)
    assert (found.values >= matrix.lower - CLOSE).all()
    assert (found.values <= matrix.upper + CLOSE).all()
    assert (activity >= matrix.row_lower - CLOSE).all()
    assert (activity <= matrix.row_upper + CLOSE).all()
    objective = matrix.objectives[TIER]
    assert best is None or found.values[objective.columns] @ objective.costs <= best + CLOSE


@seeds
def test_bound_is_that_of_the_relaxation_rounded_up(seed: int) -> None:
    """No choice costs less, and the interior points prove no more."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    found, best = a_corner(matrix), optimum(model, matrix)
    if found is not None:
        assert best is None or 0 <= found.bound <= best
        assert found.bound >= prove(a_task(matrix, Method.RELAX)).bound


@seeds
def test_reduced_costs_tell_what_a_choice_costs_at_least(seed: int) -> None:
    """Every choice costs the corner's value and, for each unit it differs, the reduced cost."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    found, objective = a_corner(matrix), matrix.objectives[TIER]
    if found is not None:
        value = found.values[objective.columns] @ objective.costs
        for choice in completions(model, matrix):
            assert value + found.reduced_costs @ (choice - found.values) <= objective.value(choice) + CLOSE


def test_impossible_relaxation_has_no_corner() -> None:
    """Three of two cannot be, not even in parts."""
    model = LinearModel()
    columns = [model.decision(), model.decision()]
    model.row([(column, 1) for column in columns], lower=3)
    model.cost(TIER, columns[0], 1)
    assert a_corner(model.freeze()) is None


def test_cost_of_nothing_is_no_less_than_nothing() -> None:
    """Where no row asks for anything, everything stays at its least."""
    model = LinearModel()
    column = model.decision()
    model.cost(TIER, column, 5)
    found = a_corner(model.freeze())
    assert found is not None
    assert (found.bound, found.values.tolist(), found.reduced_costs.tolist()) == (0, [0.0], [5.0])
