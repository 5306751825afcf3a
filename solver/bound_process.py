"""A process that proves bounds beside the search and can be ended at any moment."""

from __future__ import annotations

from solver.bounding import BoundAnswer, BoundTask, prove
from solver.child_process import ChildProcess


class BoundProcess(ChildProcess[BoundAnswer]):
    """Works on one task at a time: `start`, ask `answer` now and then, `close` at any moment."""

    def start(self, task: BoundTask) -> None:
        """Begin a task; the one before must have been answered."""
        self.begin(prove, task)
