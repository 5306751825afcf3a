"""The process that proves bounds answers, and goes when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

import solver.child_process
from solver.bound_process import BoundProcess
from solver.bounding import BoundAnswer, BoundTask, Method, prove
from solver.child_process import ProcessLostError
from solver.linear import LinearModel
from tests.solver.programs import TIER, a_hard_program, a_random_model, a_task


def an_easy_task() -> BoundTask:
    """Two of two decisions that cost 1 each."""
    model = LinearModel()
    columns = [model.decision(), model.decision()]
    model.row([(column, 1) for column in columns], lower=2)
    for column in columns:
        model.cost(TIER, column, 1)
    return a_task(model.freeze(), Method.BRANCH)


def an_endless_task() -> BoundTask:
    """A task that takes longer than anybody waits."""
    matrix, _ = a_hard_program()
    return a_task(matrix, Method.BRANCH, seconds=3600.0)


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every process begun from here on."""
    begun: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *args: object, **stated: object) -> None:
            super().__init__(*args, **stated)  # type: ignore[call-overload]
            begun.append(self)

    monkeypatch.setattr(solver.child_process.subprocess, "Popen", Noted)
    return begun


@pytest.fixture
def process(children: list[subprocess.Popen[bytes]]) -> Iterator[BoundProcess]:
    """A process that is gone after the test, however it ends."""
    process = BoundProcess()
    yield process
    process.close()
    assert all(child.poll() is not None for child in children)


def the_answer(process: BoundProcess) -> BoundAnswer:
    """Wait for the answer of the task under way."""
    answer = process.answer(wait=600.0)
    assert answer is not None
    return answer


def exists(pid: int) -> bool:
    """Whether there is a process of that number, even one that waits to be collected."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_process_answers_one_task_after_the_other(
    process: BoundProcess, children: list[subprocess.Popen[bytes]]
) -> None:
    """The same process serves again, and has no answer between two tasks."""
    assert process.answer() is None
    for _ in range(2):
        process.start(an_easy_task())
        assert process.busy
        assert the_answer(process).bound == 2
        assert not process.busy
        assert process.answer() is None
    assert len(children) == 1


def test_answer_is_that_of_the_task_in_this_process(process: BoundProcess) -> None:
    """What crosses the border arrives whole."""
    task = a_task(a_random_model(Random(3)).freeze(), Method.BRANCH)
    process.start(task)
    there, here = the_answer(process), prove(task)
    assert (there.bound, there.finished, there.infeasible) == (here.bound, here.finished, here.infeasible)
    assert there.values is not None
    assert here.values is not None
    assert there.values.tolist() == here.values.tolist()


def test_close_in_the_middle_of_a_task_leaves_no_process(
    process: BoundProcess, children: list[subprocess.Popen[bytes]]
) -> None:
    """A task without end ends with its process."""
    process.start(an_endless_task())
    assert process.answer() is None
    process.close()
    assert not process.busy
    assert process.answer() is None
    assert [exists(child.pid) for child in children] == [False]


def test_closed_process_can_be_closed_again_and_started_anew(
    process: BoundProcess, children: list[subprocess.Popen[bytes]]
) -> None:
    """Closing is for ever only for the process: the next one answers its own task, not for the one before."""
    process.close()
    process.start(an_endless_task())
    process.close()
    process.close()
    process.start(an_easy_task())
    assert the_answer(process).bound == 2
    assert len(children) == 2


def test_process_that_dies_is_an_error(process: BoundProcess, children: list[subprocess.Popen[bytes]]) -> None:
    """Nobody waits for an answer that cannot come, whether the process had begun its task or not."""
    process.start(an_easy_task())
    the_answer(process)
    process.start(an_endless_task())
    os.kill(children[0].pid, signal.SIGKILL)
    with pytest.raises(ProcessLostError, match="without an answer"):
        process.answer(wait=600.0)


def test_task_that_fails_hands_its_error_back(process: BoundProcess) -> None:
    """A hint of another length is refused there and raised here; the process goes on."""
    matrix, _ = a_hard_program()
    process.start(a_task(matrix, Method.BRANCH, hint=np.array([1])))
    with pytest.raises(ValueError, match="zip"):
        process.answer(wait=600.0)
    process.start(an_easy_task())
    assert the_answer(process).bound == 2


def test_interrupt_from_the_keyboard_does_not_reach_the_process(
    process: BoundProcess, children: list[subprocess.Popen[bytes]]
) -> None:
    """It is the parent that decides when to stop: the process is in no group of the terminal."""
    process.start(an_easy_task())
    assert os.getpgid(children[0].pid) != os.getpgid(0)
    assert the_answer(process).bound == 2
