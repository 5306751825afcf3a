"""Routes whose answers to POST are remembered under the client's idempotency key."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from starlette.responses import Response

from api.actions import subject_of
from api.dependencies import Call, call_of
from api.errors import StillRunningError
from api.idempotency import REPLAYED, client_key, fingerprint
from api.store.tables import memo
from api.store.trail import audited
from scheduler.booking.store import MemoReusedError

ABANDONED = timedelta(minutes=5)
"""After so long without an answer a request counts as never made: its process died. No route takes as long."""
KEPT_HEADERS = ("location", "etag", "creneau-token", "content-type")

Answering = Callable[[Request], Coroutine[Any, Any, Response]]


class RememberedRoute(APIRoute):
    """A route that answers a POST again, and does not do it again, when the same idempotency key comes twice.

    Answers that succeed are remembered; what was refused is asked anew. Routes of the front desk do not need it:
    the store remembers those in the same transaction.
    """

    hidden: tuple[str, ...] = ()

    def get_route_handler(self) -> Answering:
        """What the route does itself, with a memory."""
        plain = super().get_route_handler()

        async def remembering(request: Request) -> Response:
            if request.method != "POST" or client_key(request) is None:
                return await plain(request)
            return await _remembered(request, plain, self.hidden)

        return remembering


def secret_once(field: str) -> type[RememberedRoute]:
    """The class of routes that make a secret: asked again they say everything but that field, which is kept nowhere."""

    class SecretOnceRoute(RememberedRoute):
        hidden = (field,)

    return SecretOnceRoute


async def _remembered(request: Request, answering: Answering, hidden: tuple[str, ...]) -> Response:
    call = await call_of(request)
    answers = Answers(call.parts.engine, call, f"{call.caller.key}:{client_key(request)}", await fingerprint(request))
    earlier = await answers.begin()
    if earlier is not None:
        return earlier
    try:
        response = await answering(request)
    except Exception:
        with suppress(SQLAlchemyError):  # what went wrong is told, not that it cannot be forgotten
            await answers.forget()
        raise
    with suppress(SQLAlchemyError):  # what was done is told, even if nobody can remember it
        await answers.keep(response, hidden)
    return response


class Answers:
    """The answer remembered under one idempotency key. A line without an answer says that it is being made."""

    def __init__(self, engine: AsyncEngine, call: Call, key: str, asked: str) -> None:
        self._engine = engine
        self._call = call
        self._line = {"practice": call.practice, "key": key}
        self._this = (memo.c.practice == call.practice) & (memo.c.key == key)
        self._asked = asked
        self._mine = self._this & memo.c.answer.is_(None) & (memo.c.at == call.now)

    async def begin(self) -> Response | None:
        """The answer given before, None if it is ours to make; `MemoReusedError`, `StillRunningError`."""
        async with self._engine.begin() as connection:
            if await self._taken(connection, self._call.now):
                return None
            line = (await connection.execute(select(memo.c.fingerprint, memo.c.answer).where(self._this))).one_or_none()
        if line is not None and line.fingerprint != self._asked:
            raise MemoReusedError
        if line is None or line.answer is None:
            raise StillRunningError
        await self._tell_again()
        return Response(
            line.answer["body"].encode(), line.answer["status"], {**line.answer["headers"], REPLAYED: "true"}
        )

    async def _tell_again(self) -> None:
        """Tell the audit trail of a write that was asked for again; what writes nothing leaves no line."""
        call = self._call
        if call.action is not None:
            subject = subject_of(call.request.scope)
            line = audited(call.practice, call.now, call.caller.key, call.action, subject, outcome="again")
            async with self._engine.begin() as connection:
                await connection.execute(line)

    async def _taken(self, connection: AsyncConnection, now: datetime) -> bool:
        line = insert(memo).values(**self._line, fingerprint=self._asked, at=now)
        taken = line.on_conflict_do_update(
            index_elements=[memo.c.practice, memo.c.key],
            set_={"fingerprint": line.excluded.fingerprint, "at": line.excluded.at},
            where=memo.c.answer.is_(None) & (memo.c.at < now - ABANDONED),
        )
        return (await connection.execute(taken.returning(memo.c.key))).one_or_none() is not None

    async def keep(self, response: Response, hidden: tuple[str, ...] = ()) -> None:
        """Remember an answer, if it is a good one, with null for its hidden fields; not if another has taken over."""
        if response.status_code >= 400:
            await self.forget()
            return
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        answer = {"status": response.status_code, "headers": headers, "body": _without(bytes(response.body), hidden)}
        async with self._engine.begin() as connection:
            await connection.execute(update(memo).where(self._mine).values(answer=answer))

    async def forget(self) -> None:
        """Let the request be made again, unless another has taken over."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(memo).where(self._mine))


def _without(body: bytes, hidden: tuple[str, ...]) -> str:
    if not hidden:
        return body.decode()
    facts = json.loads(body)
    return json.dumps({name: None if name in hidden else fact for name, fact in facts.items()}, ensure_ascii=False)
