"""`creneau` as processes of its own: the service, its database, its keys. A study never calls it in any other way."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

HOST = "127.0.0.1"
PATIENCE = 90.0
PAUSE = 0.05
PER_MINUTE = 1_000_000
FIXED_OFFERS = {"CRENEAU_FIXED_OFFERS": "1"}
"""Lets the service have the route that it is compared to."""
VARIABLES = ("CRENEAU_DATABASE_URL", "CRENEAU_DATA")
"""What would lead `creneau` to another database than the one meant."""


class NotStartedError(Exception):
    """The service or one of its commands did not do what it was started for."""


def creneau(*words: str) -> list[str]:
    """The command line of a command of the same installation."""
    return [sys.executable, "-P", "-c", "from api.cli import main; main()", *words]


def told_by(*words: str) -> str:
    """What a command says on its standard output; `NotStartedError` with its complaint if it fails."""
    done = subprocess.run(creneau(*words), capture_output=True, text=True, check=False, env=_environment())  # noqa: S603 - our own
    if done.returncode:
        raise NotStartedError(f"creneau {' '.join(words[:2])}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def _environment() -> dict[str, str]:
    """The environment without what would lead to another database."""
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


@contextmanager
def a_database() -> Iterator[Database]:
    """An embedded database in a new folder, running; stopped and deleted at the end."""
    folder = Path(tempfile.mkdtemp(prefix="creneau-"))
    folder.chmod(0o711)  # for the account that runs the server when root runs the study
    database = Database(folder)
    try:
        database.start()
        yield database
    finally:
        database.stop()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Database:
    """The embedded database of a data folder. `url`, once started: as libpq reads it."""

    folder: Path
    url: str = ""

    @property
    def words(self) -> tuple[str, str]:
        """How a command is told of it."""
        return "--data", str(self.folder)

    def start(self) -> None:
        """Start it, to stay."""
        told = told_by("db", "start", *self.words)
        self.url = next(word for word in told.split() if word.startswith("postgresql://"))

    def stop(self) -> None:
        """Stop it."""
        told_by("db", "stop", *self.words)

    def kill(self) -> None:
        """End its first process on the spot, as a crash would."""
        os.kill(self.process, signal.SIGKILL)

    @property
    def process(self) -> int:
        """The number of its first process."""
        return int((self.folder / "postgres" / "postmaster.pid").read_text(encoding="ascii").split()[0])

    def key(self, practice: str, scopes: Sequence[str]) -> str:
        """A new key that may ask as often as it can; makes all tables first."""
        scoped = [word for scope in scopes for word in ("--scope", scope)]
        rate = ("--per-minute", str(PER_MINUTE))
        return told_by("key", "create", "--practice", practice, "--name", "study", *scoped, *rate, *self.words).strip()

    def verify(self) -> str | None:
        """What `creneau db verify` finds wrong; None if nothing."""
        done = subprocess.run(  # noqa: S603 - our own
            creneau("db", "verify", *self.words), capture_output=True, text=True, check=False, env=_environment()
        )
        return (done.stdout + done.stderr).strip() if done.returncode else None


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass
class Service:
    """`creneau serve` on a database; `with` it for as long as it should run."""

    database: Database
    workers: int = 1
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Where it answers."""
        return HOST, self.port

    def __enter__(self) -> Service:
        """Start it and wait until it is ready; `NotStartedError`."""
        words = creneau("serve", "--port", str(self.port), "--workers", str(self.workers), *self.database.words)
        log = (self.database.folder / "service.log").open("ab")
        self._process = subprocess.Popen(words, stdout=log, stderr=log, env=_environment() | FIXED_OFFERS)  # noqa: S603
        log.close()
        self._wait(self._process)
        return self

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and process.poll() is None:
            if self._ready():
                return
            time.sleep(PAUSE)
        self.__exit__()
        raise NotStartedError((self.database.folder / "service.log").read_text(encoding="utf-8")[-2_000:])

    def _ready(self) -> bool:
        try:
            return httpx.get(f"http://{HOST}:{self.port}/ready", timeout=5).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def __exit__(self, *_: object) -> None:
        """End it well."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def web_processes(self) -> list[int]:
        """The numbers of the processes that answer requests (on Linux)."""
        assert self._process is not None
        return [child for child in children_of(self._process.pid) if b"spawn_main" in command_of(child)]


def children_of(process: int) -> list[int]:
    """The processes that a process started itself."""
    found: list[int] = []
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        found += map(int, children.read_text(encoding="ascii").split())
    return found


def command_of(process: int) -> bytes:
    """The command line of a process, empty if it is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""
