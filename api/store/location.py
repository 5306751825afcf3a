"""Where the database is: a server named by a URL, or the embedded one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.store.embedded import data_folder, url_of, used
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
    stated = given or (None if data else os.environ.get(DATABASE_URL))
    if stated:
        return Location(_normal(stated, "--database" if given else DATABASE_URL), embedded=False)
    return Location(url_of(data_folder(data)), embedded=True)


@contextmanager
def running(given: str | None = None, data: Path | None = None, *, watch: bool = False) -> Iterator[Location]:
    """The database that is meant, with the embedded server running while it is used; see `used`."""
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

    scheme, parted, rest = stated.partition("://")
    url = f"postgresql://{rest}"
    try:
        sound = _is_sound(conninfo_to_dict(url))
    except psycopg.Error:
        sound = False
    if not (parted and sound) or scheme not in SCHEMES:
        raise BadInput([InputProblem(Place(where), None, "database-url", {})])
    return url


def _is_sound(parts: Mapping[str, Any]) -> bool:
    """Whether host and port are such, and no part of a password whose signs are not encoded: errors show them."""
    ports = str(parts.get("port", "")).split(",")
    return "@" not in str(parts.get("host", "")) and all(not port or port.isdecimal() for port in ports)
