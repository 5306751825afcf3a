"""Refusals on their way into the audit trail: written together, so that many at once cost little more than one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from api.errors import kind_of
from api.judging import RulesBrokenError
from api.store.tables import audit
from scheduler.booking.refusal import RefusedError

REFUSING = frozenset({403, 404, 409, 412, 422, 428})
"""The statuses of a request that was understood and not done: neither unreadable, nor too many, nor a fault of ours."""


def rules_of(error: Exception) -> tuple[str, ...]:
    """What refuses, as the trail names it: rules where rules decide, otherwise the kind of problem."""
    if isinstance(error, RefusedError):
        return tuple(refusal.rule for refusal in error.refusals)
    if isinstance(error, RulesBrokenError):
        return tuple(dict.fromkeys(one.rule for one in error.broken))
    kind = kind_of(error)
    return (kind.name,) if kind.status in REFUSING else ()


@dataclass(frozen=True, slots=True)
class Refused:
    """One refusal, as the trail keeps it; `subject` is never a pseudonym."""

    practice: str
    at: datetime
    key: UUID
    action: str
    subject: str | None
    rules: Sequence[str]

    @property
    def row(self) -> dict[str, object]:
        """The line of the table."""
        told = {"key": self.key, "action": self.action, "subject": self.subject, "rules": list(self.rules)}
        return {"practice": self.practice, "at": self.at, "outcome": "refused", **told}


class Refusals:
    """Writes refusals: those that come while others are written go together in the next transaction.

    As plain rows: a ledger for each, with its changes and events that there never are, costs twice as much.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._waiting: list[tuple[Refused, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def tell(self, refused: Refused) -> None:
        """Returns once the refusal is in the trail. Errors: those of SQLAlchemy."""
        told: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((refused, told))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        await told

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            error = await self._written([refused.row for refused, _ in batch])
            for told in (told for _, told in batch if not told.done()):
                told.set_result(None) if error is None else told.set_exception(error)

    async def _written(self, rows: list[dict[str, object]]) -> Exception | None:
        try:
            async with self._engine.begin() as connection:
                await connection.execute(insert(audit), rows)
        except Exception as error:  # it is raised where the refusal was told
            return error
        return None
