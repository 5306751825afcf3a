"""Appointments are moved, cancelled and marked at the front desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from scheduler.booking.appointments import State
from scheduler.booking.store import ChangedMeanwhileError, UnknownError
from scheduler.motives import Channel
from tests.booking import (
    NOW,
    THE_PRACTICE,
    a_day,
    a_patient,
    a_slot,
    an_agenda_day,
    an_id,
    an_order,
    at,
)
from tests.builders import A_MONDAY
from tests.scheduler.booking_desk.front import Front, done, refused

BEN = an_agenda_day(holder="ben")


def test_an_appointment_is_moved() -> None:
    """Time and practitioner change; patient, motive, category and own doctor stay, whatever the order says."""
    front = Front(an_agenda_day(), BEN)
    front.book(an_order("09:00", patient="p-1", category="chronic", own_doctor="ada"))

    moved = front.move(an_order("10:00", "ben", motive="acute", category="adult", patient="p-2"))

    assert (moved.slot.practitioner, moved.slot.begin, moved.slot.minutes) == ("ben", 600, 25)
    assert (moved.patient, moved.motive, moved.category, moved.own_doctor) == ("p-1", "follow-up", "chronic", "ada")
    assert (moved.version, moved.id) == (2, an_id(1))
    assert (front.taken(), front.taken("ben")) == ([], ["10:00-10:25"])


def test_a_move_may_overlap_itself() -> None:
    """Neither its own time nor its patient's own visit stands in the way."""
    front = Front()
    front.book(an_order("09:00", patient="p-1"))

    assert front.move(an_order("09:15")).slot == a_slot("09:15")
    assert not front.move(an_order("09:20", override=True)).overbooked


def test_a_move_keeps_the_device() -> None:
    """A scan moved by a quarter of an hour needs the unit that it has itself."""
    front = Front()
    front.book(an_order("09:00", motive="scan"))

    assert front.move(an_order("09:15")).slot.resources == ("ultrasound/1",)
    assert front.taken("ultrasound/1") == ["09:15-09:45"]


def test_a_move_within_a_full_group() -> None:
    """Its own place counts as free."""
    front = Front(an_agenda_day("09:00 group/workshop*1 10:00"))
    front.book(an_order(motive="workshop"))

    assert front.move(an_order()).version == 2


def test_the_channel_stays_unless_another_is_named() -> None:
    """Who is seen at a distance is so after the move."""
    front = Front(an_agenda_day("09:00 tele 12:00"))
    front.book(an_order("09:00", channel=Channel.TELE))

    assert front.move(an_order("10:00")).slot.channel is Channel.TELE


def test_a_refused_move_changes_nothing() -> None:
    """Every rule is asked for the new slot; the old one stays."""
    front = Front()
    front.book(an_order("09:00"), 1)
    front.book(an_order("10:00"), 2)

    assert refused(front.moving(an_order("10:10"))) == ["time_taken"]
    assert front.taken() == ["09:00-09:20", "10:00-10:20"]


def test_staff_move_over_another() -> None:
    """Marked as overbooked; back in free time the mark is gone."""
    front = Front()
    front.book(an_order("09:00"), 1)
    front.book(an_order("10:00"), 2)

    over = front.move(an_order("10:10", override=True))
    back = front.move(an_order("09:00"))

    assert (over.overbooked, over.overridden) == (True, ("time_taken",))
    assert (back.overbooked, back.overridden) == (False, ())
    assert front.taken() == ["09:00-09:20", "10:00-10:20"]


def test_only_the_version_seen_is_changed() -> None:
    """With If-Match an older version is told apart, for every change; the latest is changed."""
    front = Front()
    front.book()
    front.move(an_order("10:00"), version=1)

    for call in (
        front.moving(an_order("11:00"), version=1),
        front.cancelling(version=1),
        front.marking(State.ARRIVED, at("09:00"), version=1),
    ):
        with pytest.raises(ChangedMeanwhileError):
            done(call)
    assert front.cancel(version=2).version == 3
    with pytest.raises(ChangedMeanwhileError):
        done(front.cancelling(version=1))
    assert front.cancel(version=2).version == front.cancel(version=3).version == 3


def test_without_a_version_the_latest_is_changed() -> None:
    """Somebody marks the appointment just before it is moved: the move finds the latest and is judged anew."""
    front = Front()
    front.book()
    front.store.first = front.cancelling

    assert refused(front.moving(an_order("10:00"))) == ["not_movable"]
    assert front.taken() == []


def test_what_is_not_there_cannot_be_changed() -> None:
    """An appointment of another practice, or of nobody, is unknown."""
    front = Front()
    for call in (front.moving(an_order()), front.cancelling(), front.marking(State.ARRIVED, NOW)):
        with pytest.raises(UnknownError):
            done(call)


@pytest.mark.parametrize("state", [State.ARRIVED, State.ATTENDED, State.DID_NOT_ATTEND])
def test_only_a_booked_one_is_moved(state: State) -> None:
    """Who has come, or has not, is not moved any more."""
    front = Front()
    front.book()
    front.mark(state, at("09:00"))

    assert refused(front.moving(an_order("11:00"), now=at("09:05"))) == ["not_movable"]


def test_a_cancelled_one_gives_its_time_back() -> None:
    """The slot is offered again; the reason is kept."""
    front = Front(an_agenda_day("09:00 open 09:20"))
    front.book()
    assert front.search().offers == ()

    cancelled = front.cancel()

    assert (cancelled.state, cancelled.reason, cancelled.cancelled_at) == (State.CANCELLED, "patient", NOW)
    assert len(front.search().offers) == 1


