"""A process whose supervisor was killed ends itself, so that no port and no database stays taken."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from api.supervisor import SUPERVISOR

BETWEEN_LOOKS = 1.0


@asynccontextmanager
async def ending_with_supervisor() -> AsyncIterator[None]:
    """While inside, end this process well once its supervisor is gone; nothing without a supervisor."""
    supervisor = os.environ.get(SUPERVISOR)
    watching = asyncio.create_task(_watch(int(supervisor))) if supervisor else None
    try:
        yield
    finally:
        if watching is not None:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching


async def _watch(supervisor: int) -> None:
    while os.getppid() == supervisor:
        await asyncio.sleep(BETWEEN_LOOKS)
    os.kill(os.getpid(), signal.SIGTERM)
