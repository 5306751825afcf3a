"""Webhooks over HTTP: made, told of changes by a worker, tried again, and ended."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.jobs.webhooks.delivery import NotDeliveredError, Postman, a_client
from api.jobs.webhooks.signature import signature
from api.store.engine import make_engine
from api.store.job_queue import JobQueue
from api.store.webhooks import Webhook, Webhooks
from scheduler.booking.store import MemoReusedError
from tests.api.http.service import Office, Service, a_service
from tests.api.jobs.receivers import a_receiver
from tests.api.jobs.workers import a_worker, until
from tests.booking import NOW, a_slot, an_agenda_day, an_appointment

BOOKED = {"events": ["appointment.booked"]}


@pytest.fixture(autouse=True)
def _private_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The receivers of these tests are on this machine."""
    monkeypatch.setenv("CRENEAU_WEBHOOK_PRIVATE", "1")


def made(office: Office, url: str = "https://example.org/hook", **stated: Any) -> dict[str, Any]:
    """A webhook just made."""
    answer: dict[str, Any] = office.good(office.post("/webhooks", {"url": url, **BOOKED, **stated}))
    return answer


def test_a_secret_is_shown_once(office: Office) -> None:
    """The one who makes a webhook learns the secret; whoever reads it later, or asks again, does not."""
    first = office.post("/webhooks", {"url": "https://example.org/", **BOOKED}, idempotency_key="once")
    assert first.json()["secret"].startswith("whsec_")
    again = office.post("/webhooks", {"url": "https://example.org/", **BOOKED}, idempotency_key="once")
    assert again.json() == first.json() | {"secret": None}
    read = office.good(office.get(first.headers["Location"]))
    assert read == {name: value for name, value in first.json().items() if name != "secret"}
    assert office.good(office.get("/webhooks"))["webhooks"] == [read]


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "ftp://example.org/"},
        {"url": "http://example.org/"},
        {"url": "https://name:word@example.org/"},
        {"url": "https://exa mple.org/"},
        {"url": "https://example.org/" + "a" * 2_000},
        {"events": []},
        {"events": ["appointment.dreamt"]},
    ],
)
def test_wrong_webhooks_are_refused(office: Office, wrong: dict[str, Any]) -> None:
    """The field is named, and nothing is kept."""
    response = office.post("/webhooks", {"url": "https://example.org/", **BOOKED, **wrong})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"].startswith(next(iter(wrong)))
    assert office.good(office.get("/webhooks"))["webhooks"] == []


def test_private_addresses_need_to_be_allowed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise anybody with a key could reach what only this machine can."""
    monkeypatch.delenv("CRENEAU_WEBHOOK_PRIVATE")
    assert office.post("/webhooks", {"url": "http://localhost/", **BOOKED}).status_code == 422


def test_another_practice_sees_no_webhook(office: Office, service: Service) -> None:
    """Neither to read nor to end it."""
    webhook = made(office)["id"]
    other = service.open()
    assert other.get(f"/webhooks/{webhook}").status_code == 404
    assert other.send("DELETE", f"/webhooks/{webhook}").status_code == 404
    assert office.send("DELETE", f"/webhooks/{webhook}").status_code == 204
    assert office.get(f"/webhooks/{webhook}").status_code == 404


def test_a_booking_is_told_and_told_again_after_a_failure(database: str) -> None:
    """The receiver fails first: the same message comes again, signed, and holds nothing of the patient."""
    with a_service(database) as service, a_receiver(500) as receiver, a_worker(database):
        office = _open_tomorrow(service)
        hook = made(office, receiver.url)
        booked = _book_tomorrow(office)
        first, second = receiver.messages.get(timeout=60), receiver.messages.get(timeout=60)
        for message in (first, second):
            header = message.headers["Creneau-Signature"]
            sent = datetime.fromtimestamp(int(header.partition(",")[0].removeprefix("t=")), UTC)
            assert header == signature(hook["secret"], sent, message.body)
            assert "Cookie" not in message.headers
        assert first.body == second.body
        told = json.loads(first.body)
        assert set(told) == {"id", "kind", "practice", "subject", "at"}
        assert (told["kind"], told["subject"]) == ("appointment.booked", str(booked))
        failure = asyncio.run(until(lambda: _delivered(office, hook["id"])))
        assert (failure["event"], failure["reason"], failure["given_up"]) == (told["id"], "500", False)
        assert receiver.messages.empty()


def _open_tomorrow(service: Service) -> Office:
    """A practice whose morning of tomorrow, by the machine's clock that its worker goes by, can be booked."""
    service.clock.now = datetime.now(UTC)
    return service.open(an_agenda_day("09:00 open 12:00", day=_day()))


def _day() -> date:
    return (datetime.now(UTC) + timedelta(days=1)).date()


