"""What every route is handed: who asks, for which practice, when, in which language, and the desk that serves it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase
from sqlalchemy.ext.asyncio import AsyncEngine

from api.actions import action_of
from api.auth import Caller, Keys
from api.errors import BadHeaderError, NotPublishedError, PreconditionMissingError, ScopeMissingError
from api.idempotency import client_key, fingerprint, id_from
from api.known import Known, KnownIds
from api.language import language_of
from api.limits import Limits
from api.refusals import Refusals
from api.scopes import Scope
from api.settings import Settings
from api.store.job_queue import JobQueue
from api.store.postgres import PostgresStore
from scheduler.booking.days import Diary
from scheduler.booking.desk import FrontDesk
from scheduler.booking.store import Memo, UnknownError
from scheduler.zones import zone_of

Kept = TypeVar("Kept")

TOKEN = "Creneau-Token"  # noqa: S105 - the name of a header
LONGEST_TOKEN = 18
ETAG = re.compile(r'"?(\d{1,9})"?')


@dataclass(frozen=True)
class Parts:
    """What a process keeps between requests."""

    settings: Settings
    store: PostgresStore
    keys: Keys
    limits: Limits
    queue: JobQueue
    known: KnownIds
    refusals: Refusals

    @property
    def engine(self) -> AsyncEngine:
        """The connections to the database."""
        return self.store.engine


def parts_of(request: Request) -> Parts:
    """What this process keeps between requests."""
    parts: Parts = request.app.state.parts
    return parts


class Call:
    """One authorised request: everything a route needs beside its own body and path.

    `now` in UTC, the same for the whole request. `token`: the consistency token that the client sent, 0 without.
    """

    __slots__ = ("caller", "now", "parts", "request", "token")

    def __init__(self, request: Request, caller: Caller, parts: Parts) -> None:
        self.request = request
        self.caller = caller
        self.parts = parts
        self.now = parts.settings.clock()
        self.token = 0

    @property
    def practice(self) -> str:
        """The practice that the key is bound to."""
        return self.caller.practice

    @property
    def action(self) -> str | None:
        """What the audit trail calls the request, None if it writes nothing."""
        return action_of(self.request.scope)

    def desk(self) -> FrontDesk:
        """The desk: the audit trail tells this key and this action."""
        return FrontDesk(self.store())

    def store(self) -> PostgresStore:
        """The store for writing, audited as `desk`."""
        return self.parts.store.acting_as(self.caller.key, self.action)

    async def diary(self) -> Diary:
        """The picture of the practice, at least as new as the token the client sent; `NotPublishedError`."""
        try:
            return await self.parts.store.diary(self.practice, self.token)
        except UnknownError:
            raise NotPublishedError from None

    async def known(self) -> Known:
        """The ids that the practice has."""
        return self.parts.known.of(self.practice, (await self.diary()).published)

    def allow(self, scope: Scope) -> None:
        """`ScopeMissingError` if the key has not that scope too."""
        if scope not in self.caller.scopes:
            raise ScopeMissingError(scope)

    async def zone(self) -> ZoneInfo:
        """The zone of the practice's clocks."""
        return zone_of((await self.diary()).published.practice.practice)

    async def language(self) -> str:
        """The language that the client likes best, otherwise that of the practice."""
        return self.language_or((await self.diary()).published.practice.practice.language)

    def language_or(self, otherwise: str) -> str:
        """The language that the client likes best, or another."""
        return language_of(self.request.headers.get("accept-language"), otherwise)

    @property
    def version(self) -> int | None:
        """The version that `If-Match` names, None without it or for `*`; `BadHeaderError`."""
        sent = self.request.headers.get("if-match")
        if sent is None or sent.strip() == "*":
            return None
        found = ETAG.fullmatch(sent.strip())
        if found is None:
            raise BadHeaderError("If-Match")
        return int(found[1])

    @property
    def version_needed(self) -> int | None:
        """As `version`, but `PreconditionMissingError` without the header."""
        if "if-match" not in self.request.headers:
            raise PreconditionMissingError
        return self.version

    def new_id(self) -> UUID:
        """The id of what is made: the same again for the same idempotency key."""
        sent = client_key(self.request)
        if sent is None:
            return self.parts.settings.new_id()
        return id_from(self.practice, self.caller.key, sent)

    async def memo(self, answer: Callable[[Kept], Mapping[str, Any]]) -> Memo[Kept] | None:
        """How the write is remembered, if the request bears an idempotency key."""
        sent = client_key(self.request)
        if sent is None:
            return None
        key = f"{self.caller.key}:{sent}"
        return Memo(key, await fingerprint(self.request), self.now, answer)


def _token_in(request: Request) -> int:
    sent = request.headers.get(TOKEN)
    if sent is None:
        return 0
    if not (sent.isascii() and sent.isdecimal() and len(sent) <= LONGEST_TOKEN):
        raise BadHeaderError(TOKEN)
    return int(sent)


class Needs(SecurityBase):
    """A dependency: lets a request in whose key has the scope, within its rate."""

    def __init__(self, scope: Scope | None) -> None:
        self.scope = scope
        self.model = HTTPBearer(bearerFormat="crn_<id>_<secret>")
        self.scheme_name = "key"

    async def __call__(self, request: Request) -> Call:
        """`NotAuthorisedError`, `TooManyRequestsError`, `ScopeMissingError`."""
        call = await call_of(request)
        if self.scope is not None:
            call.allow(self.scope)
        return call


def needs(scope: Scope | None = None) -> Needs:
    """The dependency `Annotated[Call, Depends(needs(Scope.…))]`; without a scope any key will do."""
    return Needs(scope)


async def call_of(request: Request) -> Call:
    """The authorised request, counted once however often it is asked for."""
    known: Call | None = getattr(request.state, "call", None)
    if known is not None:
        return known
    parts = parts_of(request)
    caller = await parts.keys.caller(request.headers.get("authorization"))
    call = request.state.call = Call(request, caller, parts)
    parts.limits.take(caller.key, caller.per_minute)
    call.token = _token_in(request)
    return call
