"""One database URL, as libpq and as SQLAlchemy read it."""

from __future__ import annotations

from sqlalchemy import URL, make_url

_LIBPQ = "postgresql"
_DRIVER = "postgresql+psycopg"


def for_sqlalchemy(url: str) -> URL:
    """The URL of a database with psycopg as the driver."""
    return make_url(url).set(drivername=_DRIVER)


def for_libpq(url: str) -> str:
    """The URL of a database as libpq and `pg_dump` read it; holds the password, so never show it."""
    return make_url(url).set(drivername=_LIBPQ).render_as_string(hide_password=False)
