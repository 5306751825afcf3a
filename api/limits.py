"""How often a key may ask: a token bucket for each key in each process."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from api.errors import TooManyRequestsError

SECONDS_IN_MINUTE = 60


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Limits:
    """The rates of all keys in this process; each process gives out its share of a key's rate.

    `ticks`: seconds that never go back. A bucket holds a minute's share, so that a pause is not lost at once.
    """

    def __init__(self, ticks: Callable[[], float], workers: int = 1) -> None:
        self._ticks = ticks
        self._workers = workers
        self._buckets: dict[Hashable, _Bucket] = {}

    def take(self, subject: Hashable, per_minute: int) -> None:
        """Count one request of a subject; `TooManyRequestsError` when its share of the minute is used up."""
        now, most = self._ticks(), max(1.0, per_minute / self._workers)
        bucket = self._buckets.get(subject)
        if bucket is None:
            bucket = self._buckets[subject] = _Bucket(most, now)
        rate = most / SECONDS_IN_MINUTE
        bucket.left = min(most, bucket.left + (now - bucket.at) * rate)
        bucket.at = now
        if bucket.left < 1:
            raise TooManyRequestsError(math.ceil((1 - bucket.left) / rate))
        bucket.left -= 1

    def give_back(self, subject: Hashable) -> None:
        """One request of a subject counts for nothing after all."""
        if subject in self._buckets:
            self._buckets[subject].left += 1
