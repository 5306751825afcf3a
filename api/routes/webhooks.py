"""Webhooks of the caller's practice."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from api.dependencies import Call, needs
from api.errors import BadFieldsError, FieldProblem
from api.jobs.webhooks.address import private_allowed, url_fault
from api.remembered import secret_once
from api.schemas.model import PlaceCursor, a_place, page_of
from api.schemas.webhooks import NewWebhook, WebhookOrder, WebhookPage, WebhookView, webhook_view
from api.scopes import Scope
from api.store.webhooks import Webhook, Webhooks

router = APIRouter(tags=["webhooks"], route_class=secret_once("secret"))

Writes = Annotated[Call, Depends(needs(Scope.WEBHOOKS_WRITE))]
PATH = "/webhooks"


@router.post(PATH, status_code=201, summary="Make a webhook")
async def make(body: WebhookOrder, call: Writes, response: Response) -> NewWebhook:
    """Have an address told of events; messages are signed with the secret, which is shown this once."""
    if fault := url_fault(body.url, private=private_allowed()):
        raise BadFieldsError((FieldProblem("url", fault),))
    secret = f"whsec_{call.parts.settings.new_secret()}"
    made = Webhook(call.practice, call.new_id(), body.url, secret, tuple(dict.fromkeys(body.events)), call.now)
    kept = await _webhooks(call).create(made, call.caller.key)
    response.headers["Location"] = f"{PATH}/{kept.id}"
    return NewWebhook(**webhook_view(kept).model_dump(), secret=kept.secret)


@router.get(PATH, summary="List webhooks")
async def list_webhooks(
    call: Writes, count: Annotated[int, Query(ge=1, le=500)] = 100, page: PlaceCursor | None = None
) -> WebhookPage:
    """Webhooks of the practice, without their secrets, in order of making."""
    found = await _webhooks(call).listed(call.practice, a_place(page) if page else None, count + 1)
    shown, following = page_of(found, count, lambda one: (one.created_at, one.id))
    return WebhookPage(webhooks=tuple(webhook_view(one) for one in shown), next_page=following)


@router.get(f"{PATH}/{{webhook:uuid}}", summary="Read a webhook")
async def read(webhook: UUID, call: Writes) -> WebhookView:
    """One webhook, with the messages that were not taken."""
    return webhook_view(await _webhooks(call).one(call.practice, webhook))


@router.delete(f"{PATH}/{{webhook:uuid}}", status_code=204, summary="End a webhook")
async def end(webhook: UUID, call: Writes) -> None:
    """Send nothing more to it, not even what was waiting."""
    await _webhooks(call).delete(call.practice, webhook, call.now, call.caller.key)


def _webhooks(call: Call) -> Webhooks:
    return Webhooks(call.parts.engine, call.parts.queue)
