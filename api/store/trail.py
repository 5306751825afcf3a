"""Lines of the audit trail and of the events that webhooks are told, to be written with the change they tell of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, Row, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from api.store.events import EventKind
from api.store.ledger import WRITE, Actor, AuditLine, Ledger
from api.store.tables import audit

# The ledger's own statement, in SQLAlchemy's spelling.
_WRITE = text(re.sub(r"%\((\w+)\)s", r":\1", WRITE))


def written(ledger: Ledger) -> Executable:
    """All that a ledger tells, to be written by a transaction of SQLAlchemy's."""
    return _WRITE.bindparams(**ledger.row)


def audited(
    practice: str, now: datetime, by: UUID | None, action: str, subject: object, *, outcome: str = "done"
) -> Executable:
    """A write that was done with a key, None for the service itself; `subject` is never a pseudonym."""
    line = AuditLine(action, None if subject is None else str(subject), outcome)
    return written(Ledger(practice, now, Actor(by), audits=[line]))


async def read_trail(
    engine: AsyncEngine, practice: str, period: tuple[datetime | None, datetime | None], *, after: int, count: int
) -> Sequence[Row[Any]]:
    """`count` lines of a practice beyond a number, in the order of writing, from a moment on and before another."""
    since, until = period
    wanted = [audit.c.practice == practice, audit.c.number > after]
    wanted += [audit.c.at >= since] if since else []
    wanted += [audit.c.at < until] if until else []
    asked = select(audit).where(*wanted).order_by(audit.c.number).limit(count)
    async with engine.connect() as connection:
        return (await connection.execute(asked)).all()


def told(practice: str, now: datetime, kind: EventKind, subject: object) -> Executable:
    """An event, if any webhook wants its kind; `subject` is never a pseudonym."""
    return written(Ledger(practice, now, events=[(kind, str(subject))]))
