"""Routes whose answers to POST are remembered under the client's idempotency key."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from starlette.responses import Response

from api.dependencies import Call, call_of
from api.errors import StillRunningError
from api.idempotency import REPLAYED, client_key, fingerprint
from api.store.tables import memo
from scheduler.booking.store import MemoReusedError

ABANDONED = timedelta(minutes=1)
"""After so long without an answer a request counts as never made: its process died."""
KEPT_HEADERS = ("location", "etag", "creneau-token", "content-type")

SECRETS = ("key", "secret", "url")
"""Fields of answers that are shown once and never kept."""

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class RememberedRoute(APIRoute):
    """A route that answers a POST again, and does not do it again, when the same idempotency key comes twice.

    Answers that succeed are remembered; what was refused is asked anew. Routes of the front desk do not need it:
    the store remembers those in the same transaction.
    """

    hidden: tuple[str, ...] = ()

    def get_route_handler(self) -> Handler:
        """The route's own handler, with a memory."""
        handler = super().get_route_handler()

        async def remembering(request: Request) -> Response:
            if request.method != "POST" or client_key(request) is None:
                return await handler(request)
            return await _remembered(request, handler, self.hidden)

        return remembering


class SecretOnceRoute(RememberedRoute):
    """A route that makes a secret: asked again it says everything but the secret, which is kept nowhere."""

    hidden = SECRETS


async def _remembered(request: Request, handler: Handler, hidden: tuple[str, ...]) -> Response:
    call = await call_of(request)
    answers = Answers(call.parts.engine, call, f"{call.caller.key}:{client_key(request)}", await fingerprint(request))
    earlier = await answers.begin(call.now)
    if earlier is not None:
        return earlier
    try:
        response = await handler(request)
    except Exception:
        await answers.forget()
        raise
    await answers.keep(response, hidden)
    return response


class Answers:
    """The answer remembered under one idempotency key. A line without an answer says that it is being made."""

    def __init__(self, engine: AsyncEngine, call: Call, key: str, asked: str) -> None:
        self._engine = engine
        self._line = {"practice": call.practice, "key": key}
        self._this = (memo.c.practice == call.practice) & (memo.c.key == key)
        self._asked = asked

    async def begin(self, now: datetime) -> Response | None:
        """The answer given before, None if it is ours to make; `MemoReusedError`, `StillRunningError`."""
        async with self._engine.begin() as connection:
            if await self._taken(connection, now):
                return None
            line = (await connection.execute(select(memo.c.fingerprint, memo.c.answer).where(self._this))).one_or_none()
        if line is not None and line.fingerprint != self._asked:
            raise MemoReusedError
        if line is None or line.answer is None:
            raise StillRunningError
        return Response(
            line.answer["body"].encode(), line.answer["status"], {**line.answer["headers"], REPLAYED: "true"}
        )

    async def _taken(self, connection: AsyncConnection, now: datetime) -> bool:
        line = insert(memo).values(**self._line, fingerprint=self._asked, at=now)
        taken = line.on_conflict_do_update(
            index_elements=[memo.c.practice, memo.c.key],
            set_={"fingerprint": line.excluded.fingerprint, "at": line.excluded.at},
            where=memo.c.answer.is_(None) & (memo.c.at < now - ABANDONED),
        )
        return (await connection.execute(taken.returning(memo.c.key))).one_or_none() is not None

    async def keep(self, response: Response, hidden: tuple[str, ...] = ()) -> None:
        """Remember an answer, if it is a good one, with null for its hidden fields."""
        if response.status_code >= 400:
            await self.forget()
            return
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        answer = {"status": response.status_code, "headers": headers, "body": _without(bytes(response.body), hidden)}
        async with self._engine.begin() as connection:
            await connection.execute(update(memo).where(self._this).values(answer=answer))

    async def forget(self) -> None:
        """Let the request be made again."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(memo).where(self._this & memo.c.answer.is_(None)))


def _without(body: bytes, hidden: tuple[str, ...]) -> str:
    if not hidden:
        return body.decode()
    facts = json.loads(body)
    return json.dumps({name: None if name in hidden else fact for name, fact in facts.items()}, ensure_ascii=False)
