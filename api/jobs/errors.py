"""What jobs and their routes do not do.

NotReadyError      asked for too early, or for what a job did not find
ClosingError       the worker ends; the job is begun again elsewhere
"""

from __future__ import annotations

from scheduler.messages import say


class NotReadyError(Exception):
    """What was asked for is not there yet, or never will be; `key` of the sentence in the catalogue."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def sentence(self, language: str) -> str:
        """What is not ready, in "fr" or "en"."""
        return say(self.key, language)


class ClosingError(Exception):
    """The worker ends: the job goes back into the queue."""
