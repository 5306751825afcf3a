"""Start, ask and stop the server of a data folder.

The server is a daemon: it outlives whoever started it. Every process of it inherits the lock `server.lock`, so that a
free lock proves the whole server gone, whatever an old `postmaster.pid` says and whoever has its number by now. Whether
it lives is asked of the server itself, over its socket.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.pq import PGconn, Ping

from api.store.embedded.account import Account, account_for
from api.store.embedded.cluster import ENVIRONMENT, ensure_cluster
from api.store.embedded.errors import DatabaseError
from api.store.embedded.folder import Folder, check_reach, opened
from api.store.embedded.locks import alone, is_held, lock_file, take
from api.store.embedded.log import open_log, tail
from api.store.embedded.programs import programs_for
from api.store.embedded.sockets import DATABASE, PORT, clear_socket, socket_folder, socket_url

PATIENCE = 60.0
"""Seconds to wait for a server of which at least one process lives."""

LONG_PATIENCE = 1800.0
"""Seconds to wait for one that says that it recovers or stops."""

SHORTEST_LOOK, LONGEST_LOOK = 0.01, 0.25
"""Seconds between two looks: at first, and after a while."""

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    # The log must never hold what a statement was about: errors of statements stay out of it altogether, with their
    # details (the key that is there already, the statement that ran when a process was killed).
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
}
"""Settings that hold at every start, whatever `postgresql.conf` says."""


@dataclass(frozen=True)
class _Server:
    """A server's places: its data folder, its account and the folder of its socket."""

    folder: Folder
    account: Account
    socket: Path

    @property
    def url(self) -> str:
        return socket_url(self.socket)

    def ping(self) -> Ping:
        return Ping(PGconn.ping(f"{socket_url(self.socket, 'postgres')}&connect_timeout=5".encode()))

    def answers(self) -> bool:
        """Whether the server itself says that it is ready; no word of it in its log."""
        return self.ping() is Ping.OK

    def is_busy(self) -> bool:
        """Whether it starts, recovers or stops."""
        return self.ping() is Ping.REJECT


def url_of(path: Path) -> str:
    """The URL of the database in a data folder, whether its server runs or not; creates the folder if need be."""
    folder = opened(path)
    with alone(folder.starting):
        return _server(folder).url


def refuse_unmade(path: Path) -> None:
    """`DatabaseError` if no database was ever made in a data folder."""
    with suppress(PermissionError):  # told by whoever opens the folder
        if not (path / "postgres" / "PG_VERSION").exists():
            raise DatabaseError(path, "database-not-made")


def is_alive(path: Path) -> bool:
    """Whether the server of a data folder answers."""
    if not path.exists():
        return False
    folder = opened(path)
    with alone(folder.starting):
        return _server(folder).answers()


def ensure_running(path: Path, *, keep: bool = True) -> str:
    """Start the server of a data folder unless it runs; gives the URL of its database, created when missing.

    Of several processes at once one starts it and all get the URL. `keep`: the server stays when its last user leaves.
    Errors: `DatabaseError` with the end of the server's log.
    """
    folder = opened(path)
    with alone(folder.starting):
        server = _server(folder)
        if not server.answers():
            _start(server)
        if keep:
            folder.kept.touch()
        _ensure_database(server)
        return server.url


def stop(path: Path) -> bool:
    """Stop the server of a data folder, users or not; whether it ran. Waits until every process of it is gone."""
    if not path.exists():
        return False
    folder = opened(path)
    with alone(folder.starting):
        return stop_held(folder)


def stop_held(folder: Folder) -> bool:
    """Stop the server while holding the lock `starting`; whether it ran."""
    folder.kept.unlink(missing_ok=True)
    server = _server(folder)
    # Told to stop while it recovers, PostgreSQL would neither go on nor end.
    if not _until(lambda: _is_gone(folder) or server.answers()) and not server.is_busy():
        raise DatabaseError(folder.path, "database-silent", log=tail(folder.log))
    if _is_gone(folder):
        return False
    # Whoever answers on the socket is the postmaster that wrote this number.
    postmaster = int((folder.cluster / "postmaster.pid").read_bytes().split(b"\n", 1)[0])
    for loudness in (signal.SIGINT, signal.SIGQUIT):
        with suppress(ProcessLookupError):
            os.kill(postmaster, loudness)
        if _until(lambda: _is_gone(folder)):
            return True
    raise DatabaseError(folder.path, "database-silent", log=tail(folder.log))


def _server(folder: Folder) -> _Server:
    account = account_for(folder.cluster)
    return _Server(folder, account, socket_folder(folder, account))


def _start(server: _Server) -> None:
    """Start the server; one that recovers, stops or has left processes behind is waited for first."""
    with lock_file(server.folder.server) as lock:
        if _claim(server, lock):
            _make_ready(server, lock)
    _wait_for_answer(server)


def _claim(server: _Server, lock: int) -> bool:
    """Take the lock of the whole server; False if one answers after all."""
    if not _until(lambda: take(lock, fcntl.LOCK_EX) or server.answers(), going_on=server.is_busy):
        raise DatabaseError(server.folder.path, "database-silent", log=tail(server.folder.log))
    return take(lock, fcntl.LOCK_EX)


def _make_ready(server: _Server, lock: int) -> None:
    folder = server.folder
    check_reach(folder, server.account)
    programs = programs_for(folder, server.account)
    ensure_cluster(folder, programs, server.account)
    (folder.cluster / "postmaster.pid").unlink(missing_ok=True)
    clear_socket(server.socket)
    _launch(server, programs, lock)


def _launch(server: _Server, programs: Path, lock: int) -> None:
    settings = SETTINGS | {"unix_socket_directories": f'"{server.socket}"'}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [str(programs / "postgres"), "-D", str(server.folder.cluster), *options]
    with open_log(server.folder.log) as log:
        # By way of a shell that leaves at once, so that the server is nobody's child and nobody must wait for its end.
        subprocess.run(  # noqa: S603
            ["/bin/sh", "-c", '"$@" &', "sh", *command],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
            pass_fds=(lock,),
            **server.account.switch,
        )


def _wait_for_answer(server: _Server) -> None:
    _until(lambda: server.answers() or _is_gone(server.folder), going_on=server.is_busy)
    if not server.answers():
        raise DatabaseError(server.folder.path, "database-not-started", log=tail(server.folder.log))


def _is_gone(folder: Folder) -> bool:
    return not is_held(folder.server)


def _until(done: Callable[[], bool], *, going_on: Callable[[], bool] = lambda: False) -> bool:
    """Look until something is done, for `PATIENCE` seconds, or `LONG_PATIENCE` while something is going on."""
    begun, pause = time.monotonic(), SHORTEST_LOOK
    while not done():
        if time.monotonic() - begun > (LONG_PATIENCE if going_on() else PATIENCE):
            return False
        time.sleep(pause)
        pause = min(1.5 * pause, LONGEST_LOOK)
    return True


def _ensure_database(server: _Server) -> None:
    try:
        with psycopg.connect(socket_url(server.socket, "postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f'CREATE DATABASE "{DATABASE}"')
    except psycopg.Error as failure:
        raise DatabaseError(server.folder.path, "database-no-answer", reason=str(failure).strip()) from None
