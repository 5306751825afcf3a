"""CP-SAT's statuses, stops and refusals reach the caller as they are."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from solver.cpsat import Effort, InvalidModelError, Outcome, Stoppable, clashing_rows, minimise
from solver.linear import Ints, LinearModel, Matrix
from tests.solver.programs import TIER, a_hard_program, a_random_model, optimum

EFFORT = Effort(seconds=60, deterministic_seconds=20)


def two_or_more_of_three() -> Matrix:
    """At least two of three decisions, which cost 1, 2 and 4."""
    model = LinearModel()
    columns = [model.decision() for _ in range(3)]
    model.row([(column, 1) for column in columns], lower=2)
    for column in columns:
        model.cost(TIER, column, 2**column)
    return model.freeze()


def test_optimal_comes_with_values_and_their_cost_as_bound() -> None:
    """The two cheapest of three are chosen, and nothing less is possible."""
    matrix = two_or_more_of_three()
    answer = minimise(matrix, matrix.objectives[TIER], EFFORT)
    assert answer.outcome is Outcome.OPTIMAL
    assert answer.values is not None
    assert answer.values.tolist() == [1, 1, 0]
    assert answer.bound == 3


@pytest.mark.parametrize("seed", range(20))
def test_optimum_is_that_of_listing_every_choice(seed: int) -> None:
    """Random programs cost what listing every choice gives, or are infeasible alike."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    answer = minimise(matrix, matrix.objectives[TIER], EFFORT)
    best = optimum(model, matrix)
    assert answer.outcome is (Outcome.INFEASIBLE if best is None else Outcome.OPTIMAL)
    assert (None if answer.values is None else matrix.objectives[TIER].value(answer.values)) == best


def test_infeasible_comes_without_values() -> None:
    """Four of three cannot be."""
    matrix = two_or_more_of_three()
    answer = minimise(matrix.with_cap(matrix.objectives[TIER], 2), matrix.objectives[TIER], EFFORT)
    assert answer.outcome is Outcome.INFEASIBLE
    assert answer.values is None
    assert answer.bound == float("inf")


def test_feasible_comes_with_values_and_a_bound_below_their_cost() -> None:
    """A search that ends at its first solution has proven nothing."""
    matrix, objective = a_hard_program()
    answer = minimise(matrix, objective, EFFORT, options={"stop_after_first_solution": True})
    assert answer.outcome is Outcome.FEASIBLE
    assert answer.values is not None
    assert matrix.holds(answer.values)
    assert answer.bound < objective.value(answer.values)


def test_unknown_comes_without_values_or_bound() -> None:
    """A search without any time knows nothing."""
    matrix, objective = a_hard_program()
    answer = minimise(matrix, objective, Effort(seconds=60, deterministic_seconds=0.0))
    assert answer.outcome is Outcome.UNKNOWN
    assert answer.values is None
    assert answer.bound == -float("inf")


def test_without_an_objective_any_solution_is_optimal() -> None:
    """Only the rows are asked for."""
    matrix = two_or_more_of_three()
    answer = minimise(matrix, None, EFFORT)
    assert answer.outcome is Outcome.OPTIMAL
    assert answer.values is not None
    assert matrix.holds(answer.values)


def test_model_that_cp_sat_refuses_raises() -> None:
    """A fault in the model is never a status."""
    model = LinearModel()
    model.row([(model.decision(), 2**62), (model.decision(), 2**62)], upper=1)
    with pytest.raises(InvalidModelError):
        minimise(model.freeze(), None, EFFORT)


def test_hint_needs_a_value_for_every_column() -> None:
    """A hint of another model is refused."""
    with pytest.raises(ValueError, match="zip"):
        minimise(two_or_more_of_three(), None, EFFORT, hint=np.array([1, 1]))


def test_search_begins_with_the_hint() -> None:
    """The first solution seen is the hinted one."""
    matrix, objective = a_hard_program()
    seen: list[Ints] = []
    hinted = minimise(matrix, objective, EFFORT, options={"stop_after_first_solution": True}).values
    assert hinted is not None
    options = {"stop_after_first_solution": True}
    minimise(matrix, objective, EFFORT, hint=hinted, listener=seen.append, options=options)
    assert objective.value(seen[0]) == objective.value(hinted)


def test_listener_hears_every_better_solution_in_turn() -> None:
    """Costs fall from one to the next, and the last is the answer."""
    matrix, objective = a_hard_program(decisions=12, rows=1)
    heard: list[Ints] = []
    answer = minimise(matrix, objective, EFFORT, listener=heard.append)
    costs = [objective.value(values) for values in heard]
    assert costs == sorted(set(costs), reverse=True)
    assert answer.values is not None
    assert objective.value(answer.values) == costs[-1]


def test_stop_ends_a_solve_under_way() -> None:
    """A solve that would take for ever ends with what it has."""
    matrix, objective = a_hard_program()
    stoppable, heard = Stoppable(), list[int]()

    def stop(values: Ints) -> None:
        heard.append(objective.value(values))
        stoppable.stop()

    answer = minimise(matrix, objective, Effort(seconds=3600), stoppable=stoppable, listener=stop)
    assert answer.outcome is Outcome.FEASIBLE
    assert answer.values is not None
    assert objective.value(answer.values) == min(heard)


def test_stop_ends_all_later_solves() -> None:
    """Whoever comes after the stop gets no answer."""
    stoppable = Stoppable()
    assert minimise(two_or_more_of_three(), None, EFFORT, stoppable=stoppable).outcome is Outcome.OPTIMAL
    stoppable.stop()
    assert minimise(two_or_more_of_three(), None, EFFORT, stoppable=stoppable).outcome is Outcome.UNKNOWN


def test_same_seed_and_work_give_the_same_answer() -> None:
    """With one worker an answer cut short by deterministic work can be had again."""
    matrix, objective = a_hard_program()
    effort = Effort(seconds=3600, deterministic_seconds=0.2, seed=5)
    first, second = (minimise(matrix, objective, effort) for _ in range(2))
    assert first.outcome is Outcome.FEASIBLE
    assert first.values is not None
    assert second.values is not None
    assert first.values.tolist() == second.values.tolist()


def test_clashing_rows_leave_out_groups_that_do_no_harm() -> None:
    """Two groups that demand and forbid the same clash; a third one has no part in it."""
    model = LinearModel()
    a, b = model.decision(), model.decision()
    model.row([(a, 1)], lower=1)
    model.row([(b, 1)], lower=1)
    model.row([(a, 1), (b, 1)], upper=1)
    model.row([(a, 1)], upper=0)
    assert sorted(clashing_rows(model.freeze(), np.array([0, 1, -1, -1]), EFFORT) or []) == [0]
    assert clashing_rows(model.freeze(), np.array([0, 1, 2, 3]), EFFORT) is not None


def test_rows_that_hold_together_do_not_clash() -> None:
    """A solution means that there is nothing to explain."""
    matrix = two_or_more_of_three()
    assert clashing_rows(matrix, np.array([0]), EFFORT) is None
