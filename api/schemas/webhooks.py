"""Webhooks over HTTP: what makes one, and how it is shown."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from api.schemas.model import Model, Moment
from api.store.events import EventKind
from api.store.webhooks import Webhook

LONGEST_URL = 2_000


class WebhookOrder(Model):
    """An address of yours that is told of some kinds of events."""

    url: Annotated[str, StringConstraints(pattern=r"^https?://[!-~]+$", max_length=LONGEST_URL)]
    events: Annotated[tuple[EventKind, ...], Field(min_length=1, max_length=len(EventKind))]


class FailureView(Model):
    """A message that was not taken.

    `reason`: the HTTP status, or what went wrong. `given_up`: it is not tried again. `delivered`: it was taken later.
    """

    event: str
    kind: str
    at: Moment
    reason: str
    attempts: int
    given_up: bool
    delivered: bool


class WebhookView(Model):
    """A webhook, with its last failures, newest first."""

    id: UUID
    url: str
    events: tuple[EventKind, ...]
    created_at: Moment
    failures: tuple[FailureView, ...]


class NewWebhook(WebhookView):
    """A webhook just made; `secret` is shown this once. Asked again with the same idempotency key, it is null."""

    secret: str | None


class WebhookPage(Model):
    """Webhooks of the practice; `next_page` is null on the last page."""

    webhooks: tuple[WebhookView, ...]
    next_page: str | None


def webhook_view(webhook: Webhook) -> WebhookView:
    """A webhook as it is shown, its moments in UTC."""
    return WebhookView(
        id=webhook.id,
        url=webhook.url,
        events=tuple(EventKind(kind) for kind in webhook.events),
        created_at=webhook.created_at,
        failures=tuple(FailureView.model_validate(failure) for failure in webhook.failures),
    )
