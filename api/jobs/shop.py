"""What the tasks work with: the database, the queue, the postman and the clock of one worker."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncEngine

from api.clock import utc_now
from api.jobs.webhooks.address import private_allowed
from api.jobs.webhooks.delivery import Postman, a_client
from api.store.engine import make_engine
from api.store.job_queue import JobQueue
from api.store.rota_jobs import RotaJobs
from api.store.webhooks import Webhooks


@dataclass(frozen=True)
class Shop:
    """One worker's own. `closing` is set once the worker is to end."""

    url: str
    engine: AsyncEngine
    queue: JobQueue
    rotas: RotaJobs
    postman: Postman
    closing: asyncio.Event
    clock: Callable[[], datetime] = utc_now
    new_id: Callable[[], UUID] = uuid4


@asynccontextmanager
async def opened(url: str, closing: asyncio.Event) -> AsyncIterator[Shop]:
    """The shop of a worker on a database."""
    engine = make_engine(url, size=6)
    queue = JobQueue(engine)
    try:
        async with a_client(private=private_allowed()) as client:
            postman = Postman(Webhooks(engine, queue), client, utc_now)
            yield Shop(url, engine, queue, RotaJobs(engine, queue), postman, closing)
            await queue.close()
    finally:
        await engine.dispose()
