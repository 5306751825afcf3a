"""Webhooks and the events they are told, as the tables `webhook` and `event` keep them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, Row, delete, literal, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from api.store.events import ToldEvent
from api.store.job_queue import JobQueue
from api.store.tables import event, webhook
from api.store.trail import audited
from scheduler.booking.store import MemoReusedError, Place, UnknownError

KEPT_FAILURES = 10
"""How many failures of a webhook are kept, the newest first."""

AT_ONCE = 500
"""Events taken out in one transaction."""


@dataclass(frozen=True)
class Webhook:
    """A URL of a practice that is told some kinds of events; `failures` as `Failure` in JSON, newest first."""

    practice: str
    id: UUID
    url: str
    secret: str = field(repr=False)
    events: tuple[str, ...]
    created_at: datetime
    failures: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Failure:
    """A message that was not taken: `reason` an HTTP status or what went wrong; `given_up`: it is not tried again."""

    event: int
    kind: str
    at: datetime
    reason: str
    attempts: int
    given_up: bool


class Webhooks:
    """The webhooks of all practices. Every method is one transaction."""

    def __init__(self, engine: AsyncEngine, queue: JobQueue) -> None:
        self._engine = engine
        self._queue = queue

    async def create(self, made: Webhook, by: UUID | None = None) -> Webhook:
        """Keep a new webhook; created again under the same id it is given as it is kept.

        `MemoReusedError` if the id stands for another one.
        """
        columns = {name: getattr(made, name) for name in ("practice", "id", "url", "secret", "created_at")}
        values = columns | {"events": list(made.events)}
        async with self._engine.begin() as connection:
            new = insert(webhook).values(**values).on_conflict_do_nothing().returning(webhook.c.id)
            if (await connection.execute(new)).first() is not None:
                await connection.execute(audited(made.practice, made.created_at, by, "webhook.create", made.id))
            kept = await _webhook(connection, made.practice, made.id)
        if (kept.url, kept.events) != (made.url, made.events):
            raise MemoReusedError
        return kept

    async def one(self, practice: str, id_: UUID) -> Webhook:
        """One webhook. `UnknownError`."""
        async with self._engine.connect() as connection:
            return await _webhook(connection, practice, id_)

    async def listed(self, practice: str, after: Place | None = None, count: int | None = None) -> list[Webhook]:
        """The webhooks of a practice, in order of making: `count` beyond `after`, otherwise all."""
        async with self._engine.connect() as connection:
            return await _of_practice(connection, practice, after, count)

    async def delete(self, practice: str, id_: UUID, now: datetime, by: UUID | None = None) -> None:
        """End a webhook; what was to be sent to it is not. `UnknownError`."""
        async with self._engine.begin() as connection:
            gone = await connection.execute(delete(webhook).where(_this(practice, id_)))
            if not gone.rowcount:
                raise UnknownError
            await connection.execute(audited(practice, now, by, "webhook.delete", id_))

    async def event(self, practice: str, number: int) -> ToldEvent:
        """One event. `UnknownError`."""
        asked = select(event).where(event.c.practice == practice, event.c.number == number)
        async with self._engine.connect() as connection:
            row = (await connection.execute(asked)).one_or_none()
        if row is None:
            raise UnknownError
        return ToldEvent(row.practice, row.number, row.kind, row.subject, row.at)

    async def practices_with_news(self) -> Sequence[str]:
        """The practices that have events nobody was told of."""
        asked = select(event.c.practice).where(event.c.sent_at.is_(None)).distinct()
        async with self._engine.connect() as connection:
            return (await connection.execute(asked)).scalars().all()

    async def dispatch(self, practice: str, now: datetime) -> int:
        """Put a message for every webhook and new event into the queue, each once; how many events there were.

        The oldest first, at most `AT_ONCE`. Several may do so at once.
        """
        async with self._engine.begin() as connection:
            news = (await connection.execute(_taken(practice, now))).all()
            hooks = await _of_practice(connection, practice) if news else []
            told = [(hook.id, new.number) for new in sorted(news) for hook in hooks if new.kind in hook.events]
            await self._queue.deliveries(connection, practice, told)
        return len(news)

    async def failed(self, practice: str, id_: UUID, failure: Failure) -> None:
        """Note a failure; an older one of the same event gives way to it."""
        told = _as_data(failure)
        async with self._engine.begin() as connection:
            before = await _failures(connection, practice, id_)
            others = [one for one in before if one["event"] != told["event"]]
            await _keep_failures(connection, practice, id_, [told, *others])

    async def delivered(self, practice: str, id_: UUID, number: int) -> None:
        """Note that a message that had failed was taken in the end."""
        async with self._engine.begin() as connection:
            before = await _failures(connection, practice, id_)
            told = [one | {"delivered": True} if one["event"] == str(number) else one for one in before]
            await _keep_failures(connection, practice, id_, told)


async def _failures(connection: AsyncConnection, practice: str, id_: UUID) -> list[dict[str, Any]]:
    """The failures of a webhook, which nobody else may change in the meantime; none of one that is gone."""
    asked = select(webhook.c.failures).where(_this(practice, id_)).with_for_update()
    return (await connection.execute(asked)).scalar_one_or_none() or []


async def _keep_failures(connection: AsyncConnection, practice: str, id_: UUID, failures: list[dict[str, Any]]) -> None:
    kept = update(webhook).where(_this(practice, id_)).values(failures=failures[:KEPT_FAILURES])
    await connection.execute(kept)


def _this(practice: str, id_: UUID) -> ColumnElement[bool]:
    return (webhook.c.practice == practice) & (webhook.c.id == id_)


def _taken(practice: str, now: datetime) -> Executable:
    """The statement that marks new events as sent and gives them; those another one takes are passed over."""
    new = (
        select(event.c.number)
        .where(event.c.practice == practice, event.c.sent_at.is_(None))
        .order_by(event.c.number)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = update(event).where(event.c.practice == practice, event.c.number.in_(new)).values(sent_at=now)
    return taken.returning(event.c.number, event.c.kind)


async def _webhook(connection: AsyncConnection, practice: str, id_: UUID) -> Webhook:
    row = (await connection.execute(select(webhook).where(_this(practice, id_)))).one_or_none()
    if row is None:
        raise UnknownError
    return _webhook_of(row)


async def _of_practice(
    connection: AsyncConnection, practice: str, after: Place | None = None, count: int | None = None
) -> list[Webhook]:
    place = (webhook.c.created_at, webhook.c.id)
    asked = select(webhook).where(webhook.c.practice == practice).order_by(*place).limit(count)
    if after is not None:
        asked = asked.where(tuple_(*place) > tuple_(*map(literal, after)))
    return [_webhook_of(row) for row in (await connection.execute(asked)).all()]


def _webhook_of(row: Row[Any]) -> Webhook:
    return Webhook(row.practice, row.id, row.url, row.secret, tuple(row.events), row.created_at, tuple(row.failures))


def _as_data(failure: Failure) -> dict[str, Any]:
    return {
        "event": str(failure.event),
        "kind": failure.kind,
        "at": failure.at.isoformat(),
        "reason": failure.reason,
        "attempts": failure.attempts,
        "given_up": failure.given_up,
        "delivered": False,
    }
