"""A backup is whole or not there, and a restore replaces the whole database or changes nothing."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import make_url

from api.store.embedded import DatabaseError
from api.store.embedded.backup import backup
from api.store.embedded.dumps import first_error, run_program
from api.store.embedded.restore import _Exchange, restore
from api.store.urls import shown
from tests.databases import EMPTY, a_database, run_sql, url_of_database

TABLES = (
    "CREATE TABLE practice (practice text PRIMARY KEY, document jsonb)",
    "CREATE TABLE appointment (practice text REFERENCES practice, id int GENERATED ALWAYS AS IDENTITY, mask bit(288))",
    """INSERT INTO practice VALUES ('ailes', '{"name": "Cabinet de l''Église"}')""",
    """INSERT INTO appointment (practice, mask)
    SELECT 'ailes', repeat('01', 144)::bit(288) FROM generate_series(1, 500)""",
)


@pytest.fixture
def filled(fresh_database: str) -> str:
    """The URL of a database that looks like creneau's."""
    run_sql(fresh_database, *TABLES)
    return fresh_database


def rows(url: str) -> list[tuple[object, ...]]:
    """All appointments of all practices."""
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT * FROM practice JOIN appointment USING (practice) ORDER BY id").fetchall()


def databases(url: str) -> set[str]:
    """The names of the server's databases."""
    with psycopg.connect(url_of_database(url, "postgres")) as connection:
        return {str(name) for (name,) in connection.execute("SELECT datname FROM pg_database")}


def test_a_backup_comes_back(filled: str, tmp_path: Path) -> None:
    """What was saved is there again after everything was changed, and nothing is left beside it."""
    saved, before = rows(filled), databases(filled)
    backup(filled, tmp_path / "saved")
    run_sql(filled, "DELETE FROM appointment", "CREATE TABLE later (id int)", "DROP TABLE appointment")
    assert restore(filled, tmp_path / "saved") is None
    assert rows(filled) == saved
    assert databases(filled) == before
    with psycopg.connect(filled) as connection:
        assert connection.execute("SELECT to_regclass('later')").fetchone() == (None,)
        appointment = connection.execute("INSERT INTO appointment (practice) VALUES ('ailes') RETURNING id").fetchone()
    assert appointment == (501,)


def test_a_backup_fits_into_another_database(filled: str, database_url: str, tmp_path: Path) -> None:
    """A backup may be brought into another database, which need not hold tables yet."""
    backup(filled, tmp_path / "saved")
    with a_database(database_url, EMPTY) as other:
        restore(other, tmp_path / "saved")
        assert rows(other) == rows(filled)


def test_a_backup_is_for_its_owner(filled: str, tmp_path: Path) -> None:
    """The file can be read by its owner alone, replaces an older one, and leaves no other file."""
    (tmp_path / "saved").write_text("older")
    backup(filled, tmp_path / "saved")
    assert (tmp_path / "saved").stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["saved"]


def test_a_failed_backup_leaves_the_older_one(filled: str, fresh_database: str, tmp_path: Path) -> None:
    """When the database cannot be read, the file that stood there stays and no other is left."""
    (tmp_path / "saved").write_text("older")
    run_sql(filled, "DROP TABLE appointment")
    with pytest.raises(DatabaseError, match="does not hold creneau's tables"):
        backup(filled, tmp_path / "saved")
    with pytest.raises(DatabaseError, match="does not exist"):
        backup(url_of_database(filled, "nowhere"), tmp_path / "saved")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("saved", "older")]


