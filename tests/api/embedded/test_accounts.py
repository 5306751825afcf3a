"""The server runs as an unprivileged account, and no folder above its own is ever opened for it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.store.embedded import DatabaseError, data_folder, ensure_running, is_alive, programs, stop
from api.store.embedded.account import account_for
from tests.api.embedded.processes import AS_NOBODY, STARTS, begin, postmaster
from tests.databases import a_data_folder, run_sql

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")

RUNS = (
    STARTS
    + """
from api.store.embedded import stop
assert stop(Path(sys.argv[1]))
"""
)


def permissions_above(path: Path) -> dict[Path, tuple[int, int, int]]:
    """Mode and owners of every folder above a path."""
    return {one: (one.stat().st_mode, one.stat().st_uid, one.stat().st_gid) for one in path.parents}


def owner_of_process(number: int) -> int:
    """Whom a process belongs to."""
    return Path(f"/proc/{number}").stat().st_uid


@as_root
def test_root_runs_the_server_as_another(empty_folder: Path) -> None:
    """Started by root, the server runs as an unprivileged account that owns only the cluster and the socket."""
    path = empty_folder / "above" / "data"
    path.parent.mkdir(mode=0o711)
    before = permissions_above(path)
    try:
        url = ensure_running(path)
        run_sql(url, "SELECT 1")
        assert owner_of_process(postmaster(path)) != 0
        assert {one.name for one in path.iterdir() if one.stat().st_uid != 0} == {"postgres", "run"}
        assert all((path / name).stat().st_mode & 0o077 == 0 for name in ("postgres", "run"))
    finally:
        stop(path)
    assert permissions_above(path) == before


@as_root
def test_an_empty_folder_is_opened_for_passing_through(empty_folder: Path) -> None:
    """An empty folder of root, as `mktemp -d` makes it, may then be passed through; one with content is let be."""
    empty, full = empty_folder / "empty", empty_folder / "full"
    for one in (empty, full):
        one.mkdir(mode=0o700)
    (full / "letter").touch()
    run_sql(ensure_running(empty), "SELECT 1")
    stop(empty)
    assert empty.stat().st_mode & 0o777 == 0o711
    with pytest.raises(DatabaseError):
        ensure_running(full)
    assert full.stat().st_mode & 0o777 == 0o700


@as_root
def test_root_keeps_the_owner_of_a_cluster(empty_folder: Path) -> None:
    """Root runs the server of a cluster that somebody else made as that somebody."""
    nobody = pwd.getpwnam("nobody")
    os.chown(empty_folder, nobody.pw_uid, nobody.pw_gid)
    (empty_folder / "postgres").mkdir(mode=0o700)
    os.chown(empty_folder / "postgres", nobody.pw_uid, nobody.pw_gid)
    assert account_for(empty_folder / "postgres").uid == nobody.pw_uid


@as_root
def test_a_folder_that_the_account_cannot_enter(empty_folder: Path) -> None:
    """Under a folder closed to the account nothing is opened: the error names account and remedy."""
    closed = empty_folder / "closed"
    closed.mkdir(mode=0o700)
    before = permissions_above(closed / "data")
    with pytest.raises(DatabaseError, match="CRENEAU_DATA"):
        ensure_running(closed / "data")
    assert permissions_above(closed / "data") == before
    assert not is_alive(closed / "data")


@pytest.fixture
def closed_programs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation of PostgreSQL under a folder that only root may enter."""
    real = programs.installed().parent
    with a_data_folder() as folder:
        closed = folder / "closed"
        package = closed / real.parent.name
        shutil.copytree(real, package / real.name, symlinks=True, copy_function=os.link)
        libraries = real.parents[1] / programs.LIBRARIES
        if libraries.exists():
            shutil.copytree(libraries, closed / programs.LIBRARIES, copy_function=os.link)
        closed.chmod(0o700)
        monkeypatch.setattr(programs, "_folders", lambda: ({18: package / real.name / "bin"}, 18))
        yield closed


@as_root
def test_programs_that_the_account_cannot_reach_are_copied(empty_folder: Path, closed_programs: Path) -> None:
    """An installation under a closed folder is copied once into the data folder, and nothing is opened."""
    before = permissions_above(closed_programs / "x")
    url = ensure_running(empty_folder)
    run_sql(url, "SELECT 1")
    exe = Path(f"/proc/{postmaster(empty_folder)}/exe").resolve()
    assert exe.is_relative_to(empty_folder / "programs")
    assert exe.stat().st_uid == 0
    copied = exe.stat().st_ino
    stop(empty_folder)
    ensure_running(empty_folder)
    assert exe.stat().st_ino == copied
    assert permissions_above(closed_programs / "x") == before


@as_root
def test_no_account_to_be_had(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no account exists and none can be created, the error says so and nothing was started."""
    monkeypatch.setattr("api.store.embedded.account.SYSTEM_ACCOUNTS", ("creneau-of-no-one",))
    monkeypatch.setattr("shutil.which", lambda name: "/bin/false")
    with pytest.raises(DatabaseError, match="creneau-of-no-one"):
        ensure_running(empty_folder)


@as_root
def test_an_ordinary_user_runs_the_server_as_himself(empty_folder: Path) -> None:
    """A process without privileges starts, uses and stops a server in a folder of its own."""
    nobody = pwd.getpwnam("nobody")
    switch = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    if subprocess.run(["/bin/sh", "-c", f"cd {programs.installed()}"], check=False, **switch).returncode:  # type: ignore[call-overload]
        pytest.skip("an ordinary user cannot reach PostgreSQL's programs here")
    os.chown(empty_folder, nobody.pw_uid, nobody.pw_gid)
    process = begin(AS_NOBODY + RUNS, empty_folder)
    said, wrong = process.communicate(timeout=60)
    assert process.returncode == 0, wrong
    assert said.startswith("postgresql://creneau@/creneau")
    assert {one.stat().st_uid for one in empty_folder.iterdir()} == {nobody.pw_uid}
    assert {"postgres", "run", "postgres.log"} <= {one.name for one in empty_folder.iterdir()}


@as_root
def test_an_ordinary_user_cannot_take_anothers_folder(empty_folder: Path) -> None:
    """A data folder of another account is refused with a sentence, not a traceback of the system."""
    ensure_running(empty_folder)
    process = begin(AS_NOBODY + STARTS, empty_folder)
    wrong = process.communicate(timeout=60)[1]
    assert process.returncode
    assert "This folder cannot serve the database: Permission denied." in wrong


def test_the_usual_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folder given comes first, then the variable, then the usual place of root or of the user."""
    monkeypatch.setenv("CRENEAU_DATA", str(tmp_path / "stated"))
    assert data_folder(tmp_path / "given") == tmp_path / "given"
    assert data_folder() == tmp_path / "stated"
    monkeypatch.delenv("CRENEAU_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert data_folder() == tmp_path / "creneau"
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert data_folder() == Path("/var/lib/creneau")
