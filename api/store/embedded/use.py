"""Who uses the server, and who stops it.

Users share a lock; the kernel takes it from those that are killed. Whoever leaves cleanly and finds nobody else stops
the server, unless it was started to stay.
"""

from __future__ import annotations

import fcntl
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from api.store.embedded.errors import DatabaseError
from api.store.embedded.folder import Folder, opened
from api.store.embedded.locks import alone, is_held, lock_file, shared, take
from api.store.embedded.server import ensure_running, stop_held

ENDINGS = (signal.SIGTERM, signal.SIGHUP)
"""Signals that by default end a process on the spot."""

BETWEEN_LOOKS = 0.5
"""Seconds between two looks at a server that is watched."""


@contextmanager
def used(path: Path, *, watch: bool = False) -> Iterator[str]:
    """Use the server of a data folder, started if need be; gives the URL of its database.

    At a clean end (also by SIGTERM, SIGHUP or Ctrl-C) the server is stopped if nobody else uses it and it was not
    started to stay. `watch`: start it again within a second if it is killed. Errors: `DatabaseError`.
    """
    folder, user = opened(path), os.getpid()
    with _ending_cleanly(), shared(folder.users) as lock:
        try:
            url = ensure_running(path, keep=False)
            with _watched(folder) if watch else _unwatched():
                yield url
        finally:
            if os.getpid() == user:  # a forked child shares the lock; it must not turn it against its parent
                _leave(folder, lock)


def is_used(path: Path) -> bool:
    """Whether anybody uses the server of a data folder."""
    if not path.exists():
        return False
    with lock_file(opened(path).users) as lock:
        return not take(lock, fcntl.LOCK_EX)


def was_killed(folder: Folder) -> bool:
    """Whether the server is gone without having been stopped."""
    return not is_held(folder.server) and (folder.cluster / "postmaster.pid").exists()


def _leave(folder: Folder, lock: int) -> None:
    with alone(folder.starting):
        if not folder.kept.exists() and take(lock, fcntl.LOCK_EX):
            stop_held(folder)


@contextmanager
def _unwatched() -> Iterator[None]:
    yield


@contextmanager
def _watched(folder: Folder) -> Iterator[None]:
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(folder, done), name="database watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _watch(folder: Folder, done: threading.Event) -> None:
    while not done.wait(BETWEEN_LOOKS):
        with suppress(DatabaseError, OSError):  # told by the next request; the next look tries again
            if was_killed(folder):
                ensure_running(folder.path, keep=False)


@contextmanager
def _ending_cleanly() -> Iterator[None]:
    """Let the signals that end a process unwind it, unless somebody else listens to them already."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    taken = [one for one in ENDINGS if signal.getsignal(one) is signal.SIG_DFL]
    for one in taken:
        signal.signal(one, _unwind)
    try:
        yield
    finally:
        for one in taken:
            signal.signal(one, signal.SIG_DFL)


def _unwind(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
