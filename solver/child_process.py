"""A process that works beside this one and can be stopped, or ended at any moment.

It runs as `python -m solver.child_process`: work comes in on standard input, answers go out on standard output.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO, Generic, TypeVar

Answer = TypeVar("Answer")

asked_to_stop = threading.Event()
"""In a child process: set once its parent wants the work under way to end soon, with what it has."""


class ProcessLostError(Exception):
    """The process ended without an answer."""


class ChildProcess(Generic[Answer]):
    """Does one piece of work at a time: `begin`, ask `answer` now and then, `close` at any moment."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[Answer | Exception] = queue.Queue()
        self.busy = False

    def begin(self, work: Callable[..., Answer], *arguments: Any) -> None:
        """Begin some work, a function of a module; the work before must have been answered."""
        if self._process is None:
            self._answers = queue.Queue()
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "solver.child_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            )
            assert self._process.stdout is not None
            threading.Thread(target=_collect, args=(self._process.stdout, self._answers), daemon=True).start()
        self._send((work, arguments))
        self.busy = True

    def stop(self) -> None:
        """Ask for an early end of the work under way and of all later work."""
        if self._process is not None:
            self._send(None)

    def _send(self, message: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            pickle.dump(message, self._process.stdin)
            self._process.stdin.flush()
        except OSError as broken:
            raise ProcessLostError("the process takes no work") from broken

    def answer(self, wait: float = 0.0) -> Answer | None:
        """The answer of the work, None while it goes on. Raises what the process raised, or that it died."""
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


def _collect(answers: BinaryIO, into: queue.Queue[Any]) -> None:
    """Hand on every answer until the process ends."""
    while True:
        try:
            into.put(pickle.load(answers))  # noqa: S301 - written by our own child process
        except Exception:  # the end of the stream, or an answer that cannot be rebuilt here
            into.put(ProcessLostError("the process ended without an answer"))
            return


def serve() -> None:
    """Work until standard input ends, then end at once; what a solver prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    waiting: queue.Queue[tuple[Callable[..., object], tuple[object, ...]]] = queue.Queue()
    threading.Thread(target=_listen, args=(waiting,), daemon=True).start()
    while True:
        work, arguments = waiting.get()
        try:
            answer = work(*arguments)
        except Exception as failure:
            answer = failure
        pickle.dump(answer, answers)
        answers.flush()


def _listen(waiting: queue.Queue[tuple[Callable[..., object], tuple[object, ...]]]) -> None:
    """Hand on work; when the parent is gone, so are we, even in the middle of it."""
    while True:
        try:
            message = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent process
        except EOFError:
            os._exit(0)
        if message is None:
            asked_to_stop.set()
        else:
            waiting.put(message)


if __name__ == "__main__":
    # Under its own name, so that what is worked on finds the same event.
    from solver.child_process import serve as serve_under_own_name

    serve_under_own_name()
