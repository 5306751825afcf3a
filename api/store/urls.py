"""One database URL, as libpq and as SQLAlchemy read it, and as people may see it."""

from __future__ import annotations

from sqlalchemy import URL, make_url

DATABASE_URL = "CRENEAU_DATABASE_URL"
"""The variable that names a database; a command line would show its password."""

_LIBPQ = "postgresql"
_DRIVER = "postgresql+psycopg"
_PLACES = {"user": "username", "password": "password", "dbname": "database"}
"""What libpq also takes in the query of a URL, where it holds more, and how SQLAlchemy calls it."""

OTHER_SECRETS = frozenset({"sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key"})
"""Settings in the query of a URL that nobody may see, beside the password."""


def settled(url: str | URL) -> URL:
    """A URL with name, password and database in their usual places, wherever they stood."""
    made = make_url(url)
    query = {name: made.query[name] for name in _PLACES if name in made.query}
    places = {_PLACES[name]: value if isinstance(value, str) else value[-1] for name, value in query.items()}
    return made.set(**places).difference_update_query(query)  # type: ignore[arg-type]


def for_sqlalchemy(url: str) -> URL:
    """The URL of a database with psycopg as the driver."""
    return settled(url).set(drivername=_DRIVER)


def for_libpq(url: str | URL) -> str:
    """The URL of a database as libpq and `pg_dump` read it; holds the password, so never show it."""
    start, mark, query = settled(url).set(drivername=_LIBPQ).render_as_string(hide_password=False).partition("?")
    return f"{start}{mark}{query.replace('+', '%20')}"  # libpq reads no plus as a space


def shown(url: str | URL) -> str:
    """A URL without its secrets."""
    made = settled(url)
    hidden = dict.fromkeys(OTHER_SECRETS & made.query.keys(), "***")
    return made.update_query_dict(hidden).render_as_string(hide_password=True)


def without_password(url: URL) -> URL:
    """A settled URL that names no password at all: `URL.set` can only replace one."""
    return URL.create(url.drivername, url.username, None, url.host, url.port, url.database, url.query)
