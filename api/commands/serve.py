"""`creneau serve`: the booking API, its database and its job worker, in one command."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.db import DatabaseOption, DataOption
from api.commands.language import Language, LanguageOption, system_language, told
from api.commands.migrated import answering, migrated
from api.commands.options import problem
from api.commands.outcome import Exit, bad_input_told, complain, plain_console, refuse
from scheduler.files.problems import BadInput, InputProblem
from scheduler.messages import say

if TYPE_CHECKING:
    from api.example import Shown

HIGHEST_PORT = 65_535
BACKLOG = 2_048
DRAINING_SECONDS = 10

HostOption = Annotated[str, typer.Option("--host", metavar="ADDRESS", help=told("host"))]
PortOption = Annotated[int, typer.Option("--port", metavar="PORT", help=told("port"))]
WorkersOption = Annotated[int, typer.Option("--workers", metavar="N", help=told("serve-workers"))]


def serve(
    *,
    database: DatabaseOption = None,
    data: DataOption = None,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    workers: WorkersOption = 1,
    example: Annotated[bool, typer.Option("--example", help=told("example"))] = False,
    lang: LanguageOption = None,
) -> None:
    """Serve until Ctrl-C or SIGTERM; exit code 2 for options that cannot be used."""
    from api.store.embedded import data_folder

    language = lang or system_language()
    with bad_input_told(language):
        refuse(list(_problems(port, workers)))
        with listening(host, port) as listener, migrated(database, data, watch=True) as location:
            shown = _example(location.url) if example else None
            folder = data_folder(data) if location.embedded else None
            good = _run(Serving(location.url, folder, listener, workers, shown, language))
    if not good:
        complain([say("serve-not-started", language)])
        raise typer.Exit(Exit.BROKEN)
    plain_console().print(say("serve-stopped", language))


def _example(url: str) -> Shown:
    from api.example import publish_example

    with answering(url):
        return asyncio.run(publish_example(url))


def _problems(port: int, workers: int) -> Iterator[InputProblem]:
    if not 1 <= port <= HIGHEST_PORT:
        yield problem("--port", port, "serve-port-range")
    if workers < 1:
        yield problem("--workers", workers, "serve-workers")


@dataclass(frozen=True)
class Serving:
    """What is served where. `folder`: of the embedded database; None for a server."""

    url: str
    folder: Path | None
    listener: socket.socket
    workers: int
    shown: Shown | None
    language: Language

    @property
    def address(self) -> str:
        """Where the API answers."""
        host, port = self.listener.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def tell(self) -> None:
        """Say in plain words what runs where, and how to try it."""
        console = plain_console()
        for line in (*self._where(), *self._example()):
            console.print(line, soft_wrap=True)

    def _where(self) -> Iterator[str]:
        if self.folder is None:
            yield say("serve-database-server", self.language)
        else:
            yield say("serve-database", self.language, folder=str(self.folder))
        yield say("serve-address", self.language, url=self.address)
        yield say("serve-docs", self.language, url=f"{self.address}/docs")

    def _example(self) -> Iterator[str]:
        if self.shown is not None:
            shown, language = self.shown, self.language
            days = {"first": shown.first, "last": shown.last}
            yield say("serve-example-published", language, practice=shown.practice, **days)
            yield say("serve-example-key", language, token=shown.key)
            yield say("serve-example-try", language)
            yield _curl(self.address, shown)
        yield say("serve-stop", self.language)


def _curl(address: str, shown: Shown) -> str:
    body = json.dumps({"category": shown.category, "motive": shown.motive})
    headers = f"-H 'Authorization: Bearer {shown.key}' -H 'Content-Type: application/json'"
    return f"curl -s {address}/slots/search {headers} -d '{body}'"


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """The socket that all processes share; `BadInput` if it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as found:
        raise BadInput([_not_had(host, port, found)]) from None
    with listener:
        # Connections inherit it: an answer of two packets would otherwise wait 40 ms for the first to be confirmed.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield listener


def _not_had(host: str, port: int, found: OSError) -> InputProblem:
    if found.errno == errno.EADDRINUSE:
        return problem("--port", port, "serve-port-taken")
    return problem("--host", host, "serve-port-refused", why=found.strerror or str(found))


def _run(serving: Serving) -> bool:
    """Serve until a signal comes; False if the service could not start."""
    from uvicorn import Config

    from api.jobs.worker import worker_command, worker_environment
    from api.supervisor import Companion, Supervisor

    with tempfile.TemporaryDirectory(prefix="creneau-") as figures:
        os.environ.update(_environment(serving, figures))
        config = Config(
            "api.app:from_environment",
            factory=True,
            workers=serving.workers,
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=DRAINING_SECONDS,
            server_header=False,
        )
        jobs = Companion(worker_command(), worker_environment(serving.url))
        supervisor = Supervisor(config, [serving.listener], [jobs], serving.tell)
        supervisor.run()
        return not supervisor.failed


def _environment(serving: Serving, figures: str) -> dict[str, str]:
    """What the web processes are told; they are started anew, not forked."""
    from api.metrics import FOLDER
    from api.settings import WORKERS
    from api.store.urls import DATABASE_URL
    from api.supervisor import SUPERVISOR

    return {
        DATABASE_URL: serving.url,
        WORKERS: str(serving.workers),
        FOLDER: figures,
        SUPERVISOR: str(os.getpid()),
    }
