"""When a job that did not succeed is begun again."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from api.jobs.errors import ClosingError
from api.jobs.webhooks.delivery import NotDeliveredError

_log = logging.getLogger(__name__)

LONGEST = timedelta(minutes=5)
"""The longest pause."""


class Again(BaseRetryStrategy):
    """At once if its worker ended, when it says so itself, and otherwise ever more rarely; but never given up.

    A job that is not to be tried again ends without an error.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        """When to begin again."""
        now = datetime.now(UTC)
        if isinstance(exception, NotDeliveredError):
            return RetryDecision(retry_at=exception.again)
        if isinstance(exception, ClosingError | asyncio.CancelledError):
            return RetryDecision(retry_at=now)
        _log.warning("a job %s failed", job.task_name, exc_info=exception)
        return RetryDecision(retry_at=now + min(timedelta(seconds=2 ** min(job.attempts, 20)), LONGEST))