def test_a_second_cancellation_answers_the_same() -> None:
    """Nothing is written, also for the version that was cancelled: the answer was lost, not the cancellation."""
    front = Front()
    front.book(number=1)
    first = front.cancel(version=1)
    front.book(number=2)

    assert front.cancel(version=1, now=NOW + timedelta(minutes=1)) == first
    assert front.taken() == ["09:00-09:20"]


@pytest.mark.parametrize("state", [State.ATTENDED, State.DID_NOT_ATTEND])
def test_what_is_over_cannot_be_cancelled(state: State) -> None:
    """An appointment that took place, or was missed, keeps its slot."""
    front = Front()
    front.book()
    front.mark(state, at("09:00"))

    assert refused(front.cancelling(now=at("09:05"))) == ["not_cancellable"]
    assert front.taken() == ["09:00-09:20"]


def test_an_appointment_is_followed_to_its_end() -> None:
    """Arrived, attended with its minutes, and corrected."""
    front = Front()
    front.book()

    assert front.mark(State.ARRIVED, at("08:55")).arrived_at == at("08:55")
    attended = front.mark(State.ATTENDED, at("09:25"), actual_minutes=22)
    assert (attended.state, attended.actual_minutes, attended.version) == (State.ATTENDED, 22, 3)
    assert front.mark(State.DID_NOT_ATTEND, at("09:30")).actual_minutes is None
    assert front.taken() == ["09:00-09:20"]


def test_the_same_mark_twice_is_one_change() -> None:
    """Marked as arrived once more the answer is the same, and nothing is written."""
    front = Front()
    front.book()
    first = front.mark(State.ARRIVED, at("08:55"))

    assert front.mark(State.ARRIVED, at("08:58")) == first


def test_nobody_is_absent_before_the_start() -> None:
    """Whoever may still come is not marked as absent."""
    front = Front()
    front.book()

    assert refused(front.marking(State.DID_NOT_ATTEND, at("08:59"))) == ["not_started"]
    assert refused(front.marking(State.BOOKED, at("09:01"))) == ["not_markable"]


def reviewed(front: Front) -> date | None:
    """The patient's last review."""
    return front.diary.patients["p-1"].last_review


def test_a_review_attended_is_the_last_review() -> None:
    """Taken back if it was a mistake, so that the patient is asked again."""
    front = Front()
    front.know(a_patient(last_review=date(2024, 12, 1)))
    front.book(an_order(motive="annual-review", patient="p-1"))

    front.mark(State.ARRIVED, at("08:55"))
    assert reviewed(front) == date(2024, 12, 1)
    front.mark(State.ATTENDED, at("09:40"))
    assert reviewed(front) == A_MONDAY
    front.mark(State.DID_NOT_ATTEND, at("09:45"))
    assert reviewed(front) is None


def test_the_token_of_a_mark_shows_the_review_too() -> None:
    """Whoever asks for the patient with it finds the new date: it is that of the later of the two writes."""
    front = Front()
    front.know(a_patient())
    front.book(an_order(motive="annual-review", patient="p-1"))

    marked = done(front.marking(State.ATTENDED, at("09:40")))

    assert marked.token == done(front.store.put_patient(THE_PRACTICE, a_patient("p-2"), None, NOW)).token - 1


def test_a_later_review_stays_the_last() -> None:
    """Marked long after, an older review does not replace a newer one."""
    front = Front()
    front.know(a_patient(last_review=a_day(1)))
    front.book(an_order(motive="annual-review", patient="p-1"))

    front.mark(State.ATTENDED, at("09:40"))

    assert reviewed(front) == a_day(1)


def test_only_a_review_of_a_known_patient_counts() -> None:
    """Another motive changes nothing, and of unknown patients nothing is kept."""
    front = Front()
    front.know(a_patient())
    front.book(an_order("09:00", patient="p-1"), 1)
    front.book(an_order("10:00", motive="annual-review", patient="p-9"), 2)

    front.mark(State.ATTENDED, at("09:20"), 1)
    front.mark(State.ATTENDED, at("10:40"), 2)

    assert reviewed(front) is None
    assert list(front.diary.patients) == ["p-1"]


def test_an_appointment_moves_into_a_hold() -> None:
    """The hold is used up, and the old time is free."""
    front = Front()
    front.book(an_order("11:00", patient="p-1"), 1)
    front.hold(an_order("09:00"), 2)

    moved = done(front.desk.move_held(THE_PRACTICE, an_id(1), an_id(2), NOW)).thing

    assert moved
    assert (moved.slot, moved.patient, moved.version) == (a_slot("09:00"), "p-1", 2)
    assert front.taken(now=NOW + timedelta(hours=1)) == ["09:00-09:20"]


def test_a_hold_for_something_else_is_not_moved_into() -> None:
    """The hold's motive must be the appointment's; a dead hold takes nobody either."""
    front = Front()
    front.book(an_order("11:00"), 1)
    front.hold(an_order("09:00", motive="scan"), 2)
    front.hold(an_order("10:00"), 3)

    assert refused(front.desk.move_held(THE_PRACTICE, an_id(1), an_id(2), NOW)) == ["hold_expired"]
    late = NOW + timedelta(minutes=5)
    assert refused(front.desk.move_held(THE_PRACTICE, an_id(1), an_id(3), late)) == ["hold_expired"]
    assert refused(front.desk.move_held(THE_PRACTICE, an_id(1), an_id(4), NOW)) == ["hold_expired"]
