"""Real databases for tests: one embedded server a session, a fresh database a test."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from api.store.embedded import ensure_running, stop

EMPTY = "template0"


@contextmanager
def a_data_folder() -> Iterator[Path]:
    """An empty data folder with a short path; its server is stopped at the end."""
    folder = Path(tempfile.mkdtemp(prefix="c-", dir="/tmp"))
    folder.chmod(0o711)  # for the account that runs the server when root runs the tests
    try:
        yield folder
    finally:
        stop(folder)
        shutil.rmtree(folder)


def run_sql(url: str, *statements: str) -> None:
    """Run statements one by one, each in its own transaction."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def url_of_database(server: str, name: str) -> str:
    """The URL of another database of the server that a URL leads to."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@contextmanager
def a_database(server: str, template: str = EMPTY) -> Iterator[str]:
    """A database of its own, copied from another (to which nobody may be connected), dropped at the end; its URL."""
    name = f"test_{uuid.uuid4().hex}"
    run_sql(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield url_of_database(server, name)
    finally:
        run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """The URL of an embedded server's database, the same for the whole session; do not write to it."""
    with a_data_folder() as folder:
        url = ensure_running(folder)
        # The tests' data may be lost with the machine: waiting for the disk would only make them slow.
        run_sql(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield url


@pytest.fixture
def fresh_database(database_url: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of an empty database, or of a copy of the one named by `parametrize(..., indirect=True)`."""
    with a_database(database_url, getattr(request, "param", EMPTY)) as url:
        yield url
