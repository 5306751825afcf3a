"""The tables of the job queue: procrastinate's own, in the PostgreSQL schema `procrastinate`.

Its migrations are recorded one by one, so that a later version of procrastinate finds out which of its own are new.
"""

from __future__ import annotations

from pathlib import Path

import psycopg
from procrastinate.schema import SchemaManager
from psycopg import Connection

SCHEMA = "procrastinate"
LOCK = 7_302_114_411
"""The number of the advisory lock under which a change is made; any number nobody else uses."""

_RECORD = f"""
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
CREATE TABLE IF NOT EXISTS {SCHEMA}.applied_migration (name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
"""


def apply(url: str) -> None:
    """Bring the queue's tables to the version of the procrastinate that is installed.

    Several processes may do so at once; done again it changes nothing. Each migration is a transaction of its own, as
    some may not be used in the transaction that makes them.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        with connection.transaction():
            _alone(connection)
            connection.execute(_RECORD)
            if not _exists(connection):
                _create(connection)
        for migration in _new(connection):
            with connection.transaction():
                _migrate(connection, migration)


def connection_options(stated: str = "") -> str:
    """libpq's `options` under which the queue's functions find their tables; `stated`: options to keep."""
    return f"{stated} -c search_path={SCHEMA},public".strip()


def _alone(connection: Connection) -> None:
    connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    connection.execute(f"SET LOCAL search_path = {SCHEMA}, public")


def _exists(connection: Connection) -> bool:
    found = connection.execute("SELECT to_regclass(%s)", [f"{SCHEMA}.procrastinate_jobs"]).fetchone()
    return found is not None and found[0] is not None


def _create(connection: Connection) -> None:
    """All tables at once as the installed version has them: its migrations are in there."""
    connection.execute(SchemaManager.get_schema())
    for migration in _migrations():
        _record(connection, migration)


def _migrations() -> list[Path]:
    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


def _new(connection: Connection) -> list[Path]:
    known = {name for (name,) in connection.execute(f"SELECT name FROM {SCHEMA}.applied_migration")}  # noqa: S608
    return [migration for migration in _migrations() if migration.name not in known]


def _migrate(connection: Connection, migration: Path) -> None:
    """Apply a migration, unless another process was quicker."""
    _alone(connection)
    if migration in _new(connection):
        connection.execute(migration.read_bytes())
        _record(connection, migration)


def _record(connection: Connection, migration: Path) -> None:
    connection.execute(f"INSERT INTO {SCHEMA}.applied_migration (name) VALUES (%s)", [migration.name])  # noqa: S608
