"""What is handed to the store: the hold, the appointment or the moved appointment that a verdict makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from scheduler.booking.appointments import Appointment, Hold
from scheduler.booking.days import Diary
from scheduler.booking.not_taken import ONE_FUTURE
from scheduler.booking.request import Order
from scheduler.booking.verdict import Verdict


def hold_of(given: Verdict, practice: str, new_id: UUID, until: datetime) -> Hold:
    """The hold of a slot given."""
    return Hold(practice=practice, id=new_id, until=until, **_given(given), **_who(given.order))


def booked(given: Verdict, practice: str, new_id: UUID, diary: Diary, now: datetime) -> Appointment:
    """The appointment in a slot given."""
    promised = _only_future(diary, given.order.motive, given)
    kept = {**_given(given), **_who(given.order), "only_future": promised}
    return Appointment(practice=practice, id=new_id, booked_at=now, **kept)


def moved(before: Appointment, given: Verdict, diary: Diary) -> Appointment:
    """The appointment in another slot: who comes, and why, stays."""
    promised = _only_future(diary, before.motive, given)
    return replace(before, **_given(given), only_future=promised, version=before.version + 1)


def order_to_move(before: Appointment, order: Order) -> Order:
    """The order for another slot: only time and practitioner change, and the channel if one is named."""
    return replace(
        order,
        motive=before.motive,
        category=before.category or None,
        patient=before.patient,
        own_doctor=before.own_doctor,
        channel=order.channel or before.slot.channel,
    )


def _given(given: Verdict) -> dict[str, Any]:
    return {
        "slot": given.slot,
        "generation": given.generation,
        "overbooked": given.overbooked,
        "overridden": given.overridden,
    }


def _who(order: Order) -> dict[str, Any]:
    return {
        "motive": order.motive,
        "category": order.category or "",
        "patient": order.patient,
        "own_doctor": order.own_doctor,
    }


def _only_future(diary: Diary, motive: str, given: Verdict) -> bool:
    """Whether the store is to promise that the appointment is the patient's only future one of the motive."""
    policies = diary.published.practice.booking.motives
    return ONE_FUTURE not in given.overridden and not any(one.several for one in policies if one.motive == motive)
