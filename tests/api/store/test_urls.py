"""One URL means the same to libpq and to SQLAlchemy, and nobody sees its secrets."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from api.commands.migrated import answering
from api.store.embedded import DatabaseError
from api.store.embedded.dumps import check_database
from api.store.embedded.restore import restore
from api.store.urls import for_libpq, for_sqlalchemy, shown

URLS = (
    "postgresql://u%20v:a%20b@h/d%20b",
    "postgresql://u:a%2Bb@h/db",
    "postgresql://u:a+b@h/db",
    "postgresql://u@h/db?password=a%20b",
    "postgresql://u@h/db?password=a+b",
    "postgresql://u@h/db?password=a%2Bb",
    "postgresql://u:x@h/db?user=u%20v&password=s%25%40+%20",
    "postgresql://h/db?options=-c%20a%3Db+c&application_name=x%20y",
)


@pytest.mark.parametrize("url", URLS)
def test_a_url_means_the_same_to_both(url: str) -> None:
    """Name, password, database and settings, with spaces and plus signs, are those that libpq reads in it."""
    meant = conninfo_to_dict(url)
    assert conninfo_to_dict(for_libpq(url)) == meant
    made = for_sqlalchemy(url)
    places = {"user": made.username, "password": made.password, "host": made.host, "dbname": made.database}
    assert {name: part for name, part in places.items() if part is not None} | dict(made.query) == meant
    assert conninfo_to_dict(for_libpq(made)) == meant  # and again, as the change log's connection takes it


@pytest.mark.parametrize("url", URLS)
def test_a_url_that_is_shown_is_one(url: str) -> None:
    """What people see is the URL without its password, and can be read again."""
    assert conninfo_to_dict(shown(url)) == {
        name: "***" if name == "password" else part for name, part in conninfo_to_dict(url).items()
    }


def unreadable(*_: object, **__: object) -> None:
    """Refuses a URL as libpq does: by quoting its password."""
    raise psycopg.ProgrammingError('unexpected spaces found in "s3cr t", use percent-encoded spaces (%20) instead')


def test_what_libpq_says_of_a_url_is_never_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It quotes the password: neither a restore nor any other command passes it on."""
    monkeypatch.setattr("psycopg.connect", unreadable)
    monkeypatch.setattr("api.store.embedded.restore.check_backup", lambda _: None)
    url = "postgresql://u:s3cr%20t@h/db"
    with pytest.raises(DatabaseError) as restored:
        restore(url, tmp_path / "saved")
    with pytest.raises(DatabaseError) as checked:
        check_database(url)
    with pytest.raises(DatabaseError) as answered, answering(url):
        unreadable()
    for told in (restored, checked, answered):
        assert "s3cr" not in str(told.value)
        assert "h/db" in str(told.value)
