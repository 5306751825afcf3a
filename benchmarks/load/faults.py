"""What goes wrong under way: a worker is killed, the database is stopped and started, or killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from random import Random

from benchmarks.load.service import Database, NotStartedError, Service

PATIENCE = 30.0
PAUSE = 0.02
BEFORE_THE_RESCUE = 2.0
"""Seconds in which the service may find out for itself that its database was killed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault at a share of all attempts."""

    at: float
    name: str
    happen: Callable[[], None]


def faults_of(service: Service, kills: int, restarts: int, seed: int) -> Sequence[Fault]:
    """So many workers killed and restarts of the database, spread evenly; every second restart is a kill."""
    random = Random(seed)  # noqa: S311 - no secret
    database = service.database
    ways = (("database stopped and started", restart), ("database killed", crash))
    restarting = [
        Fault((number + 0.5) / restarts, name, lambda act=act: act(database))  # type: ignore[misc]
        for number in range(restarts)
        for name, act in (ways[number % 2],)
    ]
    killing = [
        Fault((number + 1) / (kills + 1), "worker killed", lambda: kill_worker(service, random))
        for number in range(kills)
    ]
    return sorted([*restarting, *killing], key=lambda fault: fault.at)


def kill_worker(service: Service, random: Random) -> None:
    """End one of the processes that answer requests on the spot; the service starts another."""
    processes = service.web_processes()
    if processes:
        with suppress(ProcessLookupError):
            os.kill(random.choice(processes), signal.SIGKILL)


def restart(database: Database) -> None:
    """Stop the database as its operator would, and start it again."""
    database.stop()
    database.start()


def crash(database: Database) -> None:
    """Kill the database. It is started again by the service that uses it, and after a while by its operator."""
    killed = database.process
    database.kill()
    for _ in _until(BEFORE_THE_RESCUE):
        if _another_runs(database, killed):
            return
    for _ in _until(PATIENCE):
        with suppress(NotStartedError):
            database.start()
            return
    raise NotStartedError("the database did not start again")


def _another_runs(database: Database, killed: int) -> bool:
    try:
        return database.process != killed
    except (OSError, IndexError, ValueError):
        return False


def _until(seconds: float) -> Iterator[None]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(PAUSE)
