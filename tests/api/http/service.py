"""The web service on a real database, spoken to in this process; its clock and its ids are the test's."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import anyio.from_thread
import httpx
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI

from api.app import create_app
from api.auth import Caller
from api.dependencies import Parts
from api.scopes import Scope
from api.settings import Settings
from scheduler.booking.days import AgendaDay
from scheduler.booking.store import Publication
from tests.booking import NOW, a_day, a_practice_with_booking, a_publication, an_agenda_day
from tests.practices import Section

BASE = "http://creneau.test"
DAYS = tuple(
    an_agenda_day("08:30 acute 09:30 open 12:00 acute 12:30", holder, a_day(number), site)
    for number in range(5)
    for holder, site in (("ada", "nation"), ("ben", "nation"), ("chloe", "bastille"))
)
_numbers = itertools.count(1)


@dataclass
class Clock:
    """The service's clocks: `now` in UTC, and seconds that never go back."""

    now: datetime = NOW
    ticks: float = 0.0

    def pass_by(self, **length: float) -> None:
        """Let time pass."""
        length_of = timedelta(**length)
        self.now += length_of
        self.ticks += length_of.total_seconds()


@dataclass
class Service:
    """A running service."""

    app: FastAPI
    clock: Clock
    portal: BlockingPortal
    client: httpx.AsyncClient
    written: io.StringIO
    secrets: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def parts(self) -> Parts:
        """What the service keeps between requests."""
        parts: Parts = self.app.state.parts
        return parts

    def send(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Its answer to a request."""
        return self.portal.call(lambda: self.client.request(method, path, **request))

    def publish(self, publication: Publication) -> None:
        """Open a period for booking."""
        self.portal.call(self.parts.store.publish, publication, self.clock.now)

    def key(self, practice: str, scopes: Sequence[Scope] = tuple(Scope), per_minute: int = 1_000_000) -> str:
        """A new key of a practice."""
        caller = Caller(UUID(int=next(_numbers)), practice, "test", frozenset(scopes), per_minute)
        secret = f"secret-of-a-test-{next(self.secrets):012d}"
        token: str = self.portal.call(self.parts.keys.create, caller, secret, self.clock.now)
        return token

    def open(self, *days: AgendaDay, booking: Section | None = None, **changes: Any) -> Office:
        """A practice of its own that is open for booking, and a key of it that may do everything."""
        name = f"practice-{next(_numbers)}"
        stated = {"practice": {"id": name, "name": name, "language": "en"}} | changes
        practice = a_practice_with_booking(booking, **stated)
        self.publish(a_publication(*(days or DAYS), practice=practice))
        return Office(self, name, self.key(name))


@dataclass
class Office:
    """A practice as its booking software meets it."""

    service: Service
    practice: str
    key: str

    def with_scopes(self, *scopes: Scope, per_minute: int = 1_000_000) -> Office:
        """The same practice with a key that may do less."""
        return Office(self.service, self.practice, self.service.key(self.practice, scopes, per_minute))

    def send(self, method: str, path: str, headers: Mapping[str, str] | None = None, **request: Any) -> httpx.Response:
        """The answer to a request with the key."""
        sent = {"Authorization": f"Bearer {self.key}", **(headers or {})}
        return self.service.send(method, path, headers=sent, **request)

    def get(self, path: str, **request: Any) -> httpx.Response:
        """The answer to a GET."""
        return self.send("GET", path, **request)

    def post(self, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """The answer to a POST; `idempotency_key="…"` is a header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send("POST", path, json=body, headers=named)

    def know(self, *pseudonyms: str, **facts: Any) -> None:
        """Keep adults of those names."""
        for pseudonym in pseudonyms:
            self.good(self.send("PUT", f"/patients/{pseudonym}", json={"category": "adult"} | facts))

    def search(self, **asked: Any) -> dict[str, Any]:
        """The answer to a search of an adult's follow-up, unless stated otherwise."""
        return self.good(self.post("/slots/search", {"category": "adult", "motive": "follow-up"} | asked))

    def book(self, **asked: Any) -> dict[str, Any]:
        """The appointment booked with ada on Monday at 10:00, unless stated otherwise."""
        return self.good(self.post("/appointments", an_order(**asked)))

    def good(self, response: httpx.Response) -> Any:
        """The body of an answer that must be good."""
        assert response.is_success, response.text
        return response.json() if response.content else None


def on(time: str, day: int = 0) -> str:
    """A clock time "HH:MM" so many days after the first Monday, as ISO 8601 in the practice's winter."""
    return f"{a_day(day)}T{time}:00+01:00"


def an_order(time: str = "10:00", day: int = 0, **stated: Any) -> dict[str, Any]:
    """An adult's follow-up with ada on Monday at 10:00."""
    working = {"practitioner": "ada", "starts": on(time, day), "motive": "follow-up", "category": "adult"}
    return working | stated


@contextmanager
def a_service(database: str, **settings: Any) -> Iterator[Service]:
    """The service on a migrated database."""
    clock, written = Clock(), io.StringIO()
    told = Settings(database=database, log_to=written, clock=lambda: clock.now, ticks=lambda: clock.ticks, **settings)
    app = create_app(told, fixed_offers=True)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    with (
        anyio.from_thread.start_blocking_portal() as portal,
        portal.wrap_async_context_manager(app.router.lifespan_context(app)),
        portal.wrap_async_context_manager(httpx.AsyncClient(transport=transport, base_url=BASE)) as client,
    ):
        yield Service(app, clock, portal, client, written)
