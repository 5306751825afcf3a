"""Keeps the processes of the service alive: those that answer requests, and the one that runs jobs."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from socket import socket

from uvicorn import Config
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from api.metrics import forget_process

SUPERVISOR = "CRENEAU_SUPERVISOR"
"""Tells a process which one looks after it, so that it ends when that one is gone."""
START_SECONDS = 60.0
STOP_SECONDS = 20.0
BETWEEN_STARTS = 2.0
"""Seconds between two starts of a job worker, so that one that dies at once does not take all the time."""


class Companion:
    """A child process that is started again when it dies."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = command
        self._environment = {**os.environ, **environment, SUPERVISOR: str(os.getpid())}
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def keep_alive(self) -> None:
        """Start it if it does not run."""
        dead = self._process is None or self._process.poll() is not None
        if dead and time.monotonic() - self._started >= BETWEEN_STARTS:
            self._started = time.monotonic()
            self._process = subprocess.Popen(self._command, env=self._environment)  # noqa: S603 - our own command

    def terminate(self) -> None:
        """Ask it to end."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)

    def join(self) -> None:
        """Wait for its end, and enforce it if it takes too long."""
        if self._process is None:
            return
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Supervisor(Multiprocess):
    """Uvicorn's own supervisor, which replaces web processes that die, with companions beside them.

    `on_ready` is called once, when the first process answers.
    """

    def __init__(
        self, config: Config, sockets: list[socket], companions: Sequence[Companion], on_ready: Callable[[], None]
    ) -> None:
        super().__init__(config, sockets)
        self._companions = companions
        self._on_ready = on_ready
        self._known: set[int] = set()

    @property
    def failed(self) -> bool:
        """Whether a process could not start at all."""
        return any(process.exitcode == STARTUP_FAILURE for process in self.processes)

    def init_processes(self) -> None:
        """Start everything."""
        super().init_processes()
        self._forget_the_dead()
        if self.processes[0].wait_until_ready(START_SECONDS, self.should_exit):
            self._on_ready()

    def keep_subprocess_alive(self) -> None:
        """Replace what has died; called twice a second."""
        super().keep_subprocess_alive()
        self._forget_the_dead()
        for companion in self._companions if not self.should_exit.is_set() else ():
            companion.keep_alive()

    def _forget_the_dead(self) -> None:
        """Of processes that were replaced, or are one less since a signal, no figures of the living are told."""
        alive = {process.pid for process in self.processes if process.pid is not None}
        for number in self._known - alive:
            forget_process(number)
        self._known = alive

    def terminate_all(self) -> None:
        """Ask all to end."""
        super().terminate_all()
        for companion in self._companions:
            companion.terminate()

    def join_all(self) -> None:
        """Wait for all ends."""
        super().join_all()
        for companion in self._companions:
            companion.join()
