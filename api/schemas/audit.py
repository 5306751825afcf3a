"""The audit trail as it is read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api.schemas.model import Model, Moment


class AuditLine(Model):
    """One write or refusal. `key`: the key that asked, null for the practice's own commands and jobs.

    `outcome`: done, again (an idempotent replay) or refused, by `rules`.
    """

    number: int
    at: Moment
    key: UUID | None
    action: str
    subject: str | None
    outcome: str
    rules: tuple[str, ...]
    facts: dict[str, Any] | None


class AuditPage(Model):
    """Lines in the order of writing; `next_page` is null at the end of the trail."""

    lines: tuple[AuditLine, ...]
    next_page: str | None
