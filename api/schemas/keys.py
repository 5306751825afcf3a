"""Keys over HTTP: what makes one, and how it is shown."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints

from api.auth import KeyRecord
from api.key_terms import LONGEST_NAME, MOST_PER_MINUTE, NAME
from api.schemas.model import Model, Moment, counted
from api.scopes import Scope


class KeyOrder(Model):
    """A key to make. It can be allowed no more than the key that makes it."""

    name: Annotated[str, StringConstraints(pattern=NAME, max_length=LONGEST_NAME)]
    scopes: Annotated[tuple[Scope, ...], Field(min_length=1, max_length=len(Scope))]
    per_minute: Annotated[int, Field(ge=1, le=MOST_PER_MINUTE), BeforeValidator(counted)] | None = None


class KeyView(Model):
    """A key as it is listed: without its secret."""

    id: UUID
    name: str
    scopes: tuple[Scope, ...]
    per_minute: int
    created_at: Moment
    revoked_at: Moment | None


class NewKey(KeyView):
    """A key just made; `key` is shown this once. Asked again with the same idempotency key, it is null."""

    key: str | None


class KeyPage(Model):
    """Keys of the practice, those revoked too; `next_page` is null on the last page."""

    keys: tuple[KeyView, ...]
    next_page: str | None


def key_view(record: KeyRecord) -> KeyView:
    """A key as it is shown, its moments in UTC."""
    caller = record.caller
    return KeyView(
        id=caller.key,
        name=caller.name,
        scopes=tuple(sorted(caller.scopes)),
        per_minute=caller.per_minute,
        created_at=record.created_at,
        revoked_at=record.revoked_at,
    )
