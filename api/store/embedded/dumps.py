"""PostgreSQL's own programs for backups, and by what a database of creneau is known."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import psycopg

from api.store.embedded.errors import DatabaseError
from api.store.embedded.programs import installed
from api.store.urls import OTHER_SECRETS, for_libpq, settled, shown, without_password

TABLES = ("practice", "appointment")
"""Tables by which a database of creneau is known."""

_HELD = "SELECT count(*) FROM unnest(%s::text[]) AS name WHERE to_regclass(name) IS NOT NULL"


def check_database(url: str) -> None:
    """Raise `DatabaseError` unless a database answers and holds creneau's tables."""
    try:
        with psycopg.connect(url) as connection:
            found = connection.execute(_HELD, [list(TABLES)]).fetchone()
    except psycopg.Error as failure:
        raise DatabaseError(shown(url), "database-no-answer", reason=said_of(failure)) from None
    if found != (len(TABLES),):
        raise DatabaseError(shown(url), "database-empty")


def check_backup(file: Path) -> None:
    """Raise `DatabaseError` unless a file can be read and is a backup of creneau."""
    try:
        file.open("rb").close()
    except OSError as failure:
        raise DatabaseError(file, "database-no-file", reason=why(failure)) from None
    done = run_program("pg_restore", None, ["--list", str(file)])
    tables = {parts[5] for parts in map(str.split, done.stdout.splitlines()) if len(parts) > 5 and parts[3] == "TABLE"}
    if done.returncode or not tables.issuperset(TABLES):
        raise DatabaseError(file, "database-not-a-backup")


def run_program(program: str, url: str | None, options: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a program of PostgreSQL, the database's password in its environment and not among its arguments.

    `DatabaseError` for a URL with another secret, which could only stand among the arguments.
    """
    named, environment = ([], os.environ) if url is None else _apart(url)
    command = [str(installed() / program), *named, *options]
    return subprocess.run(command, capture_output=True, check=False, text=True, env=dict(environment))  # noqa: S603


def _apart(url: str) -> tuple[list[str], Mapping[str, str]]:
    made = settled(url)
    for secret in OTHER_SECRETS & made.query.keys():
        raise DatabaseError(shown(url), "database-secret", name=secret)
    password = {} if made.password is None else {"PGPASSWORD": str(made.password)}
    return [f"--dbname={for_libpq(without_password(made))}"], {**os.environ, **password}


def first_error(said: str) -> str:
    """The first error of a program, without what follows it: details name values of rows, and so do errors of COPY."""
    first = next((line for line in said.splitlines() if "error:" in line), first_line(said))
    return first.partition(": ERROR:")[0] if "COPY failed" in first else first


def said_of(failure: psycopg.Error) -> str:
    """The first line of what was said; of a URL that libpq cannot read nothing, for it quotes the password."""
    unreadable = isinstance(failure, psycopg.ProgrammingError) and failure.sqlstate is None
    return type(failure).__name__ if unreadable else first_line(str(failure))


def first_line(text: str) -> str:
    """The first line of what was said: details follow in the others."""
    return text.strip().partition("\n")[0]


def why(failure: OSError) -> str:
    """What the system says went wrong, without a path."""
    return failure.strerror or type(failure).__name__
