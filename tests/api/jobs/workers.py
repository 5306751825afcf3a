"""Real worker processes, and waiting for what they do."""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar
from uuid import UUID, uuid4

import psycopg

from api.clock import utc_now
from api.jobs.worker import WorkerSettings, worker_command, worker_environment
from api.store.engine import make_engine
from api.store.job_queue import JobQueue
from api.store.rota_jobs import Asked, RotaJobs, RotaRecord

Found = TypeVar("Found")

PRACTICE = "the-practice"
REQUEST = "fingerprint"
LIVELY = WorkerSettings(beat=0.3, silent=2.0)
"""A worker whose death is noticed within moments."""

PATIENCE = 120.0


@contextmanager
def a_worker(url: str, settings: WorkerSettings = LIVELY, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process, killed at the end unless it has ended."""
    process = subprocess.Popen(worker_command(settings), env=worker_environment(url) | environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def until(look: Callable[[], Awaitable[Found | None]]) -> Found:
    """What a look finds, as soon as it finds something; fails when it finds nothing for a long time."""
    deadline = time.monotonic() + PATIENCE
    while (found := await look()) is None:
        assert time.monotonic() < deadline, "waited in vain"
        await asyncio.sleep(0.02)
    return found


@asynccontextmanager
async def the_jobs(url: str) -> AsyncIterator[RotaJobs]:
    """The rota jobs of a database, as the web service has them."""
    engine = make_engine(url)
    try:
        yield RotaJobs(engine, JobQueue(engine))
    finally:
        await engine.dispose()


async def asked(jobs: RotaJobs, question: dict[str, Any]) -> UUID:
    """The id of a rota that was just asked for."""
    record = await jobs.ask(Asked(PRACTICE, uuid4(), question, REQUEST, utc_now()))
    return record.id


async def until_job(jobs: RotaJobs, rota: UUID, so: Callable[[RotaRecord], bool]) -> RotaRecord:
    """The job as soon as something is so."""

    async def look() -> RotaRecord | None:
        record = await jobs.record(PRACTICE, rota)
        return record if so(record) else None

    return await until(look)


async def until_no_job(url: str) -> None:
    """Wait until no rota is in the queue, neither waiting nor under way."""

    async def look() -> bool | None:
        async with await psycopg.AsyncConnection.connect(url) as link:
            found = await link.execute("SELECT 1 FROM procrastinate.procrastinate_jobs WHERE task_name = 'rota'")
            return None if await found.fetchone() else True

    await until(look)


def has_rota(record: RotaRecord) -> bool:
    """Whether its search has come to a first rota."""
    return bool(record.progress and record.progress["cost"] is not None)
