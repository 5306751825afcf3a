"""The waiting list: who waits is offered time that came free."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from scheduler.booking.appointments import State
from scheduler.booking.store import UnknownError
from scheduler.booking.waitlist import in_turn
from tests.booking import (
    NOW,
    PRACTICE,
    THE_PRACTICE,
    a_day,
    a_patient,
    a_practice_with_booking,
    a_slot,
    a_waiting,
    an_agenda_day,
    an_id,
    an_order,
    at,
)
from tests.builders import A_MONDAY
from tests.scheduler.booking_desk.front import Front, a_memo, answer, done, refused

HOUR = timedelta(hours=1)
ONE_SLOT = an_agenda_day("09:00 open 09:20")


def a_front(*days, **stated) -> Front:  # type: ignore[no-untyped-def]
    """Three patients are known; ada has one slot, unless days are given."""
    front = Front(*(days or (ONE_SLOT,)), **stated)
    front.know(a_patient("p-1"), a_patient("p-2"), a_patient("p-3"))
    return front


def offered(front: Front, **stated) -> list[int]:  # type: ignore[no-untyped-def]
    """The numbers of the lines that are offered something."""
    return [line.id.int for line in front.offer_freed(**stated)]


def test_only_a_known_patient_waits() -> None:
    """Of somebody else the practice does not know whom to call."""
    front = a_front()

    assert refused(front.desk.wait(a_waiting(patient="p-9"), NOW)) == ["patient_unknown"]
    assert front.wait() == a_waiting()


def test_a_repeated_line_is_answered_alike() -> None:
    """A line is written once."""
    front = a_front()
    done(front.desk.wait(a_waiting(1), NOW, a_memo()))

    assert answer(done(front.desk.wait(a_waiting(2), NOW, a_memo()))) == {"id": str(an_id(1)), "version": 1}


def test_free_time_is_held_for_who_waits() -> None:
    """The line says which hold, and until when; nobody else is given the time."""
    front = a_front()
    front.wait()

    (line,) = front.offer_freed(first=500)

    assert (line.offered, line.offered_until, line.version) == (an_id(500), NOW + HOUR, 2)
    assert line == front.line()
    hold = done(front.store.held(THE_PRACTICE, an_id(500)))
    assert (hold.slot, hold.patient, hold.motive, hold.own_doctor) == (a_slot("09:00"), "p-1", "follow-up", "ada")
    assert "time_taken" in refused(front.booking(an_order("09:00")))


def test_a_hold_for_who_waits_ends_with_its_start() -> None:
    """Nobody takes a slot that has begun."""
    front = a_front()
    front.wait()

    (line,) = front.offer_freed(now=at("08:20"))

    assert line.offered_until == at("09:00")


def test_the_practice_says_how_long_an_offer_lasts() -> None:
    """The policy's figure holds."""
    front = a_front(practice=a_practice_with_booking({"offer_minutes": 25}))
    front.wait()

    assert front.offer_freed()[0].offered_until == NOW + timedelta(minutes=25)


def test_who_asked_first_is_offered_first() -> None:
    """One slot, three who wait: the first gets it, the others stay open."""
    front = a_front()
    for number in (3, 2, 1):
        front.wait(number, patient=f"p-{number}", asked_at=NOW - timedelta(minutes=number))

    assert offered(front) == [3]
    assert front.line(2).offered is None


def test_acute_motives_come_first() -> None:
    """However late they asked."""
    front = a_front(an_agenda_day("09:00 open 09:20"))
    front.wait(1, patient="p-1", asked_at=NOW - HOUR)
    front.wait(2, patient="p-2", motive="acute")

    assert offered(front)[0] == 2


def test_as_many_offers_as_ids() -> None:
    """With two ids two are offered something; without free time nobody is, and no id is lost."""
    front = a_front(an_agenda_day("09:00 open 10:00"))
    for number in (1, 2, 3):
        front.wait(number, patient=f"p-{number}", asked_at=NOW + timedelta(minutes=number))

    assert offered(front, count=2) == [1, 2]
    assert offered(front, count=2, first=600) == [3]


def test_a_line_that_nothing_fits_uses_no_id() -> None:
    """The next in turn is offered with the same id."""
    front = a_front()
    front.wait(1, patient="p-1", practitioners=("ben",))
    front.wait(2, patient="p-2", asked_at=NOW + HOUR)

    assert offered(front, count=1) == [2]


def test_nothing_is_offered_twice() -> None:
    """While an offer lasts, its line is not offered something else."""
    front = a_front(an_agenda_day("09:00 open 12:00"))
    front.wait()
    front.offer_freed()

    assert offered(front, now=NOW + timedelta(minutes=59), first=600) == []
    assert offered(front, now=NOW + HOUR, first=600) == [1]


def test_an_offer_that_ran_out_puts_its_line_at_the_back() -> None:
    """Who did not answer is asked again after those who were not asked yet."""
    front = a_front()
    front.wait(1, patient="p-1")
    front.wait(2, patient="p-2", asked_at=NOW + timedelta(minutes=5))
    assert offered(front) == [1]

    assert offered(front, now=NOW + HOUR, first=600) == [2]


