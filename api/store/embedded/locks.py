"""Locks on files: held by an open file, so that the kernel releases them when their holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def lock_file(path: Path) -> Iterator[int]:
    """A lock file held open; closing it gives the lock back, unless another process has inherited it."""
    # For its owner alone: whoever may open a lock file may lock it.
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        yield lock
    finally:
        os.close(lock)


def take(lock: int, kind: int) -> bool:
    """Take a lock (`fcntl.LOCK_SH` or `fcntl.LOCK_EX`) if nobody holds it otherwise; whether it was taken."""
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_held(path: Path) -> bool:
    """Whether a living process holds the lock alone."""
    with lock_file(path) as lock:
        return not take(lock, fcntl.LOCK_SH)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock alone; waits for its turn."""
    with lock_file(path) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def shared(path: Path) -> Iterator[int]:
    """Hold a lock together with others; waits while somebody holds it alone. Gives the descriptor."""
    with lock_file(path) as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield lock
