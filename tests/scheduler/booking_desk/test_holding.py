"""Slots are kept for a while and booked from there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scheduler.booking.refusal import RefusedError
from scheduler.booking.store import UnknownError
from scheduler.messages import LANGUAGES
from tests.booking import (
    NOW,
    THE_PRACTICE,
    a_patient,
    a_practice_with_booking,
    a_slot,
    an_agenda_day,
    an_id,
    an_order,
    at,
)
from tests.scheduler.booking_desk.front import Front, a_memo, answer, done, refused

LATE = NOW + timedelta(minutes=5)
SHORT = {"hold_minutes": 3, "longest_hold_minutes": 10}


@pytest.mark.parametrize(("asked", "given"), [(None, 3), (1, 1), (10, 10)])
def test_a_hold_lives_as_long_as_asked(asked: int | None, given: int) -> None:
    """Without a wish it lives as long as the policy says."""
    front = Front(practice=a_practice_with_booking(SHORT))

    assert front.hold(minutes=asked).until == NOW + timedelta(minutes=given)


def test_a_hold_has_a_longest_life() -> None:
    """Beyond the policy's figure it is refused, with a sentence that names it."""
    front = Front(practice=a_practice_with_booking(SHORT))

    with pytest.raises(RefusedError) as error:
        done(front.holding(minutes=11))

    (refusal,) = error.value.refusals
    assert refusal.rule == "hold_too_long"
    assert all("10 min" in refusal.sentence(language) for language in LANGUAGES)
    assert front.taken() == []


def test_what_is_held_is_not_given_to_others() -> None:
    """A live hold refuses whoever comes next; an expired one nobody."""
    front = Front()
    front.hold(an_order("09:00"))

    assert refused(front.booking(an_order("09:10"), 2)) == ["time_taken"]
    assert refused(front.holding(an_order("09:00"), 2)) == ["time_taken"]
    assert front.book(an_order("09:15"), 2, now=LATE).slot == a_slot("09:15")


def test_a_hold_is_booked_as_it_was_made() -> None:
    """Patient, motive, category and own doctor are those of the hold."""
    front = Front()
    front.know(a_patient(category="chronic", own_doctor="ben"))
    front.hold(an_order(patient="p-1", category=None))

    booked = done(front.booking_held(1)).thing

    assert booked
    assert (booked.patient, booked.motive, booked.category, booked.own_doctor) == ("p-1", "follow-up", "chronic", "ben")
    assert (booked.slot, booked.booked_at, booked.overridden) == (a_slot("09:00", 25), NOW, ())
    assert front.taken(now=LATE) == ["09:00-09:25"]


def test_notice_that_ran_out_does_not_refuse_a_hold() -> None:
    """Who holds a slot with just enough notice may book it a minute later."""
    front = Front()
    front.hold(an_order("09:00"), now=at("08:30"))

    assert refused(front.booking(an_order("09:20"), 3, now=at("08:51"))) == ["notice"]
    assert done(front.booking_held(1, now=at("08:31"))).thing


def test_a_hold_that_is_over_is_refused() -> None:
    """Expired, booked, let go or never made: whoever books by it searches again."""
    front = Front()
    front.hold(an_order("09:00"), 1)
    front.hold(an_order("09:20"), 2)
    front.hold(an_order("09:40"), 3)
    done(front.booking_held(2, 4))
    done(front.desk.let_go(THE_PRACTICE, an_id(3), NOW))

    for hold, now in ((1, LATE), (2, NOW), (3, NOW), (99, NOW)):
        assert refused(front.booking_held(hold, 5, now)) == ["hold_expired"]
    assert front.taken(now=LATE) == ["09:20-09:40"]


def test_a_hold_cannot_be_let_go_twice() -> None:
    """There is nothing left to end."""
    front = Front()
    front.hold()
    done(front.desk.let_go(THE_PRACTICE, an_id(1), NOW))

    with pytest.raises(UnknownError):
        done(front.desk.let_go(THE_PRACTICE, an_id(1), NOW))


def test_a_patient_who_booked_meanwhile_cannot_book_the_hold() -> None:
    """The patient's own second appointment refuses the hold, which stays."""
    front = Front()
    front.know(a_patient())
    front.hold(an_order("09:00", patient="p-1"), 1)
    front.book(an_order("10:00", patient="p-1"), 2)

    assert refused(front.booking_held(1, 3)) == ["one_future"]


def test_a_hold_of_an_agenda_of_before_is_refused() -> None:
    """Published anew meanwhile, the hold says so."""
    front = Front()
    front.hold()
    front.publish(an_agenda_day("09:00 open 11:00"))

    assert refused(front.booking_held(1)) == ["republished"]


def test_an_overridden_hold_keeps_what_was_set_aside() -> None:
    """Staff hold over a booking; the appointment is marked as overbooked, with the rule that they set aside."""
    front = Front()
    front.book(an_order("09:00"), 1)
    front.hold(an_order("09:10", override=True), 2)

    booked = done(front.booking_held(2, 3)).thing

    assert booked
    assert (booked.overbooked, booked.overridden) == (True, ("time_taken",))
    assert front.taken() == ["09:00-09:30"]


def test_staff_over_a_hold_take_its_time() -> None:
    """Whoever had the hold is refused as if the time were taken, which it is."""
    front = Front()
    front.hold(an_order("09:00"), 1)
    assert front.book(an_order("09:00", override=True), 2).overbooked

    assert refused(front.booking_held(1, 3)) == ["time_taken"]


def test_everything_in_the_way_of_a_hold_is_told() -> None:
    """Staff took its time and its patient booked another: both are said."""
    front = Front()
    front.hold(an_order("09:00", patient="p-1"), 1)
    front.book(an_order("09:00", override=True), 2)
    front.book(an_order("10:00", patient="p-1"), 3)

    assert refused(front.booking_held(1, 4)) == ["one_future", "time_taken"]


def test_a_place_of_a_group_is_held_and_booked() -> None:
    """Places are held like time; the last one is given once."""
    front = Front(an_agenda_day("09:00 group/workshop*1 10:00"))
    order = an_order("09:00", motive="workshop")
    front.hold(order)

    assert refused(front.booking(order, 2)) == ["group_full"]
    booked = done(front.booking_held(1, 3)).thing
    assert booked
    assert booked.slot.group


def test_a_repeated_hold_is_answered_alike() -> None:
    """The rules would refuse it, for its first run took the time; the memo says what was answered then."""
    front = Front()
    first = done(front.holding(memo=a_memo()))
    again = done(front.holding(number=2, memo=a_memo()))

    assert first.thing
    assert answer(again) == {"id": str(first.thing.id), "version": None}


def test_a_repeated_booking_of_a_hold_is_answered_alike() -> None:
    """The hold is gone since its first run."""
    front = Front()
    front.hold()
    done(front.booking_held(1, memo=a_memo()))

    assert answer(done(front.booking_held(1, memo=a_memo()))) == {"id": str(an_id(2)), "version": 1}
