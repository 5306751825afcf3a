"""Columns, rows and parts of a linear model mean what they say."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest

from solver.cpsat import Effort, Outcome, minimise
from solver.linear import Bools, Ints, LinearModel, Matrix
from tests.solver.programs import TIER, a_random_model, completions, every_point, optimum

EFFORT = Effort(seconds=60, deterministic_seconds=20)
seeds = pytest.mark.parametrize("seed", range(25))


def three_decisions() -> tuple[LinearModel, list[int]]:
    """A model with three decisions."""
    model = LinearModel()
    return model, [model.decision() for _ in range(3)]


def test_total_is_the_sum_and_its_constant() -> None:
    """A total follows its terms, and no other value keeps its row."""
    model, (a, b, _) = three_decisions()
    column = model.total([(a, 2), (b, 3)], constant=1)
    matrix = model.freeze()
    for ones, value in (((), 1), ((a,), 3), ((b,), 4), ((a, b), 6)):
        values = model.complete(ones)
        assert values[column] == value
        assert matrix.holds(values)
        values[column] += 1
        assert not matrix.holds(values)


def test_excess_is_rounded_up_to_whole_units() -> None:
    """Five minutes beyond a limit are two units of three."""
    model, (a, b, _) = three_decisions()
    column = model.excess(([(a, 4), (b, 3)], -2), unit=3)
    assert [model.complete(ones)[column] for ones in ((), (a,), (b,), (a, b))] == [0, 1, 1, 2]


def test_excess_takes_the_largest_of_several() -> None:
    """Distances in both directions share a column."""
    model, (a, b, _) = three_decisions()
    terms = [(a, 2), (b, 2)]
    column = model.excess((terms, -1), ([(c, -k) for c, k in terms], 1))
    assert [model.complete(ones)[column] for ones in ((), (a,), (a, b))] == [1, 1, 3]


def test_excess_that_cannot_be_stays_at_zero() -> None:
    """A limit that nothing reaches leaves a column without room."""
    model, (a, b, _) = three_decisions()
    column = model.excess(([(a, 1), (b, 1)], -2))
    assert model.upper[column] == 0
    assert model.freeze().holds(model.complete((a, b)))


@seeds
def test_derived_columns_take_the_least_value_that_keeps_their_rows(seed: int) -> None:
    """One less in any derived column would break a row or its bound."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    for values in completions(model, matrix):
        for column in np.flatnonzero(~matrix.is_decision):
            fewer = values.copy()
            fewer[column] -= 1
            assert not matrix.holds(fewer)


@seeds
def test_rows_of_derived_columns_forbid_no_choice(seed: int) -> None:
    """Totals and excesses have room for whatever is chosen."""
    model = a_random_model(Random(seed), rows=0)
    assert len(list(completions(model, model.freeze()))) == 2 ** len(model.decisions)


def test_costs_of_one_column_add_up_within_a_tier() -> None:
    """Two rules may charge the same column; tiers stay apart and come in order."""
    model, (a, b, _) = three_decisions()
    model.cost(2, a, 5)
    model.cost(1, a, 3)
    model.cost(1, b, 4)
    model.cost(1, a, 2)
    objectives = model.freeze().objectives
    assert list(objectives) == [1, 2]
    assert [objective.value(model.complete((a, b))) for objective in objectives.values()] == [9, 5]


def test_freeze_does_not_see_later_additions() -> None:
    """A frozen model stays as it was."""
    model, (a, b, _) = three_decisions()
    frozen = model.freeze()
    model.row([(a, 1), (b, 1)], upper=0)
    assert frozen.height == 0
    assert frozen.holds(model.complete((a, b)))


def test_row_without_columns_holds_or_not_by_its_bounds() -> None:
    """What the past alone decides is a row as well."""
    for bounds, holds in (({"upper": 0}, True), ({"upper": -1}, False), ({"lower": 1}, False)):
        model, _ = three_decisions()
        model.row([], **bounds)
        model.row([(0, 1)], upper=1)
        matrix = model.freeze()
        assert matrix.holds(model.complete(())) is holds
        assert minimise(matrix, None, EFFORT).outcome is (Outcome.OPTIMAL if holds else Outcome.INFEASIBLE)


def test_activity_is_the_value_of_every_row() -> None:
    """One sum for each row, 0 for a row without columns."""
    model, (a, b, c) = three_decisions()
    model.row([(a, 1), (b, -2)])
    model.row([])
    model.row([(b, 4), (c, 5)])
    assert model.freeze().activity(model.complete((a, b))).tolist() == [-1, 0, 4]


def test_holds_minds_the_bounds_of_columns() -> None:
    """A value outside its column's bounds is refused without any row."""
    model, _ = three_decisions()
    assert not model.freeze().holds(np.array([0, 2, 0]))
    assert not model.freeze().holds(np.array([0, -1, 0]))


