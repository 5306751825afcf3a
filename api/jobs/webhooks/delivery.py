"""The tasks of webhooks: from new events to messages, and the sending of one message."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from uuid import UUID

import httpx

from api.jobs.webhooks.address import CheckedTransport, ForbiddenAddressError
from api.jobs.webhooks.patience import next_try
from api.jobs.webhooks.signature import HEADER, signature
from api.store.events import ToldEvent
from api.store.webhooks import AT_ONCE, Failure, Webhook, Webhooks
from scheduler.booking.store import UnknownError

SECONDS = 10.0
"""Seconds for one message, from looking the name up to the status of the answer."""


class NotDeliveredError(Exception):
    """A message was not taken; it is tried again at `again`."""

    def __init__(self, again: datetime) -> None:
        super().__init__(again.isoformat())
        self.again = again


@dataclass(frozen=True)
class Postman:
    """Sends messages; `clock` in UTC."""

    webhooks: Webhooks
    client: httpx.AsyncClient
    clock: Callable[[], datetime]

    async def dispatch(self, practice: str) -> None:
        """Put a message for every webhook and new event of a practice into the queue."""
        while await self.webhooks.dispatch(practice, self.clock()) == AT_ONCE:
            pass

    async def dispatch_all(self) -> None:
        """Do so for every practice: what a nudge that was lost has left behind."""
        for practice in await self.webhooks.practices_with_news():
            await self.dispatch(practice)

    async def deliver(self, practice: str, webhook: UUID, number: int, before: int) -> None:
        """Send a message after so many attempts `before`; `NotDeliveredError` if it is to be tried again."""
        try:
            to, event = await self.webhooks.one(practice, webhook), await self.webhooks.event(practice, number)
        except UnknownError:
            return  # the webhook, or the event, is there no more
        reason = await self._send(to, event)
        if reason is not None:
            await self._note(to, event, reason, before + 1)
        elif before:
            await self.webhooks.delivered(practice, webhook, number)

    async def _note(self, to: Webhook, event: ToldEvent, reason: str, attempts: int) -> None:
        now = self.clock()
        again = next_try(event.at, now, attempts)
        failure = Failure(event.number, event.kind, now, reason, attempts, given_up=again is None)
        await self.webhooks.failed(to.practice, to.id, failure)
        if again is not None:
            raise NotDeliveredError(again)

    async def _send(self, to: Webhook, event: ToldEvent) -> str | None:
        """Why the message was not taken, None if it was. No redirect is followed, no answer is read."""
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"creneau/{version('creneau')}",
            HEADER: signature(to.secret, self.clock(), event.body),
        }
        try:
            async with asyncio.timeout(SECONDS):
                async with self.client.stream("POST", to.url, content=event.body, headers=headers) as answer:
                    return None if answer.is_success else str(answer.status_code)
        except ForbiddenAddressError as forbidden:
            return str(forbidden)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as failure:
            return type(failure).__name__


def a_client(*, private: bool) -> httpx.AsyncClient:
    """The client for messages: no cookies kept, no redirects, no proxy, no connection kept for another name."""
    inner = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0), trust_env=False)
    transport = CheckedTransport(inner, private=private)
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    return httpx.AsyncClient(
        transport=transport, timeout=SECONDS, cookies=no_cookies, follow_redirects=False, trust_env=False
    )
