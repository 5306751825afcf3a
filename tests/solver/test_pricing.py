"""Prices with whole people prove bounds that no rota falls below."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from solver.bounding import Method, prove
from solver.cpsat import Effort
from solver.linear import Matrix, Objective
from solver.pricing import Pricing
from solver.rota.model import RotaModel, build_model
from tests.agreement.random_problems import a_tiny_problem
from tests.solver.programs import a_task_for, completions

EFFORT = Effort(seconds=60, deterministic_seconds=20)
seeds = pytest.mark.parametrize("seed", range(40))


def modelled(seed: int) -> tuple[RotaModel, Matrix]:
    """A tiny rota model that some rota fits, often of several people."""
    numbers = (seed + 1000 * again for again in range(100))
    for number in numbers:
        model = build_model(a_tiny_problem(Random(number), limit_share=0.1))
        matrix = model.linear.freeze()
        if matrix.objectives and next(completions(model.linear, matrix), None) is not None:
            return model, matrix
    raise AssertionError("no rota fits any of a hundred problems")


def least(model: RotaModel, matrix: Matrix, objective: Objective) -> int:
    """The least cost of one tier on its own, by listing every rota."""
    return min(objective.value(values) for values in completions(model.linear, matrix))


@seeds
def test_any_prices_prove_a_bound(seed: int) -> None:
    """Whatever shared rows are priced at, no rota costs less than the prices and the cheapest people."""
    model, matrix = modelled(seed)
    rng = np.random.default_rng(seed)
    for objective in matrix.objectives.values():
        best, pricing = least(model, matrix, objective), Pricing(matrix, objective)
        for scale in (0.0, 1.0, 30.0):
            prices = rng.normal(scale=scale, size=matrix.height)
            assert pricing.bound(prices, EFFORT).bound <= best + 1e-6


@seeds
def test_pricing_task_never_exceeds_the_optimum(seed: int) -> None:
    """From the prices of the relaxation the bound rises, but not above the cheapest rota."""
    model, matrix = modelled(seed)
    for objective in matrix.objectives.values():
        best = least(model, matrix, objective)
        relaxed = prove(a_task_for(matrix, objective, Method.RELAX))
        assert relaxed.prices is not None
        priced = prove(a_task_for(matrix, objective, Method.PRICE, prices=relaxed.prices, target=best, seconds=0.05))
        assert priced.bound <= best
        assert priced.bound >= relaxed.bound - 1
