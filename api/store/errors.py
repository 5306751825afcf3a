"""What a store in PostgreSQL may say beside the errors of the promise.

StoreError
├── UnavailableError         not now: ask again a little later; the transaction wrote nothing
│   ├── StaleError           the picture in memory is too old to offer anything from it
│   ├── UnreachableError     there is no connection to the database
│   └── BusyError            others kept the rows, or all connections, for too long
├── OutcomeUnknownError      the connection was lost while a transaction ended: it may have been kept
│   └── EndLostError         the same, of a transaction that SQLAlchemy ended
└── FaultError               the database refused a statement: a fault of ours
"""

from __future__ import annotations

import psycopg
from sqlalchemy.exc import OperationalError

from scheduler.booking.store import StoreError


class UnavailableError(StoreError):
    """The store cannot answer at the moment; its transaction wrote nothing, and the same may be asked again."""


class StaleError(UnavailableError):
    """The picture in memory has not been refreshed for too long."""


class UnreachableError(UnavailableError):
    """The database cannot be reached."""


class BusyError(UnavailableError):
    """Others kept the same rows, or all connections, for too long."""


class OutcomeUnknownError(StoreError):
    """The connection was lost while a transaction ended, and nobody could say whether it was kept.

    Asked again with the same idempotency key it is done once.
    """


class EndLostError(OutcomeUnknownError, OperationalError):
    """The connection was lost while a transaction of SQLAlchemy's ended: an `OperationalError`, but no promise."""


class FaultError(StoreError):
    """The database refused a statement. Says which rule of it, never a value: it might be a pseudonym."""

    def __init__(self, error: psycopg.Error) -> None:
        named = (error.diag.table_name, error.diag.column_name, error.diag.constraint_name)
        super().__init__(" ".join((type(error).__name__, error.sqlstate or "", *(name for name in named if name))))
