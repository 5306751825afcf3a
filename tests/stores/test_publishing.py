"""What a publication opens, closes and keeps, in every store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scheduler.agenda.papers import KeptDay
from scheduler.booking.appointments import State
from scheduler.booking.store import RepublishedError, UnknownError
from tests.booking import NOW, a_day, a_slot, an_agenda_day, an_id, at
from tests.builders import A_MONDAY
from tests.stores.stand import Stand

TUESDAY = a_day(1)


def kept_day(slots: int, number: int = 0) -> KeptDay:
    """So many acute slots kept at nation."""
    figures = {"expected": 3, "sd": 1, "wanted": slots, "slots": slots, "minutes": 0, "turned_away": 0, "unused": 0}
    return KeptDay.model_validate({"site": "nation", "date": a_day(number), **figures})


def test_nothing_is_known_before(stand: Stand) -> None:
    """A practice that has published nothing has no picture."""
    with pytest.raises(UnknownError):
        stand.diary()


def test_it_opens_days(stand: Stand) -> None:
    """The picture holds the days as they were laid out, in the first generation, and the period."""
    day = an_agenda_day("09:00 acute 10:00 open 12:00 away 14:00 group/workshop*3@bastille 15:00", room="blue")

    opened = stand.publish(day)

    diary = stand.diary()
    assert (opened.generation, opened.kept, opened.misfits) == (1, 0, ())
    assert diary.days["ada", A_MONDAY] == day
    assert (diary.published.first_day, diary.published.last_day) == (A_MONDAY, a_day(6))
    assert diary.published.practice.practice.id == stand.practice


def test_an_unchanged_day_keeps_its_generation(stand: Stand) -> None:
    """Only a day whose layout changed is of the new generation, so that offers of the others stay good."""
    stand.publish(an_agenda_day(), an_agenda_day(day=TUESDAY))

    generation = stand.publish(an_agenda_day(), an_agenda_day("10:00 open 12:00", day=TUESDAY)).generation

    days = stand.diary().days
    assert generation == stand.diary().published.generation == 2
    assert (days["ada", A_MONDAY].generation, days["ada", TUESDAY].generation) == (1, 2)
    assert stand.book(generation=1).token


def test_a_new_room_is_a_change(stand: Stand) -> None:
    """Who booked in one room is not offered another unawares: the day is of the new generation."""
    stand.publish(an_agenda_day(room="blue"))

    stand.publish(an_agenda_day(room="red"))

    assert stand.diary().days["ada", A_MONDAY].generation == 2


def test_an_offer_of_before_is_refused(opened: Stand) -> None:
    """A slot of a day that was published anew cannot be taken by its old generation, and nothing is written."""
    opened.publish(an_agenda_day("09:00 acute 12:00"))

    with pytest.raises(RepublishedError):
        opened.book(generation=1)
    with pytest.raises(RepublishedError):
        opened.hold(generation=1)

    assert opened.taken() == []
    with pytest.raises(UnknownError):
        opened.appointment()


def test_a_hold_of_before_cannot_be_booked(opened: Stand) -> None:
    """A hold outlived by the layout it was taken from is refused, and keeps its time until it ends."""
    opened.hold(a_slot("09:00"), number=7)
    opened.publish(an_agenda_day("09:00 open 11:00"))

    with pytest.raises(RepublishedError):
        opened.book(a_slot("09:00"), hold=7, generation=1)

    assert opened.taken() == ["09:00-09:20"]
    assert opened.taken(now=NOW + timedelta(minutes=5)) == []


def test_every_appointment_stays(opened: Stand) -> None:
    """Published anew, a day keeps what is booked of it; what lies outside of it is listed and kept as well."""
    opened.book(a_slot("09:00"), 1)
    opened.book(a_slot("11:00"), 2)

    misfits = opened.publish(an_agenda_day("10:00 open 12:00")).misfits

    assert [(one.appointment, one.rule) for one in misfits] == [(opened.appointment(1), "not_in_agenda")]
    assert opened.taken() == ["09:00-09:20", "11:00-11:20"]


def test_what_is_kept_is_counted(opened: Stand) -> None:
    """Appointments to come in the period, those that no longer fit among them: no cancelled one, none of the past."""
    for number, time in enumerate(("09:00", "10:00", "11:00", "11:20"), 1):
        opened.book(a_slot(time), number)
    opened.cancel(4)

    again = opened.publish(an_agenda_day("10:00 open 11:00"), now=at("09:00"))

    assert (again.kept, [one.appointment.id for one in again.misfits]) == (2, [an_id(3)])


def test_a_publication_has_a_token(opened: Stand) -> None:
    """From its token on, whoever asks sees it."""
    again = opened.publish(an_agenda_day("10:00 open 11:00"))

    assert again.token > 0
    assert opened.diary(again.token).published.generation == again.generation


def test_published_days_are_read_from_date_to_date(opened: Stand) -> None:
    """By day and holder, closed ones too, of this practice only; of an unknown practice there are none."""
    opened.publish(an_agenda_day(day=TUESDAY), an_agenda_day(holder="ben", day=TUESDAY), units=())

    found = opened.do(opened.store.agenda_days(opened.practice, A_MONDAY, TUESDAY))

    people = [(one.day, one.holder, bool(one.pieces)) for one in found if "/" not in one.holder]
    assert people == [(A_MONDAY, "ada", False), (TUESDAY, "ada", True), (TUESDAY, "ben", True)]
    assert opened.do(opened.store.agenda_days(opened.practice, a_day(2), a_day(9))) == []
    assert opened.do(opened.store.agenda_days("nobody", A_MONDAY, TUESDAY)) == []


def test_a_closed_day_keeps_its_appointments(opened: Stand) -> None:
    """A day that closes has no pieces any more; what was booked is listed, stays, and can be cancelled."""
    opened.book()

    misfits = opened.publish(an_agenda_day(day=TUESDAY)).misfits

    closed = opened.diary().days["ada", A_MONDAY]
    assert (closed.pieces, closed.stretches, closed.generation) == ((), (), 2)
    assert [one.appointment.id for one in misfits] == [an_id(1)]
    opened.cancel()
    assert opened.taken() == []


def test_a_closed_day_opens_again(opened: Stand) -> None:
    """A day that was closed and is laid out again can be booked around what it kept."""
    opened.book()
    opened.publish(an_agenda_day(day=TUESDAY))

    opened.publish(an_agenda_day())

    opened.book(a_slot("09:20"), 2, generation=3)
    assert opened.taken() == ["09:00-09:40"]


@pytest.mark.parametrize("over", [State.CANCELLED, State.BOOKED])
def test_only_what_is_to_come_is_listed(opened: Stand, over: State) -> None:
    """Neither a cancelled appointment nor one of the past is told of."""
    opened.book()
    if over is State.CANCELLED:
        opened.cancel()
    later = NOW if over is State.CANCELLED else at("09:00")

    misfits = opened.publish(an_agenda_day("11:00 open 12:00"), now=later).misfits

    assert list(misfits) == []


def test_days_outside_the_period_are_left_alone(opened: Stand) -> None:
    """The next week is published without closing this one, and both are open for booking."""
    opened.book()

    misfits = opened.publish(an_agenda_day(day=a_day(7)), first=a_day(7), last=a_day(13)).misfits

    diary = opened.diary()
    assert list(misfits) == []
    assert (diary.published.first_day, diary.published.last_day) == (A_MONDAY, a_day(13))
    assert diary.days["ada", A_MONDAY].pieces
    assert diary.days["ada", A_MONDAY].generation == 1


def test_the_reserve_is_replaced_in_the_period(stand: Stand) -> None:
    """The acute reserve of a date is that of its last publication; other dates keep theirs."""
    weeks = {number: ("nation", a_day(number)) for number in (0, 1, 7)}
    stand.publish(reserve={weeks[0]: kept_day(3), weeks[1]: kept_day(3, 1)})
    stand.publish(an_agenda_day(day=a_day(7)), first=a_day(7), last=a_day(13), reserve={weeks[7]: kept_day(4, 7)})

    stand.publish(reserve={weeks[0]: kept_day(5)})

    reserve = stand.diary().published.reserve
    assert {day: kept.slots for (_, day), kept in reserve.items()} == {A_MONDAY: 5, a_day(7): 4}


def test_practices_are_apart(opened: Stand) -> None:
    """The same id and time are another appointment in another practice."""
    other = Stand(opened.store, opened._run, f"{opened.practice}-too")
    other.publish()
    opened.book()

    assert other.taken() == []
    with pytest.raises(UnknownError):
        other.appointment()
    other.book()
    opened.cancel()
    assert (opened.taken(), other.taken()) == ([], ["09:00-09:20"])
