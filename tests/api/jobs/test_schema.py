"""The queue's tables are there once, whoever makes them, and later migrations find their way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from procrastinate.schema import SchemaManager

from api.store.queue_tables import apply

MIGRATIONS = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


def _names(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM procrastinate.applied_migration ORDER BY 1")]


def test_many_processes_may_start_at_once(fresh_database: str) -> None:
    """Eight that apply the schema at the same time leave one, with every migration recorded once."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(apply, [fresh_database] * 8))
    assert _names(fresh_database) == [migration.name for migration in MIGRATIONS]


def test_again_changes_nothing(fresh_database: str) -> None:
    """A second time leaves the jobs that are there."""
    apply(fresh_database)
    with psycopg.connect(fresh_database, options="-c search_path=procrastinate") as connection:
        connection.execute("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('q', 't')")
    apply(fresh_database)
    with psycopg.connect(fresh_database) as connection:
        assert connection.execute("SELECT count(*) FROM procrastinate.procrastinate_jobs").fetchone() == (1,)


def test_nothing_lands_beside_its_schema(fresh_database: str) -> None:
    """The tables of the practices see nothing of the queue's."""
    apply(fresh_database)
    with psycopg.connect(fresh_database) as connection:
        found = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ).fetchall()
    assert found == []


def test_a_later_version_runs_only_what_is_new(
    fresh_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration that comes with an upgrade is run once, in the queue's schema; those before it are not run again."""
    apply(fresh_database)
    for migration in MIGRATIONS:
        (tmp_path / migration.name).write_text("SELECT 1/0", encoding="utf-8")
    (tmp_path / "99.00.00_01_new.sql").write_text("CREATE TABLE of_tomorrow (n int)", encoding="utf-8")
    monkeypatch.setattr(SchemaManager, "get_migrations_path", staticmethod(lambda: str(tmp_path)))
    apply(fresh_database)
    apply(fresh_database)
    with psycopg.connect(fresh_database) as connection:
        assert connection.execute("SELECT count(*) FROM procrastinate.of_tomorrow").fetchone() == (0,)
