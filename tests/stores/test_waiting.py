"""The waiting list, in every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduler.booking.store import ChangedMeanwhileError, UnknownError
from tests.booking import NOW, a_slot, an_id
from tests.stores.stand import Stand

SOON = NOW + timedelta(minutes=5)


def test_a_line_is_kept(opened: Stand) -> None:
    """Every field, open as long as it is not closed."""
    wishes: dict[str, Any] = {"practitioners": ("ada", "ben"), "sites": ("nation",), "parts": ("morning",)}
    line = opened.a_waiting(offered=an_id(7), offered_until=SOON, **wishes)

    written = opened.put_waiting(line)

    assert written.thing == line == opened.do(opened.store.waiting(opened.practice, an_id(1)))
    assert opened.do(opened.store.waiting_list(opened.practice)) == [line]


def test_a_line_nobody_wrote(opened: Stand) -> None:
    """A line that the practice does not have is unknown."""
    with pytest.raises(UnknownError):
        opened.do(opened.store.waiting(opened.practice, an_id(1)))


def test_the_list_is_in_order_of_asking(opened: Stand) -> None:
    """Who asked first comes first; closed lines are not in it."""
    for number, minutes in ((1, 20), (2, 10), (3, 0)):
        opened.put_waiting(opened.a_waiting(number, asked_at=NOW + timedelta(minutes=minutes)))
    closed = opened.a_waiting(2, asked_at=NOW + timedelta(minutes=10), closed_at=NOW, version=2)
    opened.put_waiting(closed)

    lines = opened.do(opened.store.waiting_list(opened.practice))

    assert [line.id for line in lines] == [an_id(3), an_id(1)]
    assert opened.do(opened.store.waiting(opened.practice, an_id(2))) == closed


@pytest.mark.parametrize("version", [1, 3])
def test_only_the_latest_version_is_changed(opened: Stand, version: int) -> None:
    """A line is changed from the version that it has."""
    opened.put_waiting(opened.a_waiting())

    with pytest.raises(ChangedMeanwhileError):
        opened.put_waiting(opened.a_waiting(motive="scan", version=version))

    assert opened.do(opened.store.waiting(opened.practice, an_id(1))).motive == "follow-up"


def test_a_line_begins_with_its_first_version(opened: Stand) -> None:
    """A change of a line that nobody wrote is refused."""
    with pytest.raises(ChangedMeanwhileError):
        opened.put_waiting(opened.a_waiting(version=2))


@pytest.mark.parametrize("how", ["book", "move"])
def test_taking_what_was_offered_closes_the_line(opened: Stand, how: str) -> None:
    """The hold of an offer, booked or moved into, ends the waiting in the same write."""
    line = opened.a_waiting(1)
    opened.put_waiting(line)
    opened.put_waiting(opened.a_waiting(2, patient="p-2"))
    opened.hold(a_slot("09:20"), 7, patient="p-1")
    opened.put_waiting(replace(line, offered=an_id(7), offered_until=SOON, version=2))

    if how == "book":
        opened.book(a_slot("09:20"), 8, hold=7, patient="p-1")
    else:
        opened.book(a_slot("10:00"), 8, patient="p-1")
        opened.move(a_slot("09:20"), 8, hold=7)

    closed = opened.do(opened.store.waiting(opened.practice, an_id(1)))
    assert (closed.closed_at, closed.version) == (NOW, 3)
    assert [one.id for one in opened.do(opened.store.waiting_list(opened.practice))] == [an_id(2)]


def test_a_hold_of_nobody_who_waits_closes_nothing(opened: Stand) -> None:
    """Other holds leave the waiting list alone."""
    opened.put_waiting(opened.a_waiting(1))
    opened.hold(number=7)

    opened.book(number=8, hold=7)

    assert len(opened.do(opened.store.waiting_list(opened.practice))) == 1
