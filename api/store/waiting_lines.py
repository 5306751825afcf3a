"""Where somebody waits for time that comes free, as far as the job queue must know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from api.store.tables import waiting

LATELY = timedelta(minutes=10)
"""How far back to look for offers that ran out: the sweep comes every minute."""


async def anybody_waits(engine: AsyncEngine, practice: str) -> bool:
    """Whether a practice's waiting list holds an open line."""
    asked = select(waiting.c.id).where(waiting.c.practice == practice, waiting.c.closed_at.is_(None)).limit(1)
    async with engine.connect() as connection:
        return (await connection.execute(asked)).first() is not None


async def with_lapsed_offers(engine: AsyncEngine, now: datetime) -> Sequence[str]:
    """The practices in which an offer has lately run out, so that others may have the time."""
    asked = select(waiting.c.practice).where(waiting.c.closed_at.is_(None)).distinct()
    async with engine.connect() as connection:
        lapsed = asked.where(waiting.c.offered_until.between(now - LATELY, now))
        return (await connection.execute(lapsed)).scalars().all()
