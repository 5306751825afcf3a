"""`creneau db` says what it did, with exit codes that scripts may trust."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from typer.testing import CliRunner

from api.cli import app
from api.store.embedded import ensure_running, is_alive, url_of, used
from tests.api.embedded.test_backup import TABLES, rows
from tests.databases import run_sql


@pytest.fixture(autouse=True)
def in_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The embedded database of the commands lies in the test's folder."""
    monkeypatch.delenv("CRENEAU_DATABASE_URL", raising=False)
    monkeypatch.setenv("CRENEAU_DATA", str(folder))


def run(*arguments: object, language: str = "en") -> tuple[int, str]:
    """Exit code and all that a command of `creneau db` says."""
    done = CliRunner().invoke(app, ["db", *map(str, arguments), "--lang", language])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_start_and_stop(folder: Path) -> None:
    """`start` shows URL and folder and leaves the server running; `stop` says whether it ran, in both languages."""
    code, said = run("start")
    assert (code, is_alive(folder)) == (0, True)
    assert f"Address: {url_of(folder)}\nFolder: {folder}\n" in said
    assert run("stop") == (0, "The database is stopped.\n")
    assert not is_alive(folder)
    assert run("stop", language="fr") == (0, "La base n’était pas en marche.\n")


def test_stop_while_used(folder: Path) -> None:
    """`stop` stops a server in use all the same, and says that it was used."""
    with used(folder):
        assert run("stop") == (0, "The database is stopped, though other programs were using it.\n")


def test_backup_and_restore(folder: Path, tmp_path: Path) -> None:
    """What `backup` saved `restore` brings back; neither needs a running server nor leaves one."""
    with used(folder) as url:
        run_sql(url, *TABLES)
        saved = rows(url)
    assert run("backup", tmp_path / "saved")[0] == 0
    with used(folder) as url:
        run_sql(url, "DELETE FROM appointment")
        code, said = run("restore", tmp_path / "saved")
        assert (code, rows(url)) == (2, [])
        assert "Other programs are using the database" in said
    assert run("restore", tmp_path / "saved", "--data", folder)[0] == 0
    assert not is_alive(folder)
    with used(folder) as url:
        assert rows(url) == saved


def test_bad_input(folder: Path, tmp_path: Path) -> None:
    """A file that is no backup, a wrong URL and a folder that cannot be used end with exit code 2 and a sentence."""
    (tmp_path / "file").write_text("x")
    assert "not a backup" in _refused("restore", tmp_path / "file")
    assert "--database" in _refused("backup", tmp_path / "saved", "--database", "mysql://x")
    assert "does not answer" in _refused("verify", "--database", f"postgresql:///x?host={tmp_path}")
    mistyped = tmp_path / "mistyped"
    for words in (["verify"], ["backup", str(tmp_path / "file")]):
        assert "No database was made in this folder yet." in _refused(*words, "--data", str(mistyped))
    assert not mistyped.exists()
    assert str(tmp_path / "file") in _refused("start", "--data", tmp_path / "file")
    assert "does not hold creneau's tables" in _refused("backup", tmp_path / "saved")
    assert not (tmp_path / "saved").exists()


def _refused(*arguments: object) -> str:
    code, said = run(*arguments)
    assert code == 2
    return said


@dataclass(frozen=True)
class _Finding:
    of: str

    def sentence(self, language: str) -> str:
        return f"{self.of} ({language})"


async def _two_findings(engine: AsyncEngine) -> list[_Finding]:
    async with engine.connect() as connection:
        name = (await connection.execute(text("SELECT current_database()"))).scalar()
    return [_Finding(str(name)), _Finding("second")]


async def _no_finding(engine: AsyncEngine) -> list[_Finding]:
    return []


def test_verify(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`verify` says every finding in the language and ends with 1, with 0 if there is none, with 2 without tables."""
    ensure_running(folder)
    monkeypatch.setitem(sys.modules, "api.store.verify", SimpleNamespace(verify=_two_findings))
    assert run("verify")[0] == 2
    run_sql(url_of(folder), *TABLES)
    assert run("verify") == (1, "2 faults in the database:\n  • creneau (en)\n  • second (en)\n")
    monkeypatch.setitem(sys.modules, "api.store.verify", SimpleNamespace(verify=_no_finding))
    assert run("verify", language="fr") == (0, "La base est saine.\n")
