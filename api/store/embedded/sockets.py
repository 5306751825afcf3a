"""The private folder of the server's socket, and the URL that leads there."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from api.store.embedded.account import Account
from api.store.embedded.errors import DatabaseError
from api.store.embedded.folder import Folder

PORT = 5432
"""Only a part of the socket's name: the server listens on no network."""

DATABASE = "creneau"
USER = "creneau"

LONGEST = 103 if sys.platform == "darwin" else 107
"""Bytes of a socket's path that the system takes."""


def socket_folder(folder: Folder, account: Account) -> Path:
    """The folder of the socket, mode 0700 and owned by the server's account: the same at every start.

    It lies in the data folder, or in the temporary folder where the path would be too long for a socket.
    """
    within = folder.path / "run"
    found = within if _fits(within) else _recorded(folder) or _elsewhere(folder)
    with suppress(FileExistsError):
        found.mkdir(mode=0o700)
    if found.lstat().st_uid == os.geteuid():
        account.give(found)
    seen = found.lstat()
    if not stat.S_ISDIR(seen.st_mode) or stat.S_IMODE(seen.st_mode) != 0o700 or seen.st_uid != account.uid:
        raise DatabaseError(found, "database-socket-folder", name=account.name)
    return found


def socket_url(folder: Path, database: str = DATABASE) -> str:
    """The URL of a database over the socket in a folder."""
    return f"postgresql://{USER}@/{database}?host={quote(os.fsencode(folder))}&port={PORT}"


def clear_socket(folder: Path) -> None:
    """Remove a dead server's socket and its lock, whose process number may be somebody else's by now."""
    for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (folder / name).unlink(missing_ok=True)


def _fits(folder: Path) -> bool:
    # A comma would part two hosts in a URL, a quotation mark end the name in PostgreSQL's settings.
    text = str(folder / f".s.PGSQL.{PORT}")
    return len(os.fsencode(text)) <= LONGEST and not set(text) & {",", '"'}


def _recorded(folder: Folder) -> Path | None:
    """The folder chosen earlier, unless the data folder was moved or copied since, or the folder swept away."""
    with suppress(OSError, ValueError):
        found, of = map(os.fsdecode, folder.socket.read_bytes().split(b"\0"))
        if of == str(folder.path) and stat.S_ISDIR(Path(found).lstat().st_mode):
            return Path(found)
    return None


def _elsewhere(folder: Folder) -> Path:
    parents = (tempfile.gettempdir(), "/tmp")  # noqa: S108 - the folder made in it is private
    parent = next((one for one in parents if _fits(Path(one) / "creneau-12345678")), None)
    if parent is None:
        raise DatabaseError(folder.path, "database-socket-long")
    made = Path(tempfile.mkdtemp(prefix="creneau-", dir=parent))
    part = folder.socket.with_suffix(".new")
    part.write_bytes(b"\0".join(map(os.fsencode, (made, folder.path))))
    part.replace(folder.socket)
    return made
