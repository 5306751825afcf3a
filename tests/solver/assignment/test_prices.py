"""Days are scheduled best for any values, and prices prove what no answer beats."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from solver.assignment.greedy import gain_of
from solver.assignment.model import TIER, as_matrix, cliques
from solver.assignment.prices import priced
from solver.assignment.schedules import Schedules
from solver.budget import Budget
from solver.cpsat import Stoppable
from solver.glop import corner
from tests.solver.assignment.cases import a_crowd, a_problem, every_answer, keeps_the_rules, least_cost


def a_budget() -> Budget:
    """Ten seconds of work."""
    return Budget(10.0, deterministic=True, seed=1, stoppable=Stoppable())


@pytest.mark.parametrize("seed", range(30))
def test_schedules_hold_the_most(seed: int) -> None:
    """The best of each day, what makes it up, and what each candidate would take from it agree with trying all."""
    problem = a_problem(seed, requests=5, groups=0)
    if not problem.width:
        return
    values = np.random.default_rng(seed).integers(-5, 20, size=problem.width).astype(np.float64)
    of_day, picked = Schedules(problem.day, problem.begin, problem.end).best(values)
    losses = Schedules(problem.day, problem.begin, problem.end).losses(values)
    for day in range(len(of_day)):
        names = np.flatnonzero(problem.day == day).tolist()
        subsets = [set(s) for size in range(len(names) + 1) for s in combinations(names, size)]
        valid = [s for s in subsets if keeps_the_rules(problem, np.array(sorted(s), dtype=np.int64))]
        assert of_day[day] == max(sum(values[c] for c in s) for s in valid)
        chosen = {c for c in names if picked[c]}
        assert chosen in valid
        assert sum(values[c] for c in chosen) == of_day[day]
        for c in names:
            assert losses[c] == of_day[day] - max(sum(values[o] for o in s) for s in valid if c in s)


@pytest.mark.parametrize("seed", range(40))
def test_prices_prove_no_more_than_is_true(seed: int) -> None:
    """No answer gains more than is proved, and none with more than is known holds a candidate that was ruled out."""
    problem = a_problem(seed)
    if not problem.width:
        return
    best = int(problem.unassigned.sum()) - least_cost(problem)
    prices = priced(problem, 0, a_budget())
    assert prices.most_gain >= best
    for known in (0, best // 2, best - 1):
        hopeful = prices.could_gain(known)
        for answer in every_answer(problem):
            if gain_of(problem, answer) > known:
                assert hopeful[answer[answer >= 0]].all()


def test_prices_come_near_to_the_relaxation() -> None:
    """They prove nearly what the linear relaxation with a row for each grain proves, and never more than it."""
    problem = a_crowd()
    whole = int(problem.unassigned.sum())
    matrix = as_matrix(problem)
    relaxed = corner(matrix, matrix.objectives[TIER], 60.0)
    assert relaxed is not None
    proved = whole - priced(problem, 0, a_budget()).proved
    assert 0.98 * relaxed.bound <= proved <= relaxed.bound + 1e-6


@pytest.mark.parametrize("seed", range(30))
def test_rows_say_what_overlaps(seed: int) -> None:
    """Two candidates of a day share a row exactly if they overlap."""
    problem = a_problem(seed, requests=6)
    together = {pair for clique in cliques(problem) for pair in combinations(sorted(clique), 2)}
    begin, end, day = problem.begin, problem.end, problem.day
    meeting = {
        (a, b)
        for a, b in combinations(range(problem.width), 2)
        if day[a] == day[b] and begin[a] < end[b] and begin[b] < end[a]
    }
    assert together == meeting
