"""The return of a backup.

A restored database is filled under another name and takes the old one's name at the end, in one transaction of the
server: at no moment is there half a database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from api.store.embedded.dumps import check_backup, first_error, first_line, run_program, shown
from api.store.embedded.errors import DatabaseError

Connection = psycopg.Connection[tuple[object, ...]]


def restore(url: str, file: Path) -> str | None:
    """Replace a database by a backup; gives the name that the old one remains under if it cannot be removed.

    Nobody may be connected to it. Errors: `DatabaseError`, with the database unchanged.
    """
    check_backup(file)
    with _maintenance(url) as connection:
        return _Exchange(connection, make_url(url), file).run()


@dataclass(frozen=True)
class _Exchange:
    """A database filled from a backup and put in the place of another, which `url` leads to."""

    connection: Connection
    url: URL
    file: Path

    @property
    def name(self) -> str:
        return str(self.url.database)

    @property
    def fresh(self) -> str:
        return f"{self.name[:50]}_restoring"  # a name has 63 bytes at most

    @property
    def old(self) -> str:
        return f"{self.name[:50]}_replaced"

    def run(self) -> str | None:
        self._check_unused()
        self._drop(self.fresh)
        self._drop(self.old)
        self._do("CREATE DATABASE {} TEMPLATE template0", self.fresh)
        try:
            self._fill()
            self._exchange()
        except BaseException:
            with suppress(psycopg.Error):
                self._drop(self.fresh)
            raise
        with suppress(psycopg.Error):
            self._drop(self.old)
            return None
        return self.old

    def _check_unused(self) -> None:
        found = self.connection.execute("SELECT 1 FROM pg_stat_activity WHERE datname = %s", [self.name]).fetchone()
        if found:
            raise DatabaseError(shown(self.url), "database-in-use")

    def _fill(self) -> None:
        fresh = self.url.set(database=self.fresh).render_as_string(hide_password=False)
        options = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", str(self.file)]
        done = run_program("pg_restore", fresh, options)
        if done.returncode:
            raise DatabaseError(self.file, "database-restore-failed", reason=first_error(done.stderr))
        with psycopg.connect(fresh, autocommit=True) as connection:
            connection.execute("ANALYZE")

    def _exchange(self) -> None:
        stands = self.connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name]).fetchone()
        with self.connection.transaction():
            if stands:
                self._do("ALTER DATABASE {} RENAME TO {}", self.name, self.old)
            self._do("ALTER DATABASE {} RENAME TO {}", self.fresh, self.name)

    def _drop(self, name: str) -> None:
        self._do("DROP DATABASE IF EXISTS {}", name)

    def _do(self, statement: str, *names: str) -> None:
        self.connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def _maintenance(url: str) -> Iterator[Connection]:
    """A connection to the server beside the database, with its refusals told."""
    try:
        with psycopg.connect(make_url(url).set(database="postgres").render_as_string(hide_password=False)) as beside:
            beside.autocommit = True
            yield beside
    except psycopg.errors.ObjectInUse:
        raise DatabaseError(shown(url), "database-in-use") from None
    except psycopg.Error as failure:
        raise DatabaseError(shown(url), "database-restore-failed", reason=first_line(str(failure))) from None
