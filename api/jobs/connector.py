"""The worker's connection to the queue, which outlives a restart of the database."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, LiteralString, TypeVar

from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException
from psycopg import OperationalError
from psycopg.conninfo import conninfo_to_dict

from api.store.queue_tables import connection_options

Answer = TypeVar("Answer")

PATIENCE = 60.0
"""Seconds for which the database may be away; a solve goes on meanwhile."""
PAUSE = 0.2
MOST_CONNECTIONS = 8


class PatientConnector(PsycopgConnector):
    """Asks again when the connection is lost, but for what takes a job.

    Signs of life, ends of jobs and questions may be said twice. Whether a job was taken is not known once the
    connection is lost: the worker begins again, and finds it as that of a worker that is gone.
    """

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        """Part of procrastinate's protocol."""
        await _patiently(lambda: super(PatientConnector, self).execute_query_async(query, **arguments))

    async def execute_query_all_async(self, query: LiteralString, **arguments: Any) -> list[dict[str, Any]]:
        """Part of procrastinate's protocol."""
        return await _patiently(lambda: super(PatientConnector, self).execute_query_all_async(query, **arguments))


def connector_to(url: str) -> PatientConnector:
    """The connector to the queue of a database; it connects when it is used first."""
    stated = str(conninfo_to_dict(url).get("options") or "")
    options = {"options": connection_options(stated)}
    return PatientConnector(conninfo=url, kwargs=options, min_size=0, max_size=MOST_CONNECTIONS, timeout=PATIENCE)


async def _patiently(ask: Callable[[], Awaitable[Answer]]) -> Answer:
    loop = asyncio.get_running_loop()
    until = loop.time() + PATIENCE
    while True:
        try:
            return await ask()
        except ConnectorException as failure:
            if not isinstance(failure.__cause__, OperationalError) or loop.time() > until:
                raise
        await asyncio.sleep(PAUSE)
