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
    made = make_url(url if isinstance(url, URL) else _plus_kept(url))
    query = {name: made.query[name] for name in _PLACES if name in made.query}
    places = {_PLACES[name]: value if isinstance(value, str) else value[-1] for name, value in query.items()}
    return made.set(**places).difference_update_query(query)  # type: ignore[arg-type]


def for_sqlalchemy(url: str) -> URL:
    """The URL of a database with psycopg as the driver."""
    return settled(url).set(drivername=_DRIVER)


def for_libpq(url: str | URL) -> str:
    """The URL of a database as libpq and `pg_dump` read it; holds the password, so never show it."""
    return _rendered(settled(url).set(drivername=_LIBPQ), hide_password=False)


def shown(url: str | URL) -> str:
    """A URL without its secrets."""
    made = settled(url)
    hidden = dict.fromkeys(OTHER_SECRETS & made.query.keys(), "***")
    return _rendered(made.update_query_dict(hidden), hide_password=True)


def without_password(url: URL) -> URL:
    """A settled URL that names no password at all: `URL.set` can only replace one."""
    return URL.create(url.drivername, url.username, None, url.host, url.port, url.database, url.query)


def _plus_kept(url: str) -> str:
    """A URL whose plus means a plus in its query too, as libpq reads it; SQLAlchemy would read a space."""
    start, mark, query = url.partition("?")
    return f"{start}{mark}{query.replace('+', '%2B')}"


def _rendered(url: URL, *, hide_password: bool) -> str:
    """A URL as libpq reads it: no space stands plain, and in the query no plus stands for one."""
    start, mark, query = url.render_as_string(hide_password=hide_password).partition("?")
    return f"{start.replace(' ', '%20')}{mark}{query.replace('+', '%20')}"
