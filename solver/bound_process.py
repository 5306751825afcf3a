"""A process that proves bounds beside the search and can be ended at any moment.

It runs as `python -m solver.bound_process`: tasks come in on standard input, answers go out on standard output.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from typing import BinaryIO

from solver.bounding import BoundAnswer, BoundTask, prove


class ProcessLostError(Exception):
    """The bounding process ended without an answer."""


class BoundProcess:
    """Works on one task at a time: `start`, ask `answer` now and then, `close` at any moment."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[BoundAnswer | Exception] = queue.Queue()
        self.busy = False

    def start(self, task: BoundTask) -> None:
        """Begin a task; the one before must have been answered."""
        if self._process is None:
            self._answers = queue.Queue()
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "solver.bound_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            )
            assert self._process.stdout is not None
            threading.Thread(target=_collect, args=(self._process.stdout, self._answers), daemon=True).start()
        assert self._process.stdin is not None
        try:
            pickle.dump(task, self._process.stdin)
            self._process.stdin.flush()
        except OSError as broken:
            raise ProcessLostError("the bounding process takes no task") from broken
        self.busy = True

    def answer(self, wait: float = 0.0) -> BoundAnswer | None:
        """The answer of the task, None while it runs. Raises what the process raised, or that it died."""
        if not self.busy:
            return None
        try:
            answer = self._answers.get(timeout=wait) if wait > 0 else self._answers.get_nowait()
        except queue.Empty:
            return None
        self.busy = False
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """End the process at once, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
        self.busy = False


def _collect(answers: BinaryIO, into: queue.Queue[BoundAnswer | Exception]) -> None:
    """Hand on every answer until the process ends."""
    while True:
        try:
            into.put(pickle.load(answers))  # noqa: S301 - written by our own child process
        except (EOFError, ValueError, pickle.UnpicklingError):
            into.put(ProcessLostError("the bounding process ended without an answer"))
            return


def serve() -> None:
    """Work on tasks until standard input ends, then end at once; what a solver prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    tasks: queue.Queue[BoundTask] = queue.Queue()
    threading.Thread(target=_listen, args=(tasks,), daemon=True).start()
    while True:
        task = tasks.get()
        try:
            answer: BoundAnswer | Exception = prove(task)
        except Exception as failure:
            answer = failure
        pickle.dump(answer, answers)
        answers.flush()


def _listen(tasks: queue.Queue[BoundTask]) -> None:
    """Hand on tasks; when the parent is gone, so are we, even in the middle of a proof."""
    while True:
        try:
            tasks.put(pickle.load(sys.stdin.buffer))  # noqa: S301 - written by our own parent process
        except EOFError:
            os._exit(0)


if __name__ == "__main__":
    serve()
