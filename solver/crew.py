"""Many pieces of work on several cores: in this process with one worker, otherwise in one child process a worker."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Generic, TypeVar, cast

from solver.child_process import ChildProcess, asked_to_stop
from solver.cpsat import Stoppable

Task = TypeVar("Task")
Answer = TypeVar("Answer")
LOOK = 0.1
"""Seconds between two looks at whether to stop."""


class Crew:
    """Workers that share out tasks; leaving it ends their processes."""

    def __init__(self, workers: int, stoppable: Stoppable) -> None:
        self._stoppable = stoppable
        self._children: list[ChildProcess[object]] = [ChildProcess() for _ in range(workers if workers > 1 else 0)]

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for child in self._children:
            child.close()

    def do(
        self,
        work: Callable[[Task, Stoppable], Answer],
        tasks: Sequence[Task],
        done: Callable[[int], None] | None = None,
    ) -> list[Answer]:
        """The answers of all tasks in their order; they are begun in that order.

        `work`: a function of a module that ends early, with what it has, once it is stopped. `done` hears the number
        of each task as it ends, from any thread.
        """
        heard = done or (lambda _: None)
        if not self._children:
            return [_told(heard, number, work(task, self._stoppable)) for number, task in enumerate(tasks)]
        waiting = _Waiting(tasks)
        answers: dict[int, object] = {}

        def lead(child: ChildProcess[object]) -> None:
            try:
                while (taken := waiting.take()) is not None:
                    number, task = taken
                    answers[number] = self._ask(child, work, task)
                    heard(number)
            except BaseException:
                waiting.give_up()
                raise

        with ThreadPoolExecutor(max_workers=len(self._children)) as leaders:
            for ended in [leaders.submit(lead, child) for child in self._children]:
                ended.result()
        return [cast(Answer, answers[number]) for number in range(len(tasks))]

    def _ask(self, child: ChildProcess[object], work: Callable[[Task, Stoppable], Answer], task: Task) -> object:
        child.begin(_in_child, work, task)
        told = False
        while (answer := child.answer(wait=LOOK)) is None:
            if self._stoppable.stopped.is_set() and not told:
                child.stop()
                told = True
        return answer


class _Waiting(Generic[Task]):
    """Tasks that nobody has begun, taken one at a time by several threads."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._tasks = deque(enumerate(tasks))

    def take(self) -> tuple[int, Task] | None:
        """The next task with its number, None when none is left."""
        try:
            return self._tasks.popleft()
        except IndexError:
            return None

    def give_up(self) -> None:
        """Begin no more: the answers are not wanted any longer."""
        self._tasks.clear()


def _told(heard: Callable[[int], None], number: int, answer: Answer) -> Answer:
    heard(number)
    return answer


def _in_child(work: Callable[[Task, Stoppable], Answer], task: Task) -> Answer:
    return work(task, parents_stop())


@cache
def parents_stop() -> Stoppable:
    """In a child process: stops once the parent asks for it."""
    stoppable = Stoppable()

    def watch() -> None:
        asked_to_stop.wait()
        stoppable.stop()

    threading.Thread(target=watch, daemon=True).start()
    return stoppable
