"""Bookings at the front desk: every rule is asked again, and who was quicker is told as the rule that refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from scheduler.booking.refusal import RefusedError
from scheduler.booking.store import MemoReusedError, UnknownError
from scheduler.messages import LANGUAGES
from tests.booking import (
    NOW,
    THE_PRACTICE,
    a_day,
    a_patient,
    a_practice_with_booking,
    a_publication,
    a_request,
    a_slot,
    an_agenda_day,
    an_appointment,
    an_id,
    an_order,
    at,
)
from tests.scheduler.booking_desk.front import Front, a_memo, answer, done, refused

BEN = an_agenda_day(holder="ben")


def test_a_slot_is_booked() -> None:
    """What is ordered is kept, and the store gives it back."""
    front = Front()

    booked = front.book(an_order("09:00"))

    assert booked == an_appointment() == done(front.store.appointment(THE_PRACTICE, an_id(1)))
    assert front.taken() == ["09:00-09:20"]


def test_a_practice_that_has_not_published() -> None:
    """Nothing can be booked where nothing is known."""
    with pytest.raises(UnknownError):
        done(Front().desk.book("another-practice", an_order(), NOW, new_id=an_id(1)))


def test_every_refusing_rule_is_told() -> None:
    """Too late and taken: both are said, each with a sentence in every language."""
    front = Front()
    front.book(an_order("09:00"), 1)

    with pytest.raises(RefusedError) as error:
        done(front.booking(an_order("09:00"), 2, now=at("08:50")))

    assert {refusal.rule for refusal in error.value.refusals} == {"notice", "time_taken"}
    assert all(refusal.sentence(language) for refusal in error.value.refusals for language in LANGUAGES)


@pytest.mark.parametrize("motive", ["acute", "follow-up", "scan", "workshop"])
def test_what_is_offered_can_be_booked(motive: str) -> None:
    """Every offer of a search is given, to one client at a time."""
    days = (an_agenda_day("08:00 acute 09:00 open 11:00 group/workshop*2 12:00"), an_agenda_day(holder="ben"))
    for number, offer in enumerate(Front(*days).search(motive, count=50).offers, 1):
        front = Front(*days)
        order = an_order(motive=motive, practitioner=offer.slot.practitioner, starts=offer.slot.starts)

        assert front.book(order, number).slot.begin == offer.slot.begin
    assert Front(*days).search(motive).offers


def test_a_scan_takes_the_device() -> None:
    """The unit of the shared resource is taken with it; without a free one nobody else scans."""
    front = Front(an_agenda_day(), BEN)
    booked = front.book(an_order(motive="scan"), 1)

    assert booked.slot.resources == ("ultrasound/1",)
    assert refused(front.booking(an_order("09:10", "ben", motive="scan"), 2)) == ["resource_busy"]


def test_a_known_patient_fills_in_what_is_not_said() -> None:
    """Category and own doctor come from what the practice knows, unless the order names them."""
    front = Front()
    front.know(a_patient(category="chronic", own_doctor="ben"))

    booked = front.book(an_order(category=None, patient="p-1"))

    assert (booked.category, booked.own_doctor, booked.slot.minutes) == ("chronic", "ben", 25)
    named = front.book(an_order("11:00", category="adult", patient="p-1", own_doctor="ada", motive="acute"), 2)
    assert (named.category, named.own_doctor) == ("adult", "ada")


def test_without_a_category_nothing_is_booked() -> None:
    """Neither an unknown patient nor none at all has a length."""
    front = Front()

    assert refused(front.booking(an_order(category=None))) == ["category_needed"]
    assert refused(front.booking(an_order(category=None, patient="p-9"))) == ["category_needed"]


def test_one_future_appointment_a_motive() -> None:
    """A second one is refused, unless the practice allows several."""
    front = Front()
    front.book(an_order("09:00", patient="p-1"), 1)

    assert refused(front.booking(an_order("10:00", patient="p-1"), 2)) == ["one_future"]
    several = a_practice_with_booking({"motives": [{"motive": "follow-up", "several": True}]})
    front = Front(practice=several)
    front.book(an_order("09:00", patient="p-1"), 1)
    assert not front.book(an_order("10:00", patient="p-1"), 2).only_future


def test_staff_set_the_one_appointment_aside() -> None:
    """With override a patient gets a second one, which is marked and is not the store's promise any more."""
    front = Front()
    front.book(an_order("09:00", patient="p-1"), 1)

    second = front.book(an_order("10:00", patient="p-1", override=True), 2)

    assert (second.overridden, second.overbooked, second.only_future) == (("one_future",), False, False)


def test_staff_book_over_what_is_taken() -> None:
    """The appointment is marked as overbooked, and gives back its own time only."""
    front = Front()
    front.book(an_order("09:00"), 1)

    over = front.book(an_order("09:10", override=True), 2)

    assert (over.overbooked, over.overridden) == (True, ("time_taken",))
    front.cancel(1)
    assert front.taken() == ["09:10-09:30"]


