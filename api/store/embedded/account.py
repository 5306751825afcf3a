"""The account that the server runs as: oneself, or as root an unprivileged one, since PostgreSQL refuses root."""

from __future__ import annotations

import logging
import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.store.embedded.errors import DatabaseError
from scheduler.messages import say

SYSTEM_ACCOUNTS = ("postgres", "creneau")
"""Accounts that root runs the server as, the first that exists; without any, the last is created."""

_log = logging.getLogger("creneau.database")


@dataclass(frozen=True)
class Account:
    """An account by its numbers, and whether one has to change to it."""

    uid: int
    gid: int
    other: bool

    @property
    def name(self) -> str:
        """Its name, or its number if it has none."""
        with suppress(KeyError):
            return pwd.getpwuid(self.uid).pw_name
        return str(self.uid)

    @property
    def switch(self) -> Mapping[str, Any]:
        """What `subprocess` needs to run a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.other else {}

    def give(self, path: Path) -> None:
        """Make the account the owner of a file or folder."""
        if self.other:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def reaches(self, folder: Path) -> bool:
        """Whether the account can enter a folder."""
        if not self.other:
            return os.access(folder, os.X_OK)
        test = ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]
        return subprocess.run(test, capture_output=True, check=False, cwd="/", **self.switch).returncode == 0  # noqa: S603


def account_for(cluster: Path) -> Account:
    """The account to run the server of a cluster as: as root its owner or a system account, otherwise oneself.

    Errors: `DatabaseError` if the cluster belongs to somebody else, or to root.
    """
    owner = cluster.stat() if cluster.exists() else None
    if os.geteuid() == 0:
        return _unprivileged(cluster, owner)
    if owner is not None and owner.st_uid != os.geteuid():
        raise DatabaseError(cluster, "database-foreign", owner=Account(owner.st_uid, owner.st_gid, other=True).name)
    return Account(os.geteuid(), os.getegid(), other=False)


def _unprivileged(cluster: Path, owner: os.stat_result | None) -> Account:
    if owner is None:
        found = _system_account()
        return Account(found.pw_uid, found.pw_gid, other=True)
    if owner.st_uid == 0:
        raise DatabaseError(cluster, "database-foreign", owner="root")
    return Account(owner.st_uid, owner.st_gid, other=True)


def _system_account() -> pwd.struct_passwd:
    for name in SYSTEM_ACCOUNTS:
        with suppress(KeyError):
            return pwd.getpwnam(name)
    return _created(SYSTEM_ACCOUNTS[-1])


def _created(name: str) -> pwd.struct_passwd:
    program = shutil.which("useradd") or "/usr/sbin/useradd"
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/bin/false"]
    try:
        subprocess.run([program, *options, name], check=True, capture_output=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        raise DatabaseError(name, "database-no-account", name=name) from None
    _log.warning(say("database-account-created", "en", name=name))
    return pwd.getpwnam(name)
