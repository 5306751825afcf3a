"""When a message is tried again, and when it is given up."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(hours=4)
GIVEN_UP_AFTER = timedelta(days=1)


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many failures, at least one: twice as long each time, at most four hours."""
    return min(FIRST_WAIT * float(2 ** min(failures - 1, 20)), LONGEST_WAIT)


def next_try(event_at: datetime, now: datetime, failures: int) -> datetime | None:
    """When to try again, None once a day has passed since the event."""
    then = now + wait_after(failures)
    return then if then <= event_at + GIVEN_UP_AFTER else None
