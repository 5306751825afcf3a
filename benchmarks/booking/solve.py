"""Searches while a rota is solved on the same cores: a job asked for over the API, run by the service's own worker."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx

from benchmarks.booking.over_http import Address, Effort, Rounds, headers_of, in_rounds

PATIENCE = 120.0
PAUSE = 0.2
SETTLING = 10.0
"""Seconds from the begin of the job until it surely searches on all cores it may use."""
LONGEST = 3_600
WEEKS, WORKERS = 4, 2
RUNNING = "running"


class NotRunningError(Exception):
    """The solve did not begin, or ended before the searches were timed."""


@dataclass(frozen=True)
class Beside:
    """The same searches without and with a solve."""

    alone: Rounds
    solving: Rounds

    def times(self, share: float) -> float:
        """How many times as long as alone."""
        return self.solving.quantile(share) / self.alone.quantile(share)


def beside_a_solve(address: Address, key: str, requests: Sequence[bytes], effort: Effort, first_day: date) -> Beside:
    """Rounds alone, rounds during a solve, and again rounds alone, so that a machine that slows down is not blamed."""
    before = in_rounds(address, {"": requests}, effort)[""]
    with _solving(address, key, first_day) as still_runs:
        during = in_rounds(address, {"": requests}, effort)[""]
        if not still_runs():
            raise NotRunningError
    after = in_rounds(address, {"": requests}, effort)[""]
    return Beside(Rounds([*before.measured, *after.measured]), during)


@contextmanager
def _solving(address: Address, key: str, first_day: date) -> Iterator[Any]:
    """A solve that runs until the end of the block."""
    host, port = address
    with httpx.Client(base_url=f"http://{host}:{port}", headers=headers_of(key), timeout=30) as client:
        order = {"from": first_day.isoformat(), "weeks": WEEKS, "seconds": LONGEST, "workers": WORKERS}
        asked = client.post("/rotas", json=order)
        asked.raise_for_status()
        job = asked.headers["location"]
        try:
            _wait(client, job, {RUNNING})
            time.sleep(SETTLING)
            yield lambda: _state(client, job) == RUNNING
        finally:
            client.delete(job)
            _wait(client, job, _ENDED)


_ENDED = {"done", "stopped", "failed"}


def _wait(client: httpx.Client, job: str, states: set[str]) -> None:
    until = time.monotonic() + PATIENCE
    while _state(client, job) not in states:
        if time.monotonic() > until:
            raise NotRunningError
        time.sleep(PAUSE)


def _state(client: httpx.Client, job: str) -> str:
    answer: Mapping[str, Any] = client.get(job).raise_for_status().json()
    return str(answer["state"])
