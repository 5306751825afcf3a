"""The database of a command, running and with all its tables, and what is said when it does not answer."""

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
    from api.store.migrate import migrate

    with running(database, data, watch=watch) as location:
        with answering(location.url):
            migrate(location.url)
        yield location


@contextmanager
def answering(url: str) -> Iterator[None]:
    """Some work with a database. `BadInput` if it does not answer, or nobody knows whether its last change was kept."""
    import psycopg
    from sqlalchemy.exc import OperationalError

    from api.store.embedded import DatabaseError
    from api.store.embedded.dumps import first_line, said_of
    from api.store.errors import OutcomeUnknownError, UnavailableError
    from api.store.urls import shown

    try:
        yield
    except OutcomeUnknownError:
        raise DatabaseError(shown(url), "database-outcome-unknown") from None
    except (OperationalError, psycopg.OperationalError, UnavailableError) as failure:
        said = str(getattr(failure, "orig", failure.__cause__ or failure))
        raise DatabaseError(shown(url), "database-no-answer", reason=first_line(said)) from None
    except psycopg.ProgrammingError as failure:
        if failure.sqlstate is not None:
            raise
        raise DatabaseError(shown(url), "database-no-answer", reason=said_of(failure)) from None
