"""What a store in PostgreSQL may say beside the errors of the promise.

StoreError
├── UnavailableError         not now: ask again a little later; nothing was written
│   ├── StaleError           the picture in memory is too old to offer anything from it
│   ├── UnreachableError     there is no connection to the database
│   └── BusyError            others kept the rows, or all connections, for too long
└── FaultError               the database refused a statement: a fault of ours
"""

from __future__ import annotations

import psycopg

from scheduler.booking.store import StoreError


class UnavailableError(StoreError):
    """The store cannot answer at the moment; nothing was written, and the same may be asked again."""


class StaleError(UnavailableError):
    """The picture in memory has not been refreshed for too long."""


class UnreachableError(UnavailableError):
    """The database cannot be reached."""


class BusyError(UnavailableError):
    """Others kept the same rows, or all connections, for too long."""


class FaultError(StoreError):
    """The database refused a statement. Says which rule of it, never a value: it might be a pseudonym."""

    def __init__(self, error: psycopg.Error) -> None:
        named = (error.diag.table_name, error.diag.column_name, error.diag.constraint_name)
        super().__init__(" ".join((type(error).__name__, error.sqlstate or "", *(name for name in named if name))))
