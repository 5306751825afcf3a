"""The database of a command, running and with all its tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.store.location import Location


@contextmanager
def migrated(database: str | None, data: Path | None, *, watch: bool = False) -> Iterator[Location]:
    """The database that is meant, as `api.store.location.running`, migrated. `BadInput` if it does not answer."""
    from api.store.location import running

    with running(database, data, watch=watch) as location:
        _migrate(location.url)
        yield location


def _migrate(url: str) -> None:
    import psycopg
    from sqlalchemy.exc import OperationalError

    from api.store.embedded import DatabaseError
    from api.store.embedded.dumps import first_line, shown
    from api.store.migrate import migrate

    try:
        migrate(url)
    except (OperationalError, psycopg.OperationalError) as failure:
        said = str(getattr(failure, "orig", failure))
        raise DatabaseError(shown(url), "database-no-answer", reason=first_line(said)) from None