def test_a_backup_program_that_fails(filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When saving itself fails half-way, its reason is told and nothing was written."""
    monkeypatch.setenv("PGOPTIONS", "-c no_such_setting=1")
    monkeypatch.setattr("api.store.embedded.backup.check_database", lambda url: None)
    with pytest.raises(DatabaseError, match="no_such_setting"):
        backup(filled, tmp_path / "saved")
    assert not list(tmp_path.iterdir())


def test_a_backup_into_no_folder(filled: str, tmp_path: Path) -> None:
    """A file in a folder that is not there, or one that is a folder, is refused with its name."""
    with pytest.raises(DatabaseError, match="No such file"):
        backup(filled, tmp_path / "none" / "saved")
    (tmp_path / "saved").mkdir()
    with pytest.raises(DatabaseError, match="saved"):
        backup(filled, tmp_path / "saved")
    assert [one.name for one in tmp_path.iterdir()] == ["saved"]


@pytest.mark.parametrize("content", [b"", b"PGDMP", b"no backup at all", b"\0" * 5000])
def test_a_file_that_is_no_backup(filled: str, tmp_path: Path, content: bytes) -> None:
    """A file of something else is refused by name, and the database is as it was."""
    saved, before = rows(filled), databases(filled)
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(DatabaseError, match="other: This file is not a backup of creneau"):
        restore(filled, tmp_path / "other")
    with pytest.raises(DatabaseError, match="none: This file could not be read"):
        restore(filled, tmp_path / "none")
    assert rows(filled) == saved
    assert databases(filled) == before


def test_a_backup_of_something_else(filled: str, database_url: str, tmp_path: Path) -> None:
    """A sound backup of a database that is not creneau's never replaces one that is."""
    saved = rows(filled)
    with a_database(database_url) as other:
        run_sql(other, *TABLES[:2])
        backup(other, tmp_path / "saved")
        run_sql(other, "DROP TABLE appointment")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("api.store.embedded.backup.check_database", lambda url: None)
            backup(other, tmp_path / "other")
    with pytest.raises(DatabaseError, match="not a backup of creneau"):
        restore(filled, tmp_path / "other")
    assert rows(filled) == saved


@pytest.mark.parametrize("kept", [0.5, 0.9, 0.99])
def test_a_truncated_backup_changes_nothing(filled: str, tmp_path: Path, kept: float) -> None:
    """A backup cut off at any point is refused, and the database is as it was, with nothing beside it."""
    saved, before = rows(filled), databases(filled)
    backup(filled, tmp_path / "saved")
    os.truncate(tmp_path / "saved", int(kept * (tmp_path / "saved").stat().st_size))
    with pytest.raises(DatabaseError):
        restore(filled, tmp_path / "saved")
    assert rows(filled) == saved
    assert databases(filled) == before


def test_a_database_in_use_is_not_replaced(filled: str, tmp_path: Path) -> None:
    """While somebody is connected the restore is refused, and what he does next is kept."""
    backup(filled, tmp_path / "saved")
    with psycopg.connect(filled, autocommit=True) as connection:
        with pytest.raises(DatabaseError, match="Other programs are using the database"):
            restore(filled, tmp_path / "saved")
        connection.execute("DELETE FROM appointment")
    assert rows(filled) == []


def test_somebody_comes_while_a_backup_is_brought_in(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who connects while the backup is read makes the exchange fail whole, with nothing left beside."""
    before = databases(filled)
    backup(filled, tmp_path / "saved")
    monkeypatch.setattr("api.store.embedded.restore._Exchange._check_unused", lambda *_: None)
    with psycopg.connect(filled, autocommit=True) as connection:
        connection.execute("DELETE FROM appointment")
        with pytest.raises(DatabaseError, match="Other programs are using the database"):
            restore(filled, tmp_path / "saved")
    assert rows(filled) == []
    assert databases(filled) == before


def test_nobody_writes_while_a_backup_is_brought_in(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes and goes in between can read; what he writes is refused, not accepted and then lost."""
    fill, tried = _Exchange._fill, []

    def visited(self: _Exchange) -> None:
        fill(self)
        with psycopg.connect(filled, autocommit=True) as visitor:
            visitor.execute("SET lock_timeout = '100ms'")
            tried.append(visitor.execute("SELECT count(*) FROM appointment").fetchone())
            with pytest.raises(psycopg.errors.LockNotAvailable):
                visitor.execute("INSERT INTO practice VALUES ('lost')")

    monkeypatch.setattr(_Exchange, "_fill", visited)
    saved = rows(filled)
    backup(filled, tmp_path / "saved")
    restore(filled, tmp_path / "saved")
    assert (tried, rows(filled)) == ([(500,)], saved)


def test_whoever_stays_keeps_the_database(filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who came while the backup was read makes the restore fail, and can write and come again afterwards."""
    fill, visitors, before = _Exchange._fill, [], databases(filled)

    def visited(self: _Exchange) -> None:
        fill(self)
        visitors.append(psycopg.connect(filled, autocommit=True))

    monkeypatch.setattr(_Exchange, "_fill", visited)
    backup(filled, tmp_path / "saved")
    with pytest.raises(DatabaseError, match="Other programs are using the database"):
        restore(filled, tmp_path / "saved")
    with visitors[0] as visitor:
        visitor.execute("DELETE FROM appointment")
    assert rows(filled) == []
    assert databases(filled) == before


def test_a_database_that_a_killed_restore_left_closed_is_restored(filled: str, tmp_path: Path) -> None:
    """In the moment of the exchange it lets nobody in: should the command end there, the next one opens it."""
    saved = rows(filled)
    backup(filled, tmp_path / "saved")
    closed = f'ALTER DATABASE "{make_url(filled).database}" ALLOW_CONNECTIONS false'
    run_sql(url_of_database(filled, "postgres"), closed)
    restore(filled, tmp_path / "saved")
    assert rows(filled) == saved


def test_an_exchange_cut_in_the_middle(filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second of the two renames fails the first is undone: the old database stands under its name."""
    saved, before, do = rows(filled), databases(filled), _Exchange._do

    def failing(self: _Exchange, statement: str, *names: str) -> None:
        if names == (self.fresh, self.name):
            raise psycopg.errors.AdminShutdown("the server was told to stop")
        do(self, statement, *names)

    monkeypatch.setattr(_Exchange, "_do", failing)
    backup(filled, tmp_path / "saved")
    with pytest.raises(DatabaseError, match="told to stop"):
        restore(filled, tmp_path / "saved")
    assert rows(filled) == saved
    assert databases(filled) == before


def test_what_a_cut_restore_left_is_swept_away(filled: str, tmp_path: Path) -> None:
    """Databases that a killed restore left behind do not stop the next one, which removes them."""
    before = databases(filled)
    name = make_url(filled).database
    statements = [f'CREATE DATABASE "{name}_{ending}"' for ending in ("restoring", "replaced")]
    run_sql(url_of_database(filled, "postgres"), *statements)
    backup(filled, tmp_path / "saved")
    restore(filled, tmp_path / "saved")
    assert databases(filled) == before


def test_errors_show_no_row() -> None:
    """Of an error of PostgreSQL only what names no value of a row is passed on."""
    error = "pg_restore: error: "
    copy = f"""{error}COPY failed for table "patient": ERROR:  invalid input syntax: "pseudonym-1"
CONTEXT:  COPY patient, line 1, column pseudonym"""
    index = f"""{error}could not execute query: ERROR:  could not create unique index "one"
DETAIL:  Key (x)=(pseudonym-1) is duplicated."""
    assert first_error(copy) == 'pg_restore: error: COPY failed for table "patient"'
    assert "pseudonym-1" not in first_error(index)


SECRET = "s3cr&t+word"
ENCODED = "s3cr%26t%2Bword"
URLS = (
    f"postgresql://me:{ENCODED}@nowhere.invalid/db?sslmode=require",
    f"postgresql://nowhere.invalid/db?user=me&password={ENCODED}&sslmode=require",
    f"postgresql:///?host=nowhere.invalid&dbname=db&user=me&password={ENCODED}&sslmode=require",
    f"postgresql://me:other-s3cr@nowhere.invalid/db?password=s3cr&password={ENCODED}&sslmode=require",
)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that only say how they were called."""
    for name in ("pg_dump", "pg_restore"):
        (tmp_path / name).write_text('#!/bin/sh\necho "$PGPASSWORD"\necho "$@"\n')
        (tmp_path / name).chmod(0o755)
    monkeypatch.setattr("api.store.embedded.dumps.installed", lambda: tmp_path)


@pytest.mark.parametrize("url", URLS)
def test_a_password_is_no_argument_of_a_program(url: str, programs: None) -> None:
    """Wherever the URL states it: other people of the machine can read arguments, and a mask would be sent as one."""
    done = run_program("pg_dump", url, ["--version"])
    password, arguments = done.stdout.splitlines()
    assert password == SECRET
    assert conninfo_to_dict(arguments.removeprefix("--dbname=").removesuffix(" --version")).items() >= {
        ("user", "me"),
        ("dbname", "db"),
        ("sslmode", "require"),
    }
    assert "s3cr" not in arguments
    assert "***" not in arguments


@pytest.mark.parametrize("name", ["sslpassword", "oauth_client_secret"])
def test_another_secret_is_refused_for_a_program(name: str, programs: None) -> None:
    """PostgreSQL's programs take it as an argument only; the error names it and does not show it."""
    with pytest.raises(DatabaseError, match=name) as told:
        run_program("pg_dump", f"postgresql://me@host/db?{name}={ENCODED}", [])
    assert "s3cr" not in str(told.value)


@pytest.mark.parametrize("url", URLS)
def test_errors_show_no_password(url: str, tmp_path: Path) -> None:
    """A server that cannot be reached is named without it, whatever was asked of it."""
    with pytest.raises(DatabaseError, match=r"nowhere\.invalid/db|/db\?host=nowhere\.invalid") as told:
        backup(url, tmp_path / "saved")
    assert "s3cr" not in str(told.value)
    assert "me" in shown(url)


def test_a_setting_with_a_space_reaches_the_server(filled: str, tmp_path: Path) -> None:
    """libpq reads no plus as a space: a URL that is put together again must not hold one."""
    backup(f"{filled}&options=-c%20application_name%3Dsaved", tmp_path / "saved")
    restore(f"{filled}&options=-c%20application_name%3Dsaved", tmp_path / "saved")
    assert len(rows(filled)) == 500
