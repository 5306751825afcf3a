"""Lines of the audit trail and of the events that webhooks are told, to be written with the change they tell of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Insert, exists, insert, literal, select

from api.store.tables import audit, event, webhook


def audited(practice: str, now: datetime, by: UUID | None, action: str, subject: object) -> Insert:
    """A write that was done with a key, None for the service itself; `subject` is never a pseudonym."""
    return insert(audit).values(practice=practice, at=now, key=by, action=action, subject=str(subject), outcome="done")


def told(practice: str, now: datetime, kind: str, subject: object) -> Insert:
    """An event of a kind of `api.jobs.webhooks.events`, if any webhook wants it; `subject` is never a pseudonym."""
    wanted = exists().where(webhook.c.practice == practice, webhook.c.events.any_() == kind)
    columns = (literal(practice), literal(now), literal(kind), literal(str(subject)))
    return insert(event).from_select(["practice", "at", "kind", "subject"], select(*columns).where(wanted))
