"""Bookings that can be made: one free start a day and doctor, which no rule refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from benchmarks.booking.filling import minutes_of
from benchmarks.booking.group import CATEGORIES, PLANNED, PRACTICE
from benchmarks.booking.picture import Picture
from benchmarks.booking.plain_sql import Booking
from scheduler.agenda.masks import free_starts, minutes_in
from scheduler.agenda.problem import BlockKind
from scheduler.booking.days import AgendaDay
from scheduler.booking.judge import refusals, slot_of
from scheduler.booking.refusal import RefusedError
from scheduler.booking.request import Order
from scheduler.booking.times import instant
from scheduler.zones import zone_of

SOON = timedelta(days=2)
CATEGORY = CATEGORIES[0]


def candidates(picture: Picture, now: datetime, seed: int = 1) -> Iterator[Booking]:
    """Bookings on different days, so that none stands in another's way; in random order."""
    random = Random(f"{seed} candidates")  # noqa: S311 - no secret
    days = [day for key, day in sorted(picture.diary.days.items()) if day.day > (now + SOON).date()]
    random.shuffle(days)
    for day in days:
        booking = _on(day, picture, now, random)
        if booking is not None:
            yield booking


def order_of(booking: Booking) -> Order:
    """The booking as the desk takes it."""
    return Order(
        booking.practitioner, booking.starts, booking.motive, category=booking.category, patient=None, enrolled=True
    )


def body_of(booking: Booking) -> dict[str, Any]:
    """The booking as the API takes it."""
    named = {"practitioner": booking.practitioner, "motive": booking.motive, "category": booking.category}
    return named | {"starts": booking.starts.isoformat(), "enrolled": True}


def _on(day: AgendaDay, picture: Picture, now: datetime, random: Random) -> Booking | None:
    minutes = minutes_of(PLANNED, CATEGORY)
    taken = picture.diary.taken_of(day.holder, day.day).booked
    starts = list(minutes_in(free_starts(day.masks.get(BlockKind.OPEN, 0) & ~taken, minutes)))
    random.shuffle(starts)
    found = (_booking(day, begin, picture, random) for begin in starts)
    return next((one for one in found if _is_given(one, picture, now)), None)


def _booking(day: AgendaDay, begin: int, picture: Picture, random: Random) -> Booking:
    stretch = next(one for one in day.stretches if one.begin <= begin < one.end)
    zone = zone_of(picture.diary.published.practice.practice)
    return Booking(
        practice=PRACTICE,
        id=UUID(int=random.getrandbits(128)),
        practitioner=day.holder,
        site=stretch.site,
        room=stretch.room,
        day=day.day,
        begin=begin,
        minutes=minutes_of(PLANNED, CATEGORY),
        starts=instant(zone, day.day, begin),
        motive=PLANNED,
        category=CATEGORY,
        generation=day.generation,
    )


def _is_given(booking: Booking, picture: Picture, now: datetime) -> bool:
    order = order_of(booking)
    try:
        slot = slot_of(picture.diary, order, now)
    except RefusedError:
        return False
    return not refusals(picture.diary, order, slot, now)
