"""What is done every minute and every hour, whether anybody asks for it or not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from procrastinate import PsycopgConnector

from api.clock import utc_now
from api.jobs.shop import Shop, opened
from api.jobs.tasks import SHOP, job_app, offer_freed, sweep_hourly, sweep_minutely
from tests.api.http.service import a_service
from tests.api.jobs.receivers import a_receiver
from tests.api.jobs.test_webhooks import made
from tests.api.jobs.workers import a_worker
from tests.booking import a_patient, a_waiting


def run(url: str, task: Callable[..., Awaitable[None]], *arguments: Any, now: datetime | None = None) -> None:
    """Do a task as a worker would, by the machine's clock or at another moment."""

    async def done() -> None:
        async with opened(url, asyncio.Event()) as shop:
            at_that_moment = shop if now is None else replace(shop, clock=lambda: now)
            await task(_context(at_that_moment), *arguments)

    asyncio.run(done())


def _context(shop: Shop) -> Any:
    return SimpleNamespace(additional_context={SHOP: shop})


def sql(url: str, statement: str, *facts: Any) -> list[Any]:
    """The rows of a statement, if it gives any."""
    with psycopg.connect(url) as link:
        done = link.execute(statement, facts)  # type: ignore[call-overload]
        return list(done.fetchall()) if done.description else []


def test_both_sweeps_are_periodic() -> None:
    """One each minute; the other each hour, so that a machine that sleeps at night is swept too."""
    registry = job_app(PsycopgConnector()).periodic_registry.periodic_tasks
    assert {name: task.cron for (name, _), task in registry.items()} == {
        "sweep_minutely": "* * * * *",
        "sweep_hourly": "7 * * * *",
    }


def test_an_event_whose_nudge_was_lost_is_told_all_the_same(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that starts sweeps at once; nobody put a job into the queue."""
    monkeypatch.setenv("CRENEAU_WEBHOOK_PRIVATE", "1")
    with a_service(database) as service, a_receiver() as receiver:
        office = service.open()
        made(office, receiver.url)
        event = "INSERT INTO event (practice, kind, subject, at) VALUES (%s, 'appointment.booked', 'x', now())"
        sql(database, event, office.practice)
        with a_worker(database):
            assert receiver.messages.get(timeout=60).body


def test_what_is_older_than_its_time_is_forgotten(database: str) -> None:
    """The hourly sweep asks the store to."""
    old = utc_now() - timedelta(days=30)
    with a_service(database) as service:
        practice = service.open().practice
    sql(database, "INSERT INTO memo (practice, key, fingerprint, at) VALUES (%s, 'k', 'f', %s)", practice, old)
    run(database, sweep_hourly, 0)
    assert sql(database, "SELECT key FROM memo") == []


def test_rotas_are_kept_as_long_as_the_practice_says(database: str) -> None:
    """A year unless it says otherwise; whole documents with the names of the staff are not kept for ever."""
    line = """
        INSERT INTO rota_job (practice, id, state, question, request, asked_at)
        VALUES (%s, gen_random_uuid(), 'done', '{}', %s, %s)
    """
    now = utc_now()
    with a_service(database) as service:
        usual, brief = service.open().practice, service.open(booking={"retention": {"rotas_days": 30}}).practice
    for practice in (usual, brief):
        for days in (29, 31, 364, 366):
            sql(database, line, practice, f"{practice} {days}", now - timedelta(days=days))
    run(database, sweep_hourly, 0, now=now)
    kept = {request for (request,) in sql(database, "SELECT request FROM rota_job")}
    assert kept == {f"{usual} 29", f"{usual} 31", f"{usual} 364", f"{brief} 29"}


def test_an_offer_that_ran_out_is_offered_on(database: str) -> None:
    """The minutely sweep puts the practice into the queue; one where nothing ran out stays out of it."""
    line = """
        INSERT INTO waiting (practice, id, patient, category, motive, from_day, to_day, asked_at, practitioners, sites,
                             parts, offered_until, version)
        VALUES (%s, gen_random_uuid(), 'p', 'adult', 'follow-up', now(), now(), now(), '{}', '{}', '{}', %s, 1)
    """
    sql(database, line, "lapsed", utc_now() - timedelta(minutes=1))
    sql(database, line, "running", utc_now() + timedelta(minutes=30))
    run(database, sweep_minutely, 0)
    queued = "SELECT args->>'practice' FROM procrastinate.procrastinate_jobs WHERE task_name = 'offer_freed'"
    assert sql(database, queued) == [("lapsed",)]


def test_where_nobody_waits_nothing_is_offered(database: str) -> None:
    """Not even for a practice that was never published."""
    run(database, offer_freed, "unpublished")


def test_freed_time_is_offered_to_who_waits(database: str) -> None:
    """The line gets a hold, and a webhook that wants to know is told."""
    with a_service(database) as service:
        office = service.open()
        made(office, events=["waiting.offered"])
        store, now = service.parts.store, service.clock.now
        service.portal.call(store.put_patient, office.practice, a_patient(), None, now)
        line = a_waiting(practice=office.practice)
        service.portal.call(store.put_waiting, line, now)
        run(database, offer_freed, office.practice, now=now)
        offered = service.portal.call(store.waiting, office.practice, line.id)
        assert offered.offered is not None
        assert service.portal.call(store.held, office.practice, offered.offered).patient == line.patient
    assert sql(database, "SELECT kind, subject FROM event") == [("waiting.offered", str(line.id))]
