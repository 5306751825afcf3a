"""Keys of the caller's practice."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from api.auth import Caller, KeyRecord
from api.dependencies import Call, needs
from api.errors import BadFieldsError, FieldProblem
from api.key_terms import USUAL_PER_MINUTE
from api.remembered import secret_once
from api.schemas.keys import KeyOrder, KeyPage, KeyView, NewKey, key_view
from api.schemas.model import PlaceCursor, a_place, page_of
from api.scopes import Scope

router = APIRouter(tags=["keys"], route_class=secret_once("key"))

Writes = Annotated[Call, Depends(needs(Scope.KEYS_WRITE))]


@router.post("/keys", status_code=201, summary="Make a key")
async def make(body: KeyOrder, call: Writes, response: Response) -> NewKey:
    """Make a key, which is shown this once; it can be allowed no more than the key that makes it."""
    for scope in body.scopes:
        call.allow(scope)
    rate = _rate(body.per_minute, call.caller.per_minute)
    caller = Caller(call.parts.settings.new_id(), call.practice, body.name, frozenset(body.scopes), rate)
    token = await call.parts.keys.create(caller, call.parts.settings.new_secret(), call.now, by=call.caller.key)
    response.headers["Location"] = f"/keys/{caller.key}"
    return NewKey(**key_view(KeyRecord(caller, call.now)).model_dump(), key=token)


@router.get("/keys", summary="List keys")
async def list_keys(
    call: Writes, count: Annotated[int, Query(ge=1, le=500)] = 100, page: PlaceCursor | None = None
) -> KeyPage:
    """Keys of the practice, those revoked too, without their secrets, in order of making."""
    found = await call.parts.keys.listed(call.practice, a_place(page) if page else None, count + 1)
    shown, following = page_of(found, count, lambda one: (one.created_at, one.caller.key))
    return KeyPage(keys=tuple(key_view(one) for one in shown), next_page=following)


@router.get("/keys/{key}", summary="Read a key")
async def read(key: UUID, call: Writes) -> KeyView:
    """One key, without its secret."""
    return key_view(await call.parts.keys.one(call.practice, key))


@router.delete("/keys/{key}", summary="Revoke a key")
async def revoke(key: UUID, call: Writes) -> KeyView:
    """End a key for good; a second time changes nothing."""
    return key_view(await call.parts.keys.revoke(call.practice, key, call.now, by=call.caller.key))


def _rate(wanted: int | None, most: int) -> int:
    """The rate of a new key, never beyond that of the key which makes it."""
    if wanted is not None and wanted > most:
        raise BadFieldsError((FieldProblem("per_minute", "field-at-most", {"limit": most}, wanted),))
    return wanted or min(most, USUAL_PER_MINUTE)