def _book_tomorrow(office: Office) -> UUID:
    """An appointment of a known patient, told as a route tells it."""
    service = office.service
    slot = a_slot("10:00", day=_day())
    booked = an_appointment(slot, practice=office.practice, patient="p-secret", booked_at=service.clock.now)
    service.portal.call(service.parts.store.book, booked, service.clock.now)
    service.portal.call(service.parts.queue.nudge, office.practice)
    return booked.id


async def _delivered(office: Office, webhook: str) -> dict[str, Any] | None:
    shown = await asyncio.to_thread(office.get, f"/webhooks/{webhook}")
    return next((one for one in shown.json()["failures"] if one["delivered"]), None)


def _with_postman(url: str, now: datetime, work: Callable[[Postman], Awaitable[None]]) -> None:
    """Some work with a postman who goes by a clock of the test."""

    async def worked() -> None:
        engine = make_engine(url)
        try:
            async with a_client(private=True) as client:
                await work(Postman(Webhooks(engine, JobQueue(engine)), client, lambda: now))
        finally:
            await engine.dispose()

    asyncio.run(worked())


def _happen(url: str, practice: str, *subjects: str, kind: str = "appointment.booked") -> list[int]:
    """Events of a practice, all at `NOW`; their numbers."""
    numbers = []
    with psycopg.connect(url) as link:
        for subject in subjects:
            made = "INSERT INTO event (practice, kind, subject, at) VALUES (%s, %s, %s, %s) RETURNING number"
            (number,) = link.execute(made, [practice, kind, subject, NOW]).fetchone() or (0,)
            numbers.append(number)
    return numbers


def _queued(url: str, practice: str) -> list[tuple[str, int]]:
    """The messages of a practice in the queue: webhook and event."""
    asked = """
        SELECT args->>'webhook', (args->>'event')::int FROM procrastinate.procrastinate_jobs
        WHERE task_name = 'deliver' AND args->>'practice' = %s ORDER BY 2, 1
    """
    with psycopg.connect(url) as link:
        return link.execute(asked, [practice]).fetchall()


def test_each_event_is_put_into_the_queue_once(office: Office, service: Service, shared: str) -> None:
    """However many look at once, and only for the webhooks of its practice that want its kind."""
    hooks = sorted(made(office)["id"] for _ in range(2))
    made(office, events=["agenda.published"])
    made(service.open())
    numbers = _happen(shared, office.practice, *map(str, range(20)))

    async def dispatch(postman: Postman) -> None:
        await asyncio.gather(*(postman.dispatch(office.practice) for _ in range(4)), postman.dispatch_all())

    _with_postman(shared, NOW, dispatch)
    assert _queued(shared, office.practice) == [(hook, number) for number in numbers for hook in hooks]


def test_a_message_that_is_never_taken_is_given_up_after_a_day(office: Office, shared: str) -> None:
    """Redirects are not followed and count as failures; the last one says that it was the last."""
    with a_receiver(302, 302) as receiver:
        hook = UUID(made(office, receiver.url)["id"])
        (number,) = _happen(shared, office.practice, "x")

        async def fail(postman: Postman) -> None:
            with pytest.raises(NotDeliveredError):
                await postman.deliver(office.practice, hook, number, 0)

        async def give_up(postman: Postman) -> None:
            await postman.deliver(office.practice, hook, number, 17)

        _with_postman(shared, NOW, fail)
        _with_postman(shared, NOW + timedelta(hours=23), give_up)
        assert [receiver.messages.get_nowait().path for _ in range(2)] == ["/hook", "/hook"]
    (failure,) = office.good(office.get(f"/webhooks/{hook}"))["failures"]
    assert (failure["reason"], failure["attempts"], failure["given_up"]) == ("302", 18, True)


def test_nothing_is_sent_to_a_webhook_that_was_ended(office: Office, shared: str) -> None:
    """Not even what was waiting in the queue."""
    with a_receiver() as receiver:
        hook = UUID(made(office, receiver.url)["id"])
        (number,) = _happen(shared, office.practice, "x")
        office.send("DELETE", f"/webhooks/{hook}")
        _with_postman(shared, NOW, lambda postman: postman.deliver(office.practice, hook, number, 0))
        assert receiver.messages.empty()


def test_a_webhook_made_again_is_one(office: Office, shared: str) -> None:
    """A request that is sent again before its answer was kept makes no second webhook, and one line of the trail."""
    service = office.service
    webhooks = Webhooks(service.parts.engine, service.parts.queue)
    wanted = Webhook(office.practice, UUID(int=7), "https://example.org/", "secret", ("agenda.published",), NOW)
    first = service.portal.call(webhooks.create, wanted)
    assert service.portal.call(webhooks.create, replace(wanted, secret="another")) == first
    with pytest.raises(MemoReusedError):
        service.portal.call(webhooks.create, replace(wanted, url="https://example.com/"))
    with psycopg.connect(shared) as link:
        told = "SELECT count(*) FROM audit WHERE practice = %s AND action = 'webhook.create'"
        assert link.execute(told, [office.practice]).fetchone() == (1,)
