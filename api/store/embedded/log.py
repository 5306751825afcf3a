"""The server's log: a file that only its owner reads, begun anew when it has grown large."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

LARGEST = 1_000_000
"""Bytes from which the next start begins a new log; the last one is kept beside it."""

LINES = 12
"""Lines of the log's end that an error shows."""

_LOOKED_AT = 8_000

_QUESTION = "FATAL:  the database system is "
"""In the lines that asking a server leaves while it starts or stops."""


def open_log(path: Path) -> BinaryIO:
    """The log, open to be written to at its end."""
    with suppress(FileNotFoundError):
        if path.stat().st_size > LARGEST:
            path.replace(path.with_name(f"{path.name}.1"))
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
    return os.fdopen(os.open(path, flags, 0o600), "ab", buffering=0)


def tail(path: Path) -> str:
    """The last lines of the log, each on its own line; "-" if there is none."""
    with suppress(OSError), path.open("rb") as log:
        log.seek(max(0, path.stat().st_size - _LOOKED_AT))
        read = log.read().decode("utf-8", "replace").splitlines()
        lines = [line for line in read if _QUESTION not in line]
        return "\n".join(lines[-LINES:]) or "-"
    return "-"
