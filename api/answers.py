"""What every answer to a write bears: the thing as it is now, its version, and the consistency token."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel
from starlette.responses import Response

from api.dependencies import TOKEN, Call
from api.errors import BadFieldsError
from api.idempotency import REPLAYED
from scheduler.booking.store import Memo, Written

Kept = TypeVar("Kept")
View = TypeVar("View", bound=BaseModel)


async def done_once(
    call: Call, memo: Memo[Kept] | None, write: Callable[[], Awaitable[Written[Kept]]]
) -> Written[Kept]:
    """What a write gives; where its ids refer to nothing any more, what it answered the first time."""
    try:
        return await write()
    except BadFieldsError:
        again = await call.store().remembered(call.practice, memo) if memo else None
        if again is None:
            raise
        return again


def show_written(
    response: Response, written: Written[Kept], model: type[View], view: Callable[[Kept], View], path: str = ""
) -> View:
    """What a write left, or what was said the first time; `path` leads to where it can be read."""
    shown = _shown(written, model, view)
    mark_token(response, written.token)
    if written.again:
        response.headers[REPLAYED] = "true"
    if path:
        response.headers["Location"] = f"{path}/{getattr(shown, 'id', '')}"
    return mark_version(response, shown)


def mark_version(response: Response, shown: View) -> View:
    """Give the answer the ETag of the thing, if it counts versions."""
    version = getattr(shown, "version", None)
    if version is not None:
        response.headers["ETag"] = f'"{version}"'
    return shown


def mark_token(response: Response, token: int) -> None:
    """Give the answer the token from which on a search shows the write."""
    if token:
        response.headers[TOKEN] = str(token)


def remembering(view: Callable[[Kept], BaseModel]) -> Callable[[Kept], Mapping[str, Any]]:
    """What is remembered of an answer."""
    return lambda kept: view(kept).model_dump(mode="json", by_alias=True)


def _shown(written: Written[Kept], model: type[View], view: Callable[[Kept], View]) -> View:
    if written.again:
        return model.model_validate(written.answer)
    if written.thing is None:
        raise ValueError("a write that was not done before leaves a thing")
    return view(written.thing)
