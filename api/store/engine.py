"""Connections to the database: how they are set up, and how a dead one is noticed before it is used."""

from __future__ import annotations

import select
from typing import Any

import psycopg
from sqlalchemy import Connection, ExceptionContext, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from api.store.errors import EndLostError
from api.store.urls import for_libpq, for_sqlalchemy

TRANSACTION_SECONDS = 5
"""No transaction lasts longer, or the server ends it, unless it is allowed more (`allow_seconds`): a publication."""

SETTINGS = {
    "transaction_timeout": f"{TRANSACTION_SECONDS}s",
    "lock_timeout": "4s",
    "default_transaction_isolation": r"read\ committed",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "jit": "off",  # short statements only
}
_ENDING = "creneau.ending"


def make_engine(url: str, size: int = 10) -> AsyncEngine:
    """A pool of at most `size` connections, each set up for short transactions.

    A connection that the server has closed is replaced when it is taken from the pool. Parameters are never logged.
    One that is lost while a transaction ends raises `EndLostError`. PostgreSQL 17 or later.
    """
    engine = create_async_engine(
        for_sqlalchemy(url),
        pool_size=size,
        max_overflow=0,
        pool_timeout=TRANSACTION_SECONDS,
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args=_arguments(url),
    )
    event.listen(engine.sync_engine.pool, "checkout", _notice_the_dead)
    event.listen(engine.sync_engine, "begin", lambda connection: connection.info.pop(_ENDING, None))
    event.listen(engine.sync_engine, "commit", _note_the_end)
    event.listen(engine.sync_engine, "handle_error", _unknown_end)
    return engine


async def open_link(engine: AsyncEngine) -> psycopg.AsyncConnection[Any]:
    """A connection of its own beside the pool, set up alike, each statement its own transaction."""
    url = for_libpq(engine.url)
    return await psycopg.AsyncConnection.connect(url, autocommit=True, **_arguments(url))


def _arguments(url: str) -> dict[str, Any]:
    query = for_sqlalchemy(url).query
    settings = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    return {
        "options": f"{query.get('options', '')} {settings}".strip(),
        "application_name": query.get("application_name", "creneau"),
        "connect_timeout": 5,
        "keepalives_idle": 30,
        "tcp_user_timeout": 10_000,
    }


def _notice_the_dead(connection: Any, _record: Any, _proxy: Any) -> None:
    """Nothing is to be read from an idle connection, unless the server has said goodbye."""
    pgconn = connection.driver_connection.pgconn
    if pgconn.status != psycopg.pq.ConnStatus.OK or _readable(pgconn.socket):
        raise DisconnectionError


def _note_the_end(connection: Connection) -> None:
    connection.info[_ENDING] = True


def _unknown_end(context: ExceptionContext) -> Exception | None:
    """What is raised in place of the driver's error, if the connection was lost after COMMIT was sent."""
    ending = context.connection is not None and context.connection.info.get(_ENDING)
    return EndLostError(None, None, context.original_exception) if ending and context.is_disconnect else None


def _readable(socket: int) -> bool:
    poll = select.poll()
    poll.register(socket, select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(poll.poll(0))
