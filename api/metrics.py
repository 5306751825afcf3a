"""Figures for Prometheus, added up over all worker processes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from api.observed import Seen

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which the worker processes keep their figures; must be set before they start."""
BETWEEN_LOOKS = 0.5
"""Seconds between two looks at the age of the picture."""
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class Metrics:
    """The figures of this process."""

    def __init__(self) -> None:
        registry = self._own = CollectorRegistry()
        self._requests = Counter(
            "creneau_requests", "Requests answered", ("method", "route", "status"), registry=registry
        )
        self._seconds = Histogram(
            "creneau_request_seconds", "Time to answer", ("method", "route"), buckets=SECONDS, registry=registry
        )
        self._refusals = Counter("creneau_refusals", "Bookings refused, by rule", ("rule",), registry=registry)
        self._lag = Gauge(
            "creneau_picture_lag_seconds",
            "Age of the picture from which offers are made",
            registry=registry,
            multiprocess_mode="livemax",
        )
        self._children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def count(self, seen: Seen) -> None:
        """An observer: one more request."""
        key = seen.method, seen.route, seen.status
        requests, seconds = self._children.get(key) or self._labelled(*key)
        requests.inc()
        seconds.observe(seen.seconds)

    def _labelled(self, method: str, route: str, status: int) -> tuple[Counter, Histogram]:
        # Looking labels up costs more than counting.
        of_both = self._requests.labels(method, route, status), self._seconds.labels(method, route)
        self._children[method, route, status] = of_both
        return of_both

    def refused(self, rules: Iterable[str]) -> None:
        """Count the rules that refused a booking."""
        for rule in rules:
            self._refusals.labels(rule).inc()

    @asynccontextmanager
    async def telling(self, lag: Callable[[], float]) -> AsyncIterator[None]:
        """While inside, keep told how old this process's picture is, whichever process is asked for figures.

        By the clock and not by the polls that refresh the picture: of one that hangs the figure must tell.
        """
        looking = asyncio.create_task(self._tell(lag))
        try:
            yield
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking

    async def _tell(self, lag: Callable[[], float]) -> None:
        while True:
            self._lag.set(lag())
            await asyncio.sleep(BETWEEN_LOOKS)

    def text(self, lag: float) -> bytes:
        """All figures of all processes, in the text format; `lag` of this process's picture in seconds."""
        self._lag.set(lag)
        if FOLDER not in os.environ:
            return generate_latest(self._own)
        everybody = CollectorRegistry()
        MultiProcessCollector(everybody)  # type: ignore[no-untyped-call]
        return generate_latest(everybody)


def forget_process(number: int) -> None:
    """Tell no longer of a process that has ended what is true only of one that lives; what it counted stays counted."""
    if FOLDER in os.environ:
        mark_process_dead(number)  # type: ignore[no-untyped-call]
