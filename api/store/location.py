"""Where the database is: a server named by a URL, or the embedded one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.store.embedded import data_folder, refuse_unmade, url_of, used
from api.store.urls import DATABASE_URL
from scheduler.files import BadInput, InputProblem
from scheduler.files.problems import Place

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")


@dataclass(frozen=True)
class Location:
    """A database: its URL (`postgresql://…`, as libpq reads it) and whether it is the embedded one."""

    url: str
    embedded: bool


def database_url(given: str | None = None, data: Path | None = None) -> Location:
    """The database that is meant: the URL given, the data folder given, `CRENEAU_DATABASE_URL`, the embedded one.

    The embedded server need not run. Errors: `BadInput` for a URL that is none; `DatabaseError` for a data folder
    that cannot be used.
    """
    if is_stated(given, data):
        stated = given or os.environ[DATABASE_URL]
        return Location(_normal(stated, "--database" if given else DATABASE_URL), embedded=False)
    return Location(url_of(data_folder(data)), embedded=True)


def is_stated(given: str | None, data: Path | None) -> bool:
    """Whether a server is named by a URL."""
    return bool(given or (not data and os.environ.get(DATABASE_URL)))


@contextmanager
def running(
    given: str | None = None, data: Path | None = None, *, watch: bool = False, made: bool = False
) -> Iterator[Location]:
    """The database that is meant, with the embedded server running while it is used; see `used`.

    `made`: the embedded one must be there already, `DatabaseError` otherwise.
    """
    if made and not is_stated(given, data):
        refuse_unmade(data_folder(data))
    location = database_url(given, data)
    if not location.embedded:
        yield location
        return
    with used(data_folder(data), watch=watch) as url:
        yield Location(url, embedded=True)


def _normal(stated: str, where: str) -> str:
    """A URL in libpq's form. The error never shows it, since it may hold a password."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    scheme, parted, rest = stated.partition("://")
    url = f"postgresql://{rest}"
    try:
        sound = _is_sound(conninfo_to_dict(url)) and bool(make_url(url))
    except (psycopg.Error, ArgumentError, ValueError):  # of several hosts each needs its name in the query
        sound = False
    if not (parted and sound) or scheme not in SCHEMES:
        raise BadInput([InputProblem(Place(where), None, "database-url", {})])
    return url


def _is_sound(parts: Mapping[str, Any]) -> bool:
    """Whether host and port are such, and no part of a password whose signs are not encoded: errors show them."""
    ports = str(parts.get("port", "")).split(",")
    return "@" not in str(parts.get("host", "")) and all(not port or port.isdecimal() for port in ports)
