"""Putting jobs into the queue, in the transaction of the change that makes them necessary where there is one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ProcrastinateException
from procrastinate.types import JSONDict
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from api.store.queue_tables import SCHEMA

SOLVING, QUICK = "solving", "quick"
"""The two queues: solves may wait for one another, everything else must not wait for a solve."""

ROTA, DISPATCH, DELIVER, OFFER_FREED = "rota", "dispatch", "deliver", "offer_freed"
"""Names of tasks, as the queue keeps them."""

GATHERING = 0.25
"""Seconds in which further reasons for the same job make no further job."""

_log = logging.getLogger(__name__)


class JobQueue:
    """Puts jobs into the queue of the database that an engine leads to."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        # It only makes the statements, which run on the engine's connections: it is never opened.
        self._app = App(connector=PsycopgConnector())
        self._gathering: set[tuple[str, str]] = set()
        self._under_way: set[asyncio.Task[None]] = set()

    async def rota(self, connection: AsyncConnection, practice: str, rota: UUID) -> int:
        """Have a rota solved once the transaction is done; gives the number of the job."""
        job = self._app.configure_task(ROTA, queue=SOLVING, connection=await _for_queue(connection))
        return await job.defer_async(practice=practice, rota=str(rota))

    async def deliveries(self, connection: AsyncConnection, practice: str, of: Sequence[tuple[UUID, int]]) -> None:
        """Have webhooks told of events, by their ids and numbers, once the transaction is done."""
        if of:
            job = self._app.configure_task(DELIVER, queue=QUICK, connection=await _for_queue(connection))
            told: list[JSONDict] = [
                {"practice": practice, "webhook": str(webhook), "event": event} for webhook, event in of
            ]
            await job.batch_defer_async(*told)

    def nudge(self, practice: str) -> None:
        """Have the practice's new events told now rather than within the minute; returns at once, never raises."""
        self._soon(DISPATCH, practice)

    def offer_freed(self, practice: str) -> None:
        """Have time that came free offered to those who wait; returns at once, never raises."""
        self._soon(OFFER_FREED, practice)

    async def close(self) -> None:
        """Wait until what was asked for is in the queue."""
        await asyncio.gather(*self._under_way)

    def _soon(self, task: str, practice: str) -> None:
        if (task, practice) not in self._gathering:
            self._gathering.add((task, practice))
            putting = asyncio.create_task(self._gather(task, practice))
            self._under_way.add(putting)
            putting.add_done_callback(self._under_way.discard)

    async def _gather(self, task: str, practice: str) -> None:
        await asyncio.sleep(GATHERING)
        self._gathering.discard((task, practice))  # whoever asks from now on may come too late for this job
        try:
            await self._once(task, practice)
        except (SQLAlchemyError, ProcrastinateException) as failure:
            # The sweeps of the worker catch up on what is lost with the database.
            _log.warning("no job %s: %s", task, type(failure).__name__)

    async def _once(self, task: str, practice: str) -> None:
        """A job of which one that waits is enough."""
        with suppress(AlreadyEnqueued):
            async with self._engine.begin() as connection:
                job = self._app.configure_task(
                    task, queue=QUICK, queueing_lock=f"{task}/{practice}", connection=await _for_queue(connection)
                )
                await job.defer_async(practice=practice)


async def _for_queue(connection: AsyncConnection) -> object:
    """The driver's connection under a transaction, which from now on also finds the tables of the queue."""
    path = f"SELECT set_config('search_path', '{SCHEMA}, ' || current_setting('search_path'), true)"
    await connection.execute(text(path))
    return (await connection.get_raw_connection()).driver_connection
