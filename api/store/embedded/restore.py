"""The return of a backup.

A restored database is filled under another name and takes the old one's name at the end, in one transaction of the
server: at no moment is there half a database. Meanwhile nobody can write to the old one: it would be lost unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL

from api.store.embedded.dumps import check_backup, first_error, run_program, said_of
from api.store.embedded.errors import DatabaseError
from api.store.urls import for_libpq, settled, shown

_NO_END = "SELECT set_config(name, '0', false) FROM pg_settings WHERE name = ANY(%s)"
_TABLES = """
    SELECT schemaname::text, tablename::text FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2
"""

Connection = psycopg.Connection[tuple[object, ...]]


def restore(url: str, file: Path) -> str | None:
    """Replace a database by a backup; gives the name that the old one remains under if it cannot be removed.

    Nobody may be connected to it. Errors: `DatabaseError`, with the database unchanged.
    """
    check_backup(file)
    with _maintenance(url) as connection:
        return _Exchange(connection, settled(url), file).run()


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
        """Exchange; None, or the name of what remains of the old database."""
        self._drop(self.fresh)
        self._drop(self.old)
        self._do("CREATE DATABASE {} TEMPLATE template0", self.fresh)
        try:
            self._fill_and_exchange()
        except BaseException:
            with suppress(psycopg.Error):
                self._drop(self.fresh)
            raise
        with suppress(psycopg.Error):
            self._drop(self.old)
            return None
        return self.old

    def _fill_and_exchange(self) -> None:
        if not self._stands():
            self._fill()
            self._do("ALTER DATABASE {} RENAME TO {}", self.fresh, self.name)
            return
        self._open(self.name)  # an exchange that was killed may have left it closed
        with psycopg.connect(for_libpq(self.url)) as keeper:
            self._check_unused(keeper)
            _keep_writers_out(keeper)
            self._fill()
            with self._closed(keeper):
                keeper.close()
                self._exchange()

    @contextmanager
    def _closed(self, keeper: Connection) -> Iterator[None]:
        """Nobody comes in any more: who is not there now cannot write before the names are exchanged."""
        self._do("ALTER DATABASE {} ALLOW_CONNECTIONS false", self.name)
        try:
            self._check_unused(keeper)
            yield
        except BaseException:
            with suppress(psycopg.Error):
                self._open(self.name)
            raise

    def _stands(self) -> bool:
        found = self.connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
        return found.fetchone() is not None

    def _check_unused(self, keeper: Connection) -> None:
        others = "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND pid <> %s AND backend_type = 'client backend'"
        if self.connection.execute(others, [self.name, keeper.info.backend_pid]).fetchone():
            raise DatabaseError(shown(self.url), "database-in-use")

    def _fill(self) -> None:
        fresh = for_libpq(self.url.set(database=self.fresh))
        options = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", str(self.file)]
        done = run_program("pg_restore", fresh, options)
        if done.returncode:
            raise DatabaseError(self.file, "database-restore-failed", reason=first_error(done.stderr))
        with psycopg.connect(fresh, autocommit=True) as connection:
            connection.execute("ANALYZE")

    def _exchange(self) -> None:
        with self.connection.transaction():
            self._do("ALTER DATABASE {} RENAME TO {}", self.name, self.old)
            self._do("ALTER DATABASE {} RENAME TO {}", self.fresh, self.name)
            self._open(self.old)  # for whoever wants to look, should it remain

    def _open(self, name: str) -> None:
        self._do("ALTER DATABASE {} ALLOW_CONNECTIONS true", name)

    def _drop(self, name: str) -> None:
        self._do("DROP DATABASE IF EXISTS {}", name)

    def _do(self, statement: str, *names: str) -> None:
        self.connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _keep_writers_out(keeper: Connection) -> None:
    """Until this connection ends nobody writes: what would be written while a backup is read would be lost with it."""
    keeper.execute(_NO_END, [["transaction_timeout", "idle_in_transaction_session_timeout"]])
    keeper.execute("SET lock_timeout = '5s'")
    tables = [sql.Identifier(*map(str, one)) for one in keeper.execute(_TABLES).fetchall()]
    if tables:
        keeper.execute(sql.SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(sql.SQL(", ").join(tables)))


@contextmanager
def _maintenance(url: str) -> Iterator[Connection]:
    """A connection to the server beside the database, with its refusals told."""
    try:
        with psycopg.connect(for_libpq(settled(url).set(database="postgres"))) as beside:
            beside.autocommit = True
            yield beside
    except psycopg.errors.ObjectInUse:
        raise DatabaseError(shown(url), "database-in-use") from None
    except psycopg.Error as failure:
        raise DatabaseError(shown(url), "database-restore-failed", reason=said_of(failure)) from None