@seeds
def test_cap_leaves_the_cheap_solutions(seed: int) -> None:
    """With a cap, exactly the solutions that cost at most as much remain."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    objective = matrix.objectives[TIER]
    for values in completions(model, matrix):
        for most in (objective.value(values) - 1, objective.value(values)):
            assert matrix.with_cap(objective, most).holds(values) is (most == objective.value(values))


@seeds
def test_caps_stack(seed: int) -> None:
    """A second cap does not loosen the first."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    objective = matrix.objectives[TIER]
    costs = [objective.value(values) for values in completions(model, matrix)]
    for most in sorted(set(costs)):
        answer = minimise(matrix.with_cap(objective, most).with_cap(objective, most + 3), objective, EFFORT)
        assert answer.values is not None
        assert objective.value(answer.values) == min(costs)
        assert minimise(matrix.with_cap(objective, min(costs) - 1), None, EFFORT).outcome is Outcome.INFEASIBLE


@seeds
def test_leaving_out_idle_rows_keeps_the_solutions(seed: int) -> None:
    """A row that the column bounds imply says nothing; every other row stays."""
    model = a_random_model(Random(seed), decisions=3)
    matrix = model.freeze()
    fewer = matrix.without_idle_rows()
    for values in every_point(matrix) if _points(matrix) < 5000 else completions(model, matrix):
        assert fewer.holds(values) is matrix.holds(values)


def _points(matrix: Matrix) -> int:
    return int(np.prod(matrix.upper - matrix.lower + 1))


def test_idle_rows_are_left_out() -> None:
    """Of a row that always holds and one that does not, the second remains."""
    model, (a, b, c) = three_decisions()
    model.row([(a, 1), (b, 1)], upper=2)
    model.row([(a, 1), (c, 1)], upper=1)
    model.row([(a, 2), (c, -1)], lower=-1)
    fewer = model.freeze().without_idle_rows()
    assert fewer.height == 1
    assert fewer.holds(model.complete((a, b)))
    assert not fewer.holds(model.complete((a, c)))


def a_part(rng: Random, model: LinearModel) -> Bools:
    """Some decisions, marked among all columns."""
    free = np.zeros(len(model.lower), dtype=np.bool_)
    free[rng.sample(model.decisions, rng.randint(1, len(model.decisions)))] = True
    return free


def best_of_part(model: LinearModel, matrix: Matrix, free: Bools, values: Ints) -> int:
    """The least cost of any choice that differs from `values` in the free decisions only."""
    held = [column for column in model.decisions if not free[column]]
    near = [found for found in completions(model, matrix) if (found[held] == values[held]).all()]
    return min(matrix.objectives[TIER].value(found) for found in near)


@seeds
def test_best_part_with_the_rest_held_is_the_best_of_all_that_keep_the_rest(seed: int) -> None:
    """The part's best answer fits the rest, and together they cost what listing every choice gives."""
    rng = Random(seed)
    model = a_random_model(rng)
    matrix = model.freeze()
    for values in list(completions(model, matrix))[:8]:
        free = a_part(rng, model)
        part = matrix.restricted(free, values)
        answer = minimise(part.matrix, part.matrix.objectives[TIER], EFFORT)
        assert answer.values is not None
        merged = values.copy()
        merged[part.names] = answer.values
        assert matrix.holds(merged)
        assert matrix.objectives[TIER].value(merged) == best_of_part(model, matrix, free, values)


@seeds
def test_columns_of_a_part_brought_up_to_date_are_as_if_all_were(seed: int) -> None:
    """Derived columns outside a part do not change with it."""
    rng = Random(seed)
    model = a_random_model(rng)
    matrix = model.freeze()
    for values in list(completions(model, matrix))[:3]:
        free = a_part(rng, model)
        changed = values.copy()
        changed[free] = 1 - changed[free]
        whole = model.complete([column for column in model.decisions if changed[column]])
        assert model.recompleted(changed, matrix.restricted(free, values).names).tolist() == whole.tolist()


@seeds
def test_part_allows_what_the_whole_allows(seed: int) -> None:
    """Each choice of the free decisions fits the part exactly when it fits the whole."""
    rng = Random(seed)
    model = a_random_model(rng)
    matrix = model.freeze()
    for values in list(completions(model, matrix))[:3]:
        free = a_part(rng, model)
        part = matrix.restricted(free, values)
        for choice in product((0, 1), repeat=int(free.sum())):
            chosen = values.copy()
            chosen[free] = choice
            changed = model.complete([column for column in model.decisions if chosen[column]])
            assert part.matrix.holds(changed[part.names]) is matrix.holds(changed)


@seeds
def test_part_with_everything_free_is_the_whole(seed: int) -> None:
    """Nothing is held, so the best of the part is the best of all."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    for values in list(completions(model, matrix))[:1]:
        assert best_of_part(model, matrix, matrix.is_decision, values) == optimum(model, matrix)
        part = matrix.restricted(matrix.is_decision, values)
        answer = minimise(part.matrix, part.matrix.objectives[TIER], EFFORT)
        assert answer.values is not None
        values[part.names] = answer.values
        assert matrix.objectives[TIER].value(values) == optimum(model, matrix)


def test_part_leaves_what_it_cannot_reach_alone() -> None:
    """Columns and rows of other decisions are not in the part."""
    model, (a, b, c) = three_decisions()
    near = model.excess(([(a, 1), (b, 1)], -1))
    far = model.excess(([(c, 1)], 0))
    for column in (near, far):
        model.cost(TIER, column, 1)
    free = np.array([True, False, False, False, False])
    part = model.freeze().restricted(free, model.complete((b, c)))
    assert part.names.tolist() == [a, near]
    assert part.matrix.objectives[TIER].columns.tolist() == [1]
