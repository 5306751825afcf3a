"""What a transaction tells at its end: the change log that feeds the pictures, the audit trail, the webhooks' events.

Written last, so that a number of the change log is soon followed by the commit, and a refusal takes no number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from api.store.events import EventKind


class Kind(StrEnum):
    """What a line of the change log is about."""

    DAY = "day"
    PATIENT = "patient"
    VISITS = "visits"
    PUBLISHED = "published"
    KEY = "key"


@dataclass(frozen=True)
class Actor:
    """Who writes, and how the audit trail calls what is done; `key` None for the practice's own commands."""

    key: UUID | None = None
    action: str | None = None


@dataclass(frozen=True)
class AuditLine:
    """A line of the audit trail; `subject` is the id of a thing, never a pseudonym."""

    action: str
    subject: str | None = None
    outcome: str = "done"
    rules: Sequence[str] = ()
    facts: Mapping[str, Any] | None = None


# One statement for three tables: none of its parts reads what another writes.
WRITE = """
    WITH audited AS (
        INSERT INTO audit (practice, at, key, attempt, action, subject, outcome, rules, facts)
        SELECT %(practice)s, coalesce(%(now)s, now()), CAST(%(key)s AS uuid), CAST(%(attempt)s AS uuid), line.*
        FROM jsonb_to_recordset(%(audits)s)
            AS line (action text, subject text, outcome text, rules text[], facts jsonb)
    ), told AS (
        INSERT INTO event (practice, kind, subject, at)
        SELECT %(practice)s, line.kind, line.subject, coalesce(%(now)s, now())
        FROM jsonb_to_recordset(%(events)s) AS line (kind text, subject text)
        WHERE EXISTS (SELECT FROM webhook WHERE practice = %(practice)s AND line.kind = ANY (events))
    )
    INSERT INTO change (practice, kind, subject, day)
    SELECT %(practice)s, line.* FROM jsonb_to_recordset(%(changes)s) AS line (kind text, subject text, day date)
    RETURNING number
"""
# An attempt is looked for where the index by age leads: at its moment, or among the last ones if the database set it.
_KEPT = """
    SELECT EXISTS (
        SELECT FROM audit WHERE practice = %(practice)s AND attempt = %(attempt)s
            AND at BETWEEN coalesce(%(now)s, now() - interval '10 minutes') AND coalesce(%(now)s, 'infinity'))
"""
_NEWEST = """
    SELECT coalesce(
        (SELECT max(number) FROM change WHERE practice = %s), (SELECT max(number) FROM change), 0)
"""


async def newest(link: psycopg.AsyncConnection[Any], practice: str) -> int:
    """The number of a practice's last line in the change log; when it was swept, of the last one of all."""
    (number,) = await (await link.execute(_NEWEST, [practice])).fetchone() or (0,)
    return int(number)


@dataclass
class Ledger:
    """Gathers what is to be told of one practice; `numbers`: those of its lines in the change log, once written.

    `now` None: by the database's clock. `attempt`: stands in its lines of the audit trail and nowhere else, so that
    they tell whether this very attempt was kept.
    """

    practice: str
    now: datetime | None
    actor: Actor = Actor()
    changes: list[tuple[Kind, str | None, date | None]] = field(default_factory=list)
    events: list[tuple[EventKind, str]] = field(default_factory=list)
    audits: list[AuditLine] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    at_least: int = 0
    attempt: UUID = field(default_factory=uuid4)
    _told: psycopg.AsyncCursor[Any] | None = None

    @property
    def token(self) -> int:
        """The number from which on a picture shows all of it."""
        return max(self.numbers, default=self.at_least)

    def changed(self, kind: Kind, subject: str | None = None, day: date | None = None) -> None:
        """A row of a picture is not what it was."""
        self.changes.append((kind, subject, day))

    def happened(self, event: EventKind, subject: UUID | str) -> None:
        """Something the webhooks may want to be told; the audit trail names it too, as `event` among the facts."""
        self.events.append((event, str(subject)))
        self.audit(event, subject, {"event": event.value})

    def audit(self, usual: str, subject: UUID | str | None, facts: Mapping[str, Any] | None = None) -> None:
        """A line of the audit trail; `usual`: what it is called if the actor does not call it anything."""
        named = None if subject is None else str(subject)
        self.audits.append(AuditLine(self.actor.action or usual, named, facts=facts))

    async def write(self, link: psycopg.AsyncConnection[Any]) -> None:
        """Write all of it, without waiting for an answer."""
        self._told = await link.execute(WRITE, self.row)

    @property
    def row(self) -> dict[str, Any]:
        """The parameters of `WRITE`."""
        changes = [{"kind": kind, "subject": subject, "day": day and str(day)} for kind, subject, day in self.changes]
        return {
            "practice": self.practice,
            "now": self.now,
            "key": self.actor.key,
            "attempt": self.attempt,
            "changes": Jsonb(changes),
            "audits": Jsonb([vars(line) for line in self.audits]),
            "events": Jsonb([{"kind": kind, "subject": subject} for kind, subject in self.events]),
        }

    async def was_kept(self, link: psycopg.AsyncConnection[Any]) -> bool:
        """Whether a transaction that is over was kept; what left no line of the audit trail cannot be known."""
        asked = {"practice": self.practice, "attempt": self.attempt, "now": self.now}
        (kept,) = await (await link.execute(_KEPT, asked)).fetchone() or (False,)
        self.at_least = await newest(link, self.practice)
        return bool(kept)

    async def read_numbers(self) -> None:
        """Learn the numbers that the lines got."""
        if self._told is not None:
            self.numbers = [number for (number,) in await self._told.fetchall()]
