"""Jobs of workers that died go back into the queue."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from procrastinate import App
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from api.store.engine import TRANSACTION_SECONDS

LOCK = 7_302_114_412
"""The number of the advisory lock under which one process looks: two could begin the same job twice."""

SECONDS = TRANSACTION_SECONDS - 1.0
"""How long a look may take: the lock goes when the server ends its transaction, whatever the look still waits for."""


async def rescue(app: App, engine: AsyncEngine, silent_seconds: float) -> int:
    """Put the jobs of workers silent for so long back into the queue; how many there were.

    Nothing while another process is looking. TimeoutError if the queue does not answer in time.
    """
    async with engine.begin() as connection, asyncio.timeout(SECONDS):
        alone = await connection.execute(text(f"SELECT pg_try_advisory_xact_lock({LOCK})"))
        if not alone.scalar_one():
            return 0
        stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent_seconds))
        for job in stalled:
            await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))
        await app.job_manager.prune_stalled_workers(silent_seconds)
    return len(stalled)
