"""Bounds by HiGHS never exceed what is possible, and its process goes when it is told to."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from solver.highs import BoundAnswer, BoundProcess, BoundTask, priced_bound, rounded_up, solve_bound
from solver.linear import LinearModel, Matrix
from tests.solver.programs import TIER, a_hard_program, a_random_model, completions, optimum

seeds = pytest.mark.parametrize("seed", range(30))


def a_task(matrix: Matrix, whole: bool, **stated: object) -> BoundTask:
    """Minimise the only tier for at most a minute."""
    return BoundTask(matrix, matrix.objectives[TIER], whole, **({"seconds": 60.0} | stated))  # type: ignore[arg-type]


def an_easy_task() -> BoundTask:
    """Two of two decisions that cost 1 each."""
    model = LinearModel()
    columns = [model.decision(), model.decision()]
    model.row([(column, 1) for column in columns], lower=2)
    for column in columns:
        model.cost(TIER, column, 1)
    return a_task(model.freeze(), whole=True)


def an_endless_task() -> BoundTask:
    """A task that takes longer than anybody waits."""
    matrix, _ = a_hard_program()
    return a_task(matrix, whole=True, seconds=3600.0)


@seeds
def test_relaxation_never_exceeds_the_optimum(seed: int) -> None:
    """No choice costs less than the bound; a relaxation that is infeasible leaves no choice at all."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    answer, best = solve_bound(a_task(matrix, whole=False)), optimum(model, matrix)
    assert answer.finished
    assert answer.values is None
    if best is not None:
        assert not answer.infeasible
        assert answer.bound <= best


@seeds
def test_whole_bound_is_the_optimum(seed: int) -> None:
    """Branch and bound gives the cost and the values that listing every choice gives, or none at all."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    answer, best = solve_bound(a_task(matrix, whole=True)), optimum(model, matrix)
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
        assert solve_bound(a_task(matrix, whole=True, hint=values)).bound == optimum(model, matrix)


@seeds
def test_any_prices_prove_a_bound(seed: int) -> None:
    """Whatever the rows are priced at, no choice costs less than the prices prove."""
    model = a_random_model(Random(seed))
    matrix = model.freeze()
    best, rng = optimum(model, matrix), np.random.default_rng(seed)
    for scale in (0.0, 0.3, 1.0, 10.0):
        prices = rng.normal(scale=scale, size=matrix.height)
        assert best is None or priced_bound(matrix, matrix.objectives[TIER], prices) <= best + 1e-6


@pytest.mark.parametrize("whole", [True, False])
def test_infeasible_is_reported(whole: bool) -> None:
    """Three of two cannot be, not even in parts."""
    model = LinearModel()
    columns = [model.decision(), model.decision()]
    model.row([(column, 1) for column in columns], lower=3)
    model.cost(TIER, columns[0], 1)
    answer = solve_bound(a_task(model.freeze(), whole))
    assert answer.infeasible
    assert answer.finished


def test_infeasible_only_over_whole_numbers_is_reported() -> None:
    """Half of each would do, but nobody works half a session."""
    model = LinearModel()
    a, b = model.decision(), model.decision()
    model.row([(a, 2), (b, 2)], lower=1, upper=1)
    model.cost(TIER, a, 1)
    assert not solve_bound(a_task(model.freeze(), whole=False)).infeasible
    assert solve_bound(a_task(model.freeze(), whole=True)).infeasible


def test_task_cut_short_has_a_bound_and_is_not_finished() -> None:
    """What was proven before time was up is kept."""
    matrix, _ = a_hard_program()
    answer = solve_bound(a_task(matrix, whole=True, seconds=0.1))
    assert not answer.finished
    assert not answer.infeasible
    assert answer.bound >= 0


@pytest.mark.parametrize(
    ("bound", "cost"),
    [(2.0, 2), (2.0000001, 2), (2.1, 3), (1.9999999, 2), (-0.5, 0), (-3.0, 0), (float("-inf"), 0), (999.0005, 999)],
)
def test_bound_is_rounded_up_unless_it_is_whole_but_for_rounding(bound: float, cost: int) -> None:
    """Costs are whole, so a bound of 2.1 means 3, and one of 2.0000001 still 2."""
    assert rounded_up(bound) == cost


@pytest.fixture
def process() -> Iterator[BoundProcess]:
    """A process that is gone after the test, however it ends."""
    process = BoundProcess()
    yield process
    process.close()


def the_answer(process: BoundProcess) -> BoundAnswer:
    """Wait for the answer of the task under way."""
    answer = process.answer(wait=600.0)
    assert answer is not None
    return answer


def pid_of_the_only_child() -> int:
    """The process number of the only child."""
    (child,) = multiprocessing.active_children()
    assert child.pid is not None
    return child.pid


def exists(pid: int) -> bool:
    """Whether there is a process of that number, even one that waits to be collected."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_process_answers_one_task_after_the_other(process: BoundProcess) -> None:
    """The same process serves again, and has no answer between two tasks."""
    assert process.answer() is None
    process.start(an_easy_task())
    assert process.busy
    assert the_answer(process).bound == 2
    assert not process.busy
    assert process.answer() is None
    pid = pid_of_the_only_child()
    process.start(an_easy_task())
    assert the_answer(process).bound == 2
    assert pid_of_the_only_child() == pid


def test_answer_is_that_of_the_task_in_this_process(process: BoundProcess) -> None:
    """What crosses the pipe arrives whole."""
    model = a_random_model(Random(3))
    task = a_task(model.freeze(), whole=True)
    process.start(task)
    there, here = the_answer(process), solve_bound(task)
    assert (there.bound, there.finished, there.infeasible) == (here.bound, here.finished, here.infeasible)
    assert there.values is not None
    assert here.values is not None
    assert there.values.tolist() == here.values.tolist()


def test_close_in_the_middle_of_a_task_leaves_no_process(process: BoundProcess) -> None:
    """A task without end ends with its process."""
    process.start(an_endless_task())
    assert process.answer() is None
    pid = pid_of_the_only_child()
    process.close()
    assert not process.busy
    assert process.answer() is None
    assert not exists(pid)
    assert multiprocessing.active_children() == []


def test_closed_process_can_be_closed_again_and_started_anew(process: BoundProcess) -> None:
    """Closing is for ever only for the process, not for the object."""
    process.close()
    process.start(an_endless_task())
    process.close()
    process.close()
    process.start(an_easy_task())
    assert the_answer(process).bound == 2


def test_process_that_dies_is_an_error(process: BoundProcess) -> None:
    """Nobody waits for an answer that cannot come."""
    process.start(an_easy_task())
    the_answer(process)
    process.start(an_endless_task())
    os.kill(pid_of_the_only_child(), signal.SIGKILL)
    with pytest.raises(RuntimeError, match="without an answer"):
        process.answer(wait=600.0)


def test_task_that_fails_hands_its_error_back(process: BoundProcess) -> None:
    """A hint of another length is refused there and raised here; the process goes on."""
    matrix, _ = a_hard_program()
    process.start(a_task(matrix, whole=True, hint=np.array([1])))
    with pytest.raises(ValueError, match="zip"):
        process.answer(wait=600.0)
    process.start(an_easy_task())
    assert the_answer(process).bound == 2


def test_interrupt_from_the_keyboard_does_not_end_the_process(process: BoundProcess) -> None:
    """It is the parent that decides when to stop."""
    process.start(an_easy_task())
    the_answer(process)
    os.kill(pid_of_the_only_child(), signal.SIGINT)
    process.start(an_easy_task())
    assert the_answer(process).bound == 2
