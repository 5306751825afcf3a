"""Tasks are shared out among processes, and none is begun once one has failed."""

from __future__ import annotations

import pytest

from solver.cpsat import Stoppable
from solver.crew import Crew


class StrangeError(Exception):
    """An error that cannot be rebuilt from what is told of it."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def doubled(task: int, _: Stoppable) -> int:
    """Twice the task."""
    return 2 * task


def failing(task: int, _: Stoppable) -> int:
    """Fails at every task."""
    raise ValueError(f"task {task}")


def strange(task: int, _: Stoppable) -> int:
    """Fails in a way that does not come through."""
    raise StrangeError(str(task), "")


def stopped(_: int, stoppable: Stoppable) -> bool:
    """Waits until it is stopped."""
    return stoppable.stopped.wait(600)


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_come_in_the_order_of_the_tasks(workers: int) -> None:
    """However many work, and each is heard of once."""
    heard: list[int] = []
    with Crew(workers, Stoppable()) as crew:
        assert crew.do(doubled, range(5), heard.append) == [0, 2, 4, 6, 8]
    assert sorted(heard) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("workers", [1, 2])
def test_failure_of_a_task_is_raised_here(workers: int) -> None:
    """With its own words."""
    with Crew(workers, Stoppable()) as crew, pytest.raises(ValueError, match="task"):
        crew.do(failing, range(50))


def test_failure_that_cannot_be_told_ends_the_wait() -> None:
    """Nobody waits for an answer that cannot be rebuilt."""
    with Crew(2, Stoppable()) as crew, pytest.raises(Exception, match="without an answer"):
        crew.do(strange, range(2))


def test_stop_reaches_the_work_of_other_processes() -> None:
    """What waits there for a stop ends with it."""
    stoppable = Stoppable()
    stoppable.stop()
    with Crew(2, stoppable) as crew:
        assert crew.do(stopped, range(2)) == [True, True]
