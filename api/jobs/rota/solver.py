"""This process's hold on the process of a solve: begin, look, stop, end. Nothing here waits."""

from __future__ import annotations

from api.jobs.rota.solving import Look, begin, look, stop
from solver.child_process import ChildProcess


class SolveProcess:
    """One solve in its own niced process; `question`: a `RotaQuestion` in JSON.

    `look` raises `ProcessLostError` when the process died, and what it raised.
    """

    def __init__(self, question: str) -> None:
        self._child: ChildProcess[Look] = ChildProcess()
        self._child.begin(begin, question)
        self._to_stop = False

    def look(self) -> Look | None:
        """How the solve stood a moment ago, None if the process is still busy with the last look."""
        answer = self._child.answer()
        if not self._child.busy:
            work, self._to_stop = stop if self._to_stop else look, False
            self._child.begin(work)
        return answer

    def stop(self) -> None:
        """Ask for an early end with what there is."""
        self._to_stop = True

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._child.close()
