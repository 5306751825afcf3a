"""What a write tells: the audit trail, the webhooks and the change log, in the same transaction."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import psycopg

from scheduler.booking.appointments import State
from tests.api.store.ward import an_open_store, asked, cancelled
from tests.booking import NOW, THE_PRACTICE, a_hold, a_patient, a_slot, a_waiting, an_appointment, an_id

BOOKED = an_appointment(patient="p-secret")


async def _everything(url: str, *wanted: str) -> None:
    async with an_open_store(url) as store:
        with psycopg.connect(url) as link:
            link.execute(
                "INSERT INTO webhook (practice, id, url, secret, events, created_at)"
                " VALUES (%s, %s, '', '', %s, now())",
                [THE_PRACTICE, an_id(1), list(wanted)],
            )
        await store.put_patient(THE_PRACTICE, a_patient("p-secret"), None, NOW)
        await store.book(BOOKED, NOW)
        moved = replace(BOOKED, slot=a_slot("10:00"), version=2)
        await store.move(BOOKED, moved, NOW)
        arrived = replace(moved, state=State.ARRIVED, version=3)
        await store.mark(moved, arrived, NOW)
        await store.cancel(arrived, cancelled(arrived), NOW)
        await store.hold(a_hold(), NOW)
        await store.let_go(THE_PRACTICE, an_id(1), NOW)
        await store.put_waiting(a_waiting(patient="p-secret", offered=an_id(1), offered_until=NOW), NOW)
        await store.erase_patient(THE_PRACTICE, "p-secret", NOW)


def test_every_write_is_told_to_the_audit_trail_without_the_patient(url: str) -> None:
    """In order, under the names they have by themselves; no pseudonym anywhere."""
    asyncio.run(_everything(url))
    lines = asked(url, "SELECT action, subject, outcome, facts::text FROM audit ORDER BY number")
    assert [action for action, *_ in lines] == [
        "agenda.published",
        "put_patient",
        "appointment.booked",
        "appointment.moved",
        "appointment.marked",
        "appointment.cancelled",
        "hold",
        "let_go",
        "waiting.offered",
        "erase_patient",
    ]
    assert "secret" not in str(lines)


def test_webhooks_are_told_what_they_want_to_hear(url: str) -> None:
    """An event that nobody subscribed to is not written."""
    asyncio.run(_everything(url, "appointment.booked", "appointment.cancelled", "waiting.offered"))
    assert asked(url, "SELECT kind, subject FROM event ORDER BY number") == [
        ("appointment.booked", str(an_id(1))),
        ("appointment.cancelled", str(an_id(1))),
        ("waiting.offered", str(an_id(1))),
    ]


def test_without_webhooks_there_are_no_events(url: str) -> None:
    """Nothing piles up that nobody will ever be told."""
    asyncio.run(_everything(url))
    assert asked(url, "SELECT count(*) FROM event") == [(0,)]
