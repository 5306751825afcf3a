"""Jobs of workers that died go back into the queue."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate import App
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

LOCK = 7_302_114_412
"""The number of the advisory lock under which one process looks: two could begin the same job twice."""


async def rescue(app: App, engine: AsyncEngine, silent_seconds: float) -> int:
    """Put the jobs of workers silent for so long back into the queue; how many there were.

    Nothing while another process is looking.
    """
    async with engine.begin() as connection:
        alone = await connection.execute(text(f"SELECT pg_try_advisory_xact_lock({LOCK})"))
        if not alone.scalar_one():
            return 0
        stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent_seconds))
        for job in stalled:
            await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))
        await app.job_manager.prune_stalled_workers(silent_seconds)
    return len(stalled)
