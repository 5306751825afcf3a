"""Bounds by HiGHS never exceed what is possible."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from solver.bounding import Method, prove
from solver.highs import priced_bound
from solver.linear import LinearModel
from tests.solver.programs import TIER, a_hard_program, a_random_model, a_task, completions, optimum

seeds = pytest.mark.parametrize("seed", range(30))
both = pytest.mark.parametrize("method", [Method.RELAX, Method.BRANCH])


@seeds
def test_relaxation_never_exceeds_the_optimum(seed: int) -> None:
    """No choice costs less than the bound; a relaxation that is infeasible leaves no choice at all."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    answer, best = prove(a_task(matrix, Method.RELAX)), optimum(model, matrix)
    assert answer.finished
    assert answer.values is None
    if best is not None:
        assert not answer.infeasible
        assert answer.bound <= best


@seeds
def test_branch_and_bound_gives_the_optimum(seed: int) -> None:
    """Branch and bound gives the cost and the values that listing every choice gives, or none at all."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    answer, best = prove(a_task(matrix, Method.BRANCH)), optimum(model, matrix)
    assert answer.finished
    assert answer.infeasible is (best is None)
    if best is not None:
        assert answer.bound == best
        assert answer.values is not None
        assert matrix.holds(answer.values)
        assert matrix.objectives[TIER].value(answer.values) == best


@seeds
def test_hint_changes_no_bound(seed: int) -> None:
    """A hint is where to begin, not what to prove."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    for values in list(completions(model, matrix))[-1:]:
        assert prove(a_task(matrix, Method.BRANCH, hint=values)).bound == optimum(model, matrix)


@seeds
def test_any_prices_prove_a_bound(seed: int) -> None:
    """Whatever the rows are priced at, no choice costs less than the prices prove."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    best, rng = optimum(model, matrix), np.random.default_rng(seed)
    for scale in (0.0, 0.3, 1.0, 10.0):
        prices = rng.normal(scale=scale, size=matrix.height)
        assert best is None or priced_bound(matrix, matrix.objectives[TIER], prices) <= best + 1e-6


@both
def test_infeasible_is_reported(method: Method) -> None:
    """Three of two cannot be, not even in parts."""
    model = LinearModel()
    columns = [model.decision(), model.decision()]
    model.row([(column, 1) for column in columns], lower=3)
    model.cost(TIER, columns[0], 1)
    answer = prove(a_task(model.freeze(), method))
    assert answer.infeasible
    assert answer.finished


def test_infeasible_only_over_whole_numbers_is_reported() -> None:
    """Half of each would do, but nobody works half a session."""
    model = LinearModel()
    a, b = model.decision(), model.decision()
    model.row([(a, 2), (b, 2)], lower=1, upper=1)
    model.cost(TIER, a, 1)
    assert not prove(a_task(model.freeze(), Method.RELAX)).infeasible
    assert prove(a_task(model.freeze(), Method.BRANCH)).infeasible


def test_task_cut_short_has_a_bound_and_is_not_finished() -> None:
    """What was proven before time was up is kept."""
    matrix, _ = a_hard_program()
    answer = prove(a_task(matrix, Method.BRANCH, seconds=0.1))
    assert not answer.finished
    assert not answer.infeasible
    assert answer.bound >= 0
