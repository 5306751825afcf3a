"""The data folder: where it lies, what is in it, and who may enter it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from api.store.embedded.account import Account
from api.store.embedded.errors import DatabaseError

VARIABLE = "CRENEAU_DATA"
OF_ROOT = Path("/var/lib/creneau")


def data_folder(given: Path | None = None) -> Path:
    """The folder of the embedded database: that given, `CRENEAU_DATA`, or the usual place of the user.

    The usual place is `$XDG_DATA_HOME/creneau` (`~/.local/share/creneau`), as root `/var/lib/creneau`: the server's
    account could not enter root's home.
    """
    stated = given or os.environ.get(VARIABLE)
    if stated:
        return Path(stated).expanduser().resolve()
    return OF_ROOT if os.geteuid() == 0 else _data_home() / "creneau"


def _data_home() -> Path:
    stated = Path(os.environ.get("XDG_DATA_HOME", ""))
    return stated if stated.is_absolute() else Path.home() / ".local" / "share"


@dataclass(frozen=True)
class Folder:
    """The data folder and the names in it; `path` is absolute."""

    path: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own folder."""
        return self.path / "postgres"

    @property
    def programs(self) -> Path:
        """A copy of PostgreSQL's programs, where the server's account cannot reach the installed ones."""
        return self.path / "programs"

    @property
    def log(self) -> Path:
        """What the server says; nothing about a patient."""
        return self.path / "postgres.log"

    @property
    def starting(self) -> Path:
        """The lock of whoever starts or stops the server."""
        return self.path / "starting.lock"

    @property
    def server(self) -> Path:
        """The lock that every process of the server inherits, so that it is free when the last of them is gone."""
        return self.path / "server.lock"

    @property
    def users(self) -> Path:
        """The lock that users of the server share."""
        return self.path / "users.lock"

    @property
    def kept(self) -> Path:
        """Stands there while the server was started to stay."""
        return self.path / "kept"

    @property
    def socket(self) -> Path:
        """The record of a socket folder outside the data folder, where its own path is too long."""
        return self.path / "socket"


def opened(path: Path) -> Folder:
    """The data folder, created if need be, with its parents; permissions of what stands above stay as they are.

    Errors: `DatabaseError` if it cannot be created or written to.
    """
    try:
        path = path.absolute()
        _create(path)
        _admit(path)
    except OSError as failure:
        raise DatabaseError(path, "database-folder", reason=failure.strerror or type(failure).__name__) from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise DatabaseError(path, "database-folder", reason=os.strerror(13))
    return Folder(path)


def check_reach(folder: Folder, account: Account) -> None:
    """Raise `DatabaseError` unless the account can enter the data folder."""
    if not account.reaches(folder.path):
        raise DatabaseError(folder.path, "database-unreachable", name=account.name, variable=VARIABLE)


def _create(path: Path) -> None:
    missing = [one for one in (path, *path.parents) if not one.exists()]
    for one in reversed(missing):
        with suppress(FileExistsError):
            one.mkdir()
            one.chmod(_mode())


def _admit(path: Path) -> None:
    # An empty folder handed over to us (`mktemp -d`) may be closed to the server's account; one with content is let be.
    if os.geteuid() == 0 and path.stat().st_uid == 0 and not any(path.iterdir()):
        path.chmod(path.stat().st_mode | 0o111)


def _mode() -> int:
    # Root's folders may be passed through by the server's account; whatever lies in them is closed on its own.
    return 0o711 if os.geteuid() == 0 else 0o700
