"""Bounds of blocks and tiers exceed no rota, whichever rota stands and whoever proved the tiers before."""

from __future__ import annotations

import threading
from math import inf
from random import Random

import numpy as np
import pytest

from scheduler.rota.problem import RotaProblem
from scheduler.rota.rules import TIERS
from solver.rota.bound import Bounder
from solver.rota.incumbent import Incumbent
from solver.rota.model import build_model
from tests.agreement.random_problems import a_tiny_problem
from tests.solver.rota.every_answer import Costs, costs, valid_rotas

SEEDS = (4, 9, 40, 72, 90, 143, 163, 205, 240, 378)
"""Problems with several valid rotas and parts that have nothing to do with each other."""


def proven_in_turn(problem: RotaProblem, incumbent: Incumbent) -> Costs:
    """The bound of each tier after every tier was proven once."""
    bounder = Bounder(incumbent, inf, 1)
    try:
        bounder.prove_in_turn(threading.Event())
    finally:
        bounder.close()
    return tuple(incumbent.bounds.get(tier, 0) for tier in TIERS)


@pytest.mark.parametrize("first_proven", [False, True], ids=["nothing known", "first tier proven elsewhere"])
@pytest.mark.parametrize("seed", SEEDS)
def test_bounds_exceed_no_rota_as_good_in_the_tiers_before(seed: int, first_proven: bool) -> None:
    """No rota whose earlier tiers cost at most as much as the standing rota's costs less than the bound."""
    rng = Random(seed)
    problem = a_tiny_problem(rng, most_cells=10, limit_share=0.03)
    every = {rota: costs(verdict) for rota, verdict in valid_rotas(problem).items()}
    model = build_model(problem)
    incumbent = Incumbent(model, model.linear.freeze())
    standing = rng.choice(sorted(every, key=lambda rota: sorted(rota.assignments)))
    assert incumbent.offer(np.array([cell in standing.assignments for cell in model.cells], dtype=np.int64))
    if first_proven:
        first = TIERS.index(incumbent.tiers[0])
        incumbent.prove(incumbent.tiers[0], min(cost[first] for cost in every.values()))
    bounds = proven_in_turn(problem, incumbent)
    best = tuple((incumbent.costs or {}).get(tier, 0) for tier in TIERS)
    for place, bound in enumerate(bounds):
        as_good = [
            c[place] for c in every.values() if all(a <= b for a, b in zip(c[:place], best[:place], strict=True))
        ]
        assert bound <= min(as_good)
