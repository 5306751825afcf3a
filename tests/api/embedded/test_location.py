"""Where the database is, as options and environment say."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from api.store.embedded import is_alive
from api.store.location import Location, database_url, running
from api.store.urls import for_sqlalchemy
from scheduler.files import BadInput


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """No variable but the data folder of the test."""
    monkeypatch.delenv("CRENEAU_DATABASE_URL", raising=False)
    monkeypatch.setenv("CRENEAU_DATA", str(folder))


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_schemes(scheme: str) -> None:
    """All usual forms of a URL mean the same, in the form of libpq and of SQLAlchemy."""
    location = database_url(f"{scheme}://me:secret@host:5433/db?sslmode=require")
    assert location == Location("postgresql://me:secret@host:5433/db?sslmode=require", embedded=False)
    plain = for_sqlalchemy(location.url).render_as_string(hide_password=False)
    assert plain == "postgresql+psycopg://me:secret@host:5433/db?sslmode=require"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://me:secret@host/db",
        "host",
        "postgresql://host:secret:port/?what",
        "://",
        "postgresql://me:half@secret@host/db",
        "postgresql://me:secret/half@host/db",
        "postgresql://me:secret@one:1,two:2/db",
    ],
)
def test_what_is_no_url(url: str) -> None:
    """What is no URL of PostgreSQL, a password with plain signs too, is refused by the name of the option alone."""
    with pytest.raises(BadInput, match="--database") as told:
        database_url(url)
    assert "secret" not in str(told.value)


def test_what_comes_first(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The URL given comes first, then the data folder given, then the variable, then the embedded database."""
    embedded = database_url(None, folder)
    assert database_url() == embedded
    assert embedded.embedded
    monkeypatch.setenv("CRENEAU_DATABASE_URL", "postgres://stated/db")
    assert database_url() == Location("postgresql://stated/db", embedded=False)
    assert database_url(None, folder) == embedded
    assert database_url("postgres://given/db", folder).url == "postgresql://given/db"
    monkeypatch.setenv("CRENEAU_DATABASE_URL", "oracle://stated/db")
    with pytest.raises(BadInput, match="CRENEAU_DATABASE_URL"):
        database_url()


def test_the_embedded_server_runs_while_it_is_used(folder: Path) -> None:
    """The embedded server is started when needed, reached by both forms of the URL, and stopped at the end."""
    before = database_url()
    assert not is_alive(folder)
    with running() as location:
        assert location == before
        engine = create_engine(for_sqlalchemy(location.url))
        with engine.connect() as connection:
            assert connection.execute(text("SELECT current_database()")).scalar() == "creneau"
        engine.dispose()
        with psycopg.connect(location.url) as plain:
            plain.execute("SELECT 1")
    assert not is_alive(folder)


def test_a_server_by_url_is_left_alone(empty_folder: Path, database_url: str) -> None:
    """A server named by URL is neither started nor stopped, and no data folder is touched."""
    before = {one.name for one in empty_folder.iterdir()}
    with running(database_url) as location:
        assert location == Location(database_url, embedded=False)
    psycopg.connect(database_url).close()
    assert {one.name for one in empty_folder.iterdir()} == before
