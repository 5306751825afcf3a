"""Migrations bring any database to the tables that the code expects, whoever else is at it."""

from __future__ import annotations

import subprocess
import sys

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from api.store.migrate import migrate
from api.store.tables import metadata
from api.store.urls import for_sqlalchemy


def test_the_tables_in_the_code_and_those_migrated_agree(fresh_database: str) -> None:
    """No column, type, default or index is in one and not in the other."""
    migrate(fresh_database)
    with create_engine(for_sqlalchemy(fresh_database)).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(fresh_database: str) -> None:
    """A second start finds everything done."""
    migrate(fresh_database)
    migrate(fresh_database)
    with psycopg.connect(fresh_database) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


def test_several_processes_may_migrate_at_once(fresh_database: str) -> None:
    """All succeed: one works, the others wait for it."""
    program = f"from api.store.migrate import migrate; migrate({fresh_database!r})"
    started = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(3)]
    assert [one.wait(60) for one in started] == [0, 0, 0]


def test_every_key_begins_with_the_practice() -> None:
    """So the tables can be sharded by it; and none refers to another."""
    for table in metadata.tables.values():
        assert next(iter(table.primary_key.columns)).name == "practice"
        assert not table.foreign_keys


@pytest.mark.parametrize("change", ["UPDATE audit SET outcome = 'done'", "DELETE FROM audit", "TRUNCATE audit"])
def test_the_audit_trail_can_only_grow(fresh_database: str, change: str) -> None:
    """Whoever changes a line is refused; only the retention sweep may delete."""
    migrate(fresh_database)
    with psycopg.connect(fresh_database, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO audit (practice, at, action, outcome) VALUES ('a', now(), 'appointments.book', 'refused')"
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            connection.execute(change)
        assert connection.execute("SELECT outcome FROM audit").fetchall() == [("refused",)]


def test_the_retention_sweep_may_delete_from_the_audit_trail(fresh_database: str) -> None:
    """Once it has said who it is, and only in its transaction."""
    migrate(fresh_database)
    with psycopg.connect(fresh_database) as connection:
        connection.execute("INSERT INTO audit (practice, at, action, outcome) VALUES ('a', now(), 'x', 'done')")
        connection.execute("SET LOCAL creneau.retention = 'on'")
        assert connection.execute("DELETE FROM audit").rowcount == 1