def test_wishes_are_kept() -> None:
    """Only the practitioners, sites, parts of the day and dates that the line names."""
    days = [
        an_agenda_day("09:00 open 09:20 away 14:00 open 14:20", who, a_day(number), site)
        for who, site in (("ada", "nation"), ("chloe", "bastille"))
        for number in (0, 1)
    ]
    wishes: dict[int, dict[str, Any]] = {
        1: {"practitioners": ("chloe",), "parts": ("morning",)},
        2: {"sites": ("nation",), "from_day": a_day(1), "parts": ("afternoon",)},
    }
    front = a_front(*days)
    for number, stated in wishes.items():
        front.wait(number, patient=f"p-{number}", **stated)

    held = [done(front.store.held(THE_PRACTICE, line.offered)).slot for line in front.offer_freed() if line.offered]

    assert [(slot.practitioner, slot.day, slot.begin) for slot in held] == [
        ("chloe", A_MONDAY, 540),
        ("ada", a_day(1), 840),
    ]


def test_taking_the_offer_closes_the_line() -> None:
    """The hold is booked like any other, and the patient does not wait any more."""
    front = a_front()
    front.wait()
    front.offer_freed(first=500)

    booked = done(front.booking_held(500, 7)).thing

    assert booked
    assert booked.patient == "p-1"
    assert front.line().closed_at == NOW
    assert done(front.store.waiting_list(THE_PRACTICE)) == []


def test_who_has_an_appointment_is_offered_an_earlier_one() -> None:
    """It is taken by moving, which closes the line; a later one is not offered."""
    front = a_front(an_agenda_day("09:00 open 09:20 away 10:00 open 10:20 away 11:00 open 11:20"))
    front.book(an_order("09:00"), 1)
    front.book(an_order("10:00", patient="p-1"), 2)
    front.wait(3)
    assert offered(front) == []

    front.cancel(1)
    assert offered(front, first=600) == [3]
    assert refused(front.booking_held(600, 8)) == ["one_future"]
    moved = done(front.desk.move_held(THE_PRACTICE, an_id(2), an_id(600), NOW)).thing

    assert moved
    assert moved.slot == a_slot("09:00")
    assert front.line(3).closed_at == NOW


def test_who_leaves_is_offered_nothing() -> None:
    """The line closes, what was held is free again, and leaving twice is leaving."""
    front = a_front()
    front.wait()
    front.offer_freed()

    left = done(front.desk.leave(THE_PRACTICE, an_id(1), NOW)).thing
    again = done(front.desk.leave(THE_PRACTICE, an_id(1), NOW + HOUR)).thing

    assert left == again == front.line()
    assert left.closed_at == NOW
    assert front.taken() == []
    assert offered(front, first=600) == []


def test_leaving_after_the_offer_ran_out() -> None:
    """There is nothing left to let go, and the line closes all the same."""
    front = a_front()
    front.wait()
    front.offer_freed()

    assert done(front.desk.leave(THE_PRACTICE, an_id(1), NOW + 2 * HOUR)).thing
    with pytest.raises(UnknownError):
        done(front.desk.leave(THE_PRACTICE, an_id(2), NOW))


def test_a_line_whose_period_is_over_closes() -> None:
    """Nobody waits for yesterday."""
    front = a_front()
    front.wait(to_day=A_MONDAY)

    assert offered(front, now=at("00:00", a_day(1))) == []
    assert front.line().closed_at == at("00:00", a_day(1))


def test_a_line_that_left_meanwhile_keeps_nothing() -> None:
    """The patient leaves while the offer is made: the hold is let go."""
    front = a_front()
    front.wait()

    async def leave_before_the_line_is_written() -> None:
        front.store.first = lambda: front.desk.leave(THE_PRACTICE, an_id(1), NOW)

    front.store.first = leave_before_the_line_is_written

    assert offered(front) == []
    assert front.taken() == []
    assert front.line().closed_at == NOW


def test_somebody_was_quicker_than_the_offer() -> None:
    """Taken between search and hold, the next best is offered."""
    front = a_front(an_agenda_day("09:00 open 09:40"))
    front.wait()
    best, *_ = front.search(patient="p-1").offers
    order = an_order(starts=best.slot.starts)
    front.store.first = lambda: front.booking(order, 5)

    (line,) = front.offer_freed()

    assert line.offered
    assert done(front.store.held(THE_PRACTICE, line.offered)).slot.starts != best.slot.starts


def test_a_slot_that_comes_free_reaches_who_waits() -> None:
    """The whole story: full, waited, cancelled, offered, taken."""
    front = a_front()
    front.book(an_order("09:00", patient="p-2"), 1)
    front.wait(2)
    assert offered(front) == []

    front.cancel(1)
    (line,) = front.offer_freed()
    assert line.offered
    booked = done(front.booking_held(line.offered.int, 9)).thing

    assert booked
    assert (booked.state, booked.slot) == (State.BOOKED, a_slot("09:00"))


def test_the_order_of_turns() -> None:
    """Acute, then by asking, an offer that ran out counting as asked when it did; live offers have had theirs."""
    lines = [
        a_waiting(1, asked_at=NOW - HOUR, offered=an_id(9), offered_until=NOW),
        a_waiting(2, asked_at=NOW - timedelta(minutes=30)),
        a_waiting(3, asked_at=NOW, motive="acute"),
        a_waiting(4, asked_at=NOW - 2 * HOUR, offered=an_id(8), offered_until=NOW + HOUR),
        a_waiting(5, asked_at=NOW - 3 * HOUR, to_day=a_day(-1)),
    ]

    assert [line.id.int for line in in_turn(lines, PRACTICE, A_MONDAY, NOW)] == [3, 2, 1]
