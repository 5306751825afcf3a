"""What the web service is told when it starts: where the database is, how many processes share the work, the clock."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TextIO
from uuid import UUID, uuid4

from api.clock import utc_now
from api.store.urls import DATABASE_URL

WORKERS = "CRENEAU_WORKERS"
FIXED_OFFERS = "CRENEAU_FIXED_OFFERS"
"""Set to 1 by load studies: adds the route that they compare with."""
SECRET_BYTES = 32
MOST_CONNECTIONS, ALL_CONNECTIONS = 10, 60


def new_secret() -> str:
    """A secret that nobody guesses."""
    return secrets.token_urlsafe(SECRET_BYTES)


@dataclass(frozen=True)
class Settings:
    """How the service runs.

    `workers`: the processes among which a key's rate is divided. `clock`: now, in UTC. `ticks`: seconds that never go
    back. `most_bytes`, `most_file_bytes`: the largest body of most routes, and of those that take rotas and agendas.
    `stale_seconds`: how far the pictures in memory may lag before the service says that it is not ready. `log_to`: one
    line a request.
    """

    database: str
    workers: int = 1
    clock: Callable[[], datetime] = utc_now
    ticks: Callable[[], float] = time.monotonic
    new_id: Callable[[], UUID] = uuid4
    new_secret: Callable[[], str] = new_secret
    most_bytes: int = 1_000_000
    most_file_bytes: int = 20_000_000
    stale_seconds: float = 2.0
    log_to: TextIO = field(default_factory=lambda: sys.stderr)

    @property
    def connections(self) -> int:
        """How many connections to the database a process may hold: a server usually grants a hundred in all."""
        return max(2, min(MOST_CONNECTIONS, ALL_CONNECTIONS // self.workers))


def settings_from_environment() -> Settings:
    """The settings that `creneau serve` hands to its processes; KeyError without a database."""
    return Settings(database=os.environ[DATABASE_URL], workers=int(os.environ.get(WORKERS, "1")))
