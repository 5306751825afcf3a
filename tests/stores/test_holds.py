"""Slots kept for a while, in every store."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from scheduler.booking.store import HoldExpiredError, RepublishedError, SlotTakenError, UnknownError
from tests.booking import NOW, a_slot, an_agenda_day, an_id
from tests.stores.stand import Stand

OVER = NOW + timedelta(minutes=5)
SHORTLY_BEFORE = OVER - timedelta(seconds=1)


def test_it_keeps_its_time(opened: Stand) -> None:
    """What overlaps a live hold can neither be held nor booked; what touches it can."""
    opened.hold(a_slot("09:20"), 1)

    for time in ("09:05", "09:20", "09:35"):
        with pytest.raises(SlotTakenError):
            opened.hold(a_slot(time), 2)
        with pytest.raises(SlotTakenError):
            opened.book(a_slot(time), 2, now=SHORTLY_BEFORE)
    opened.hold(a_slot("09:00"), 3)
    opened.book(a_slot("09:40"), 4)

    assert opened.taken() == ["09:00-10:00"]


def test_it_is_given_back_as_it_was(opened: Stand) -> None:
    """A hold keeps every field, alive or expired."""
    slot = a_slot(resources=("ultrasound/1",), room="blue")
    told: dict[str, Any] = {"patient": "p-1", "own_doctor": "ben", "overridden": ("notice",), "overbooked": True}
    hold = opened.a_hold(slot, **told)

    written = opened.hold(slot, **told)

    assert written.thing == hold
    assert opened.do(opened.store.held(opened.practice, hold.id)) == hold


def test_expired_it_keeps_nothing(opened: Stand) -> None:
    """At the moment it ends its time can be taken by somebody else, and it cannot be booked any more."""
    opened.hold(number=1)

    opened.book(number=2, now=OVER)

    assert opened.taken(now=OVER) == ["09:00-09:20"]
    with pytest.raises(HoldExpiredError):
        opened.book(number=3, hold=1, now=OVER)


def test_an_expired_hold_is_not_booked_even_if_its_time_is_free(opened: Stand) -> None:
    """Whoever comes too late searches again: nothing is written."""
    opened.hold(number=1)

    with pytest.raises(HoldExpiredError):
        opened.book(number=2, hold=1, now=OVER)

    assert opened.taken(now=OVER) == []
    with pytest.raises(UnknownError):
        opened.appointment(2)


def test_booked_it_is_gone(opened: Stand) -> None:
    """Its time is booked for good, and there is no hold any more."""
    opened.hold(number=1)

    opened.book(number=2, hold=1, now=SHORTLY_BEFORE)

    assert opened.taken(now=OVER) == ["09:00-09:20"]
    with pytest.raises(UnknownError):
        opened.do(opened.store.held(opened.practice, an_id(1)))
    with pytest.raises(HoldExpiredError):
        opened.book(a_slot("09:00"), 3, hold=1)


def test_nobody_books_by_a_hold_that_is_not_there(opened: Stand) -> None:
    """A hold that nobody made books nothing."""
    with pytest.raises(HoldExpiredError):
        opened.book(hold=77)

    assert opened.taken() == []


@pytest.mark.parametrize("other", [a_slot("09:40"), a_slot("09:00", 40), a_slot("09:00", practitioner="ben")])
def test_a_hold_of_another_slot_books_nothing(opened: Stand, other: object) -> None:
    """A hold is for its own time with its own practitioner; both it and the rest stay as they are."""
    opened.publish(an_agenda_day(), an_agenda_day(holder="ben"))
    opened.hold(a_slot("09:00"), 1)

    with pytest.raises(HoldExpiredError):
        opened.book(other, 2, hold=1)  # type: ignore[arg-type]

    assert (opened.taken(), opened.taken("ben")) == (["09:00-09:20"], [])
    opened.book(a_slot("09:00"), 3, hold=1)


def test_let_go_its_time_is_free(opened: Stand) -> None:
    """A hold that is ended early can be neither booked nor ended again."""
    opened.hold(number=1)

    token = opened.do(opened.store.let_go(opened.practice, an_id(1), NOW))

    assert opened.diary(token).taken_of("ada", a_slot().day).at(NOW) == 0
    with pytest.raises(UnknownError):
        opened.do(opened.store.let_go(opened.practice, an_id(1), NOW))
    with pytest.raises(HoldExpiredError):
        opened.book(number=2, hold=1)


def test_an_expired_hold_cannot_be_let_go(opened: Stand) -> None:
    """There is nothing left to end."""
    opened.hold(number=1)

    with pytest.raises(UnknownError):
        opened.do(opened.store.let_go(opened.practice, an_id(1), OVER))


@pytest.mark.parametrize("slot", [a_slot("08:50"), a_slot("11:50"), a_slot("10:00")], ids=["early", "late", "desk"])
def test_only_bookable_time_is_held(stand: Stand, slot: object) -> None:
    """Time outside the agenda, at its edges and in desk time, is not given."""
    stand.publish(an_agenda_day("09:00 open 10:00 desk 11:00 open 12:00"))

    with pytest.raises(RepublishedError):
        stand.hold(slot)  # type: ignore[arg-type]


def test_nothing_is_held_without_an_agenda(opened: Stand) -> None:
    """Somebody who is not there on that day has no time to give."""
    with pytest.raises(RepublishedError):
        opened.hold(a_slot(practitioner="ben"))


def test_places_of_a_group_are_held(stand: Stand) -> None:
    """A held place counts until it ends."""
    stand.publish(an_agenda_day("09:00 group/workshop*2 10:00"))
    place = a_slot("09:00", 60, group=True)
    stand.hold(place, 1)
    stand.book(place, 2)

    with pytest.raises(SlotTakenError):
        stand.hold(place, 3, now=SHORTLY_BEFORE)

    assert (stand.places("09:00"), stand.places("09:00", now=OVER)) == (2, 1)
    stand.hold(place, 4, now=OVER, minutes=10)
    assert stand.places("09:00", now=OVER) == 2


def test_a_held_place_is_booked(stand: Stand) -> None:
    """The place that was held becomes the place that is booked: one, not two."""
    stand.publish(an_agenda_day("09:00 group/workshop*1 10:00"))
    place = a_slot("09:00", 60, group=True)
    stand.hold(place, 1)

    stand.book(place, 2, hold=1)

    assert stand.places("09:00", now=OVER) == 1


def test_an_overbooked_hold_becomes_an_overbooked_appointment(opened: Stand) -> None:
    """Staff hold a time that is taken; it is booked beside the other, and given back alone."""
    opened.book(a_slot("09:00"), 1)
    opened.hold(a_slot("09:10"), 2, overbooked=True)
    assert opened.taken() == ["09:00-09:30"]

    opened.book(a_slot("09:10"), 3, hold=2, overbooked=True)
    opened.cancel(1)

    assert opened.taken(now=OVER) == ["09:10-09:30"]


def test_one_of_many_gets_it(opened: Stand) -> None:
    """Of twenty who want the same slot at once, exactly one holds it."""
    holds = [opened.a_hold(number=number) for number in range(1, 21)]

    results = opened.all_at_once([opened.store.hold(hold, NOW) for hold in holds])

    assert sorted(type(one).__name__ for one in results) == ["SlotTakenError"] * 19 + ["Written"]
    assert opened.taken() == ["09:00-09:20"]
