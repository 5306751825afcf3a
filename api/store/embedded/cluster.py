"""The cluster, PostgreSQL's own folder: made once, whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from api.store.embedded.account import Account
from api.store.embedded.errors import DatabaseError
from api.store.embedded.folder import Folder
from api.store.embedded.sockets import USER

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
"""What PostgreSQL's programs see of the environment: nothing that could change where or how they work."""

FIRST_SETTINGS = {
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",  # short statements only
}
"""Written to `postgresql.conf` once; whoever runs the server may change them there."""


def ensure_cluster(folder: Folder, programs: Path, account: Account) -> None:
    """Make the cluster if there is none. Errors: `DatabaseError` with what `initdb` said."""
    if folder.cluster.exists():
        return
    for left in folder.path.glob("postgres.part-*"):
        shutil.rmtree(left, ignore_errors=True)
    part = Path(tempfile.mkdtemp(prefix="postgres.part-", dir=folder.path))
    account.give(part)
    _initialise(part, programs, account)
    part.rename(folder.cluster)


def _initialise(part: Path, programs: Path, account: Account) -> None:
    # One byte order everywhere: a cluster carried to another system keeps its indexes.
    options = ["--username", USER, "--auth=trust", "--encoding=UTF8", "--no-locale", "--data-checksums"]
    settings = [f"--set={name}={value}" for name, value in FIRST_SETTINGS.items()]
    command = [str(programs / "initdb"), "--pgdata", str(part), *options, *settings]
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, check=False, text=True, cwd="/", env=ENVIRONMENT, **account.switch
    )
    if done.returncode:
        raise DatabaseError(part, "database-initdb", reason=done.stderr.strip())