def test_an_override_that_nothing_refuses_marks_nothing() -> None:
    """Free time is booked as by anybody else."""
    booked = Front().book(an_order(override=True))

    assert (booked.overbooked, booked.overridden) == (False, ())


def test_not_every_rule_can_be_set_aside() -> None:
    """The past is past for staff too; only the rules that refuse for good are told."""
    front = Front()
    front.book(an_order("09:00"), 1)

    with pytest.raises(RefusedError) as error:
        done(front.booking(an_order("09:00", override=True), 2, now=at("09:10")))

    assert "time_taken" not in {refusal.rule for refusal in error.value.refusals}


def quicker(front: Front, *steps: Callable[[], object]) -> None:
    """Let somebody else do something just before the next write."""

    async def first() -> None:
        for step in steps:
            await step()  # type: ignore[misc]

    front.store.first = first


def test_somebody_was_quicker() -> None:
    """Taken between the rules and the store, the time is refused as the rule would have."""
    front = Front()
    quicker(front, lambda: front.booking(an_order("09:15"), 2))

    assert refused(front.booking(an_order("09:00"), 1)) == ["time_taken"]
    assert front.taken() == ["09:15-09:35"]


def test_somebody_took_the_last_place() -> None:
    """A full group says so."""
    front = Front(an_agenda_day("09:00 group/workshop*1 10:00"))
    order = an_order(motive="workshop")
    quicker(front, lambda: front.booking(order, 2))

    assert refused(front.booking(order, 1)) == ["group_full"]


def test_the_patient_was_quicker() -> None:
    """The same patient on two lines at once has one appointment."""
    front = Front()
    quicker(front, lambda: front.booking(an_order("10:00", patient="p-1"), 2))

    assert refused(front.booking(an_order("09:00", patient="p-1"), 1)) == ["one_future"]


def test_the_agenda_was_quicker() -> None:
    """Published anew between the rules and the store, the booking is refused."""
    front = Front()

    async def republish() -> None:
        await front.store.publish(a_publication(an_agenda_day("10:00 open 12:00")), NOW)

    quicker(front, republish)

    assert refused(front.booking(an_order("09:00"))) == ["republished"]


def test_staff_who_override_get_it_though_somebody_was_quicker() -> None:
    """The time was free when the rules were asked and is not any more: the appointment is marked as overbooked."""
    front = Front()
    quicker(front, lambda: front.booking(an_order("09:15"), 2))

    booked = front.book(an_order("09:00", override=True), 1)

    assert (booked.overbooked, booked.overridden) == (True, ("time_taken",))
    assert front.taken() == ["09:00-09:35"]


def test_a_repeated_booking_is_answered_alike() -> None:
    """The first run took the time, which must not refuse the second; nothing is booked twice."""
    front = Front()
    first = done(front.booking(memo=a_memo()))
    again = done(front.booking(number=2, memo=a_memo(), now=NOW + timedelta(minutes=5)))

    assert answer(first) is None
    assert answer(again) == {"id": str(an_id(1)), "version": 1}
    assert front.taken() == ["09:00-09:20"]


def test_a_repeated_booking_is_answered_though_it_was_cancelled() -> None:
    """What was answered stays the answer: the slot is not booked anew."""
    front = Front()
    done(front.booking(memo=a_memo()))
    front.cancel()

    assert answer(done(front.booking(memo=a_memo())))
    assert front.taken() == []


def test_a_twin_that_commits_in_between() -> None:
    """Two copies of one request: the slower passes the rules, finds the slot written, and answers as the quicker."""
    front = Front()
    quicker(front, lambda: front.booking(number=1, memo=a_memo()))

    again = done(front.booking(number=1, memo=a_memo()))

    assert answer(again) == {"id": str(an_id(1)), "version": 1}


def test_another_request_under_the_same_key_is_refused() -> None:
    """Whether the rules refuse it or not."""
    front = Front()
    done(front.booking(memo=a_memo()))
    other = a_memo()
    object.__setattr__(other, "fingerprint", "another request")

    for order in (an_order("09:00"), an_order("11:00")):
        with pytest.raises(MemoReusedError):
            done(front.booking(order, 2, memo=other))


def test_a_search_is_of_the_practice() -> None:
    """The desk searches the store's picture: what is taken is not offered."""
    front = Front(an_agenda_day("09:00 open 09:40"))
    front.book(an_order("09:00"))

    found = done(front.desk.search(THE_PRACTICE, a_request(), NOW))

    assert [offer.slot.begin for offer in found.offers] == [a_slot("09:20").begin]


def test_the_next_day_is_offered_with_its_own_generation() -> None:
    """A day published later is booked in its own generation, one of before in its old."""
    front = Front(an_agenda_day(), an_agenda_day(day=a_day(1)))
    front.publish(an_agenda_day(), an_agenda_day("10:00 open 12:00", day=a_day(1)))

    assert front.book(an_order("09:00"), 1).generation == 1
    assert front.book(an_order("10:00", day=a_day(1)), 2).generation == 2
