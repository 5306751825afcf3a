"""Appointments are moved, cancelled and marked, in every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.booking.appointments import State
from scheduler.booking.store import (
    ChangedMeanwhileError,
    HoldExpiredError,
    OneFutureError,
    RepublishedError,
    SlotTakenError,
    UnknownError,
)
from tests.booking import NOW, a_day, a_slot, an_agenda_day, an_id, at
from tests.builders import A_MONDAY
from tests.stores.stand import Stand, cancelled

UNIT = "ultrasound/1"


def test_a_move_gives_back_and_takes(stand: Stand) -> None:
    """The old time is free, the new one is taken, with another practitioner on another day as well."""
    stand.publish(an_agenda_day(), an_agenda_day(holder="ben", day=a_day(1)))
    stand.book(a_slot("09:00"), patient="p-1")

    written = stand.move(a_slot("10:00", practitioner="ben", day=a_day(1)))

    assert (stand.taken(), stand.taken("ben", a_day(1))) == ([], ["10:00-10:20"])
    assert written.thing == stand.appointment()
    assert stand.appointment().version == 2
    assert [visit.starts for visit in stand.diary().visits["p-1"]] == [at("10:00", a_day(1))]
    assert stand.do(stand.store.appointments(stand.practice, "ada", A_MONDAY, A_MONDAY)) == []


@pytest.mark.parametrize("time", ["08:50", "09:10"])
def test_a_move_may_overlap_itself(stand: Stand, time: str) -> None:
    """Ten minutes earlier or later is given, although the appointment itself has half of it."""
    stand.publish(an_agenda_day("08:00 open 12:00"))
    stand.book(a_slot("09:00"))

    stand.move(a_slot(time))

    assert stand.taken() == [{"08:50": "08:50-09:10", "09:10": "09:10-09:30"}[time]]


def test_a_move_that_cannot_be_given_changes_nothing(stand: Stand) -> None:
    """Where the new time is taken, the old one stays."""
    stand.publish(an_agenda_day(), an_agenda_day(holder="ben"))
    stand.book(a_slot("09:00"), 1, patient="p-1")
    stand.book(a_slot("09:00", practitioner="ben"), 2)
    before = stand.appointment(1)

    with pytest.raises(SlotTakenError):
        stand.move(a_slot("09:10", practitioner="ben"), 1)
    with pytest.raises(RepublishedError):
        stand.move(a_slot("12:00"), 1)

    assert stand.appointment(1) == before
    assert (stand.taken(), stand.taken("ben")) == (["09:00-09:20"], ["09:00-09:20"])
    assert len(stand.diary().visits["p-1"]) == 1


def test_a_move_of_an_older_version_is_refused(opened: Stand) -> None:
    """Whoever saw the appointment before its last change has to look again."""
    opened.book(a_slot("09:00"))
    seen = opened.appointment()
    opened.move(a_slot("10:00"))

    late = replace(seen, slot=a_slot("11:00"), version=2)
    with pytest.raises(ChangedMeanwhileError):
        opened.do(opened.store.move(seen, late, NOW))

    assert opened.taken() == ["10:00-10:20"]


def test_two_moves_at_once(opened: Stand) -> None:
    """Two changes of one version: one is done, whole, the other is told."""
    opened.book(a_slot("09:00"))
    seen = opened.appointment()
    wanted = [replace(seen, slot=a_slot(time), version=2) for time in ("10:00", "11:00")]

    results = opened.all_at_once([opened.store.move(seen, after, NOW) for after in wanted])

    assert sum(isinstance(one, ChangedMeanwhileError) for one in results) == 1
    assert opened.taken() in (["10:00-10:20"], ["11:00-11:20"])


def test_two_appointments_cross(opened: Stand) -> None:
    """Many appointments moved at once to few starts: masks are what the appointments say, whoever won."""
    starts = ["09:00", "09:20", "09:40", "10:00"]
    for number, time in enumerate(starts, 1):
        opened.book(a_slot(time), number)
    seen = [opened.appointment(number) for number in (1, 2, 3, 4)]
    targets = ["10:20", "10:30", "10:20", "09:10"]
    wanted = [replace(one, slot=a_slot(time), version=2) for one, time in zip(seen, targets, strict=True)]

    opened.all_at_once([opened.store.move(one, after, NOW) for one, after in zip(seen, wanted, strict=True)])

    kept = [opened.appointment(number).slot.mask for number in (1, 2, 3, 4)]
    assert opened.day_taken().booked == sum(kept)
    assert sum(kept).bit_count() == 16


def test_there_is_nothing_to_move(opened: Stand) -> None:
    """An appointment that the practice does not have is unknown, to every change."""
    ghost = opened.an_appointment()
    after = replace(ghost, version=2)

    for call in (opened.store.move, opened.store.cancel, opened.store.mark):
        with pytest.raises(UnknownError):
            opened.do(call(ghost, after, NOW))


def test_a_move_into_a_hold(opened: Stand) -> None:
    """The hold of the new time is used up; one of another time is refused."""
    opened.book(a_slot("09:00"), 1)
    opened.hold(a_slot("09:20"), 2)
    with pytest.raises(HoldExpiredError):
        opened.move(a_slot("10:00"), hold=2)

    opened.move(a_slot("09:20"), hold=2)

    assert opened.taken() == ["09:20-09:40"]
    with pytest.raises(UnknownError):
        opened.do(opened.store.held(opened.practice, an_id(2)))


def test_a_move_takes_and_gives_back_units(stand: Stand) -> None:
    """A device moves with the appointment; one that is not needed any more is free."""
    stand.publish(an_agenda_day(), an_agenda_day(holder="ben"))
    stand.book(a_slot("09:00", resources=(UNIT,)))

    stand.move(a_slot("09:10", resources=(UNIT,), practitioner="ben"))
    assert (stand.taken(), stand.taken("ben"), stand.taken(UNIT)) == ([], ["09:10-09:30"], ["09:10-09:30"])
    stand.move(a_slot("09:10"))

    assert (stand.taken(), stand.taken("ben"), stand.taken(UNIT)) == (["09:10-09:30"], [], [])


def test_a_move_between_groups(stand: Stand) -> None:
    """A place is given back and another taken."""
    stand.publish(an_agenda_day("09:00 group/workshop*1 10:00 group/workshop*1 11:00"))
    stand.book(a_slot("09:00", 60, group=True))

    stand.move(a_slot("10:00", 60, group=True))

    assert (stand.places("09:00"), stand.places("10:00")) == (0, 1)


def test_an_overbooked_one_moves_to_free_time(opened: Stand) -> None:
    """What was over another takes its own time, and leaves the other's alone."""
    opened.book(a_slot("09:00"), 1)
    opened.book(a_slot("09:00"), 2, overbooked=True)

    opened.move(a_slot("09:20"), 2, overbooked=False)

    assert opened.taken() == ["09:00-09:40"]
    opened.cancel(1)
    assert opened.taken() == ["09:20-09:40"]
    assert opened.day_taken().booked == a_slot("09:20").mask


def test_one_is_moved_over_another(opened: Stand) -> None:
    """Staff move an appointment over another: each gives back its own."""
    opened.book(a_slot("09:00"), 1)
    opened.book(a_slot("10:00"), 2)

    opened.move(a_slot("10:10"), 1, overbooked=True)

    assert opened.taken() == ["10:00-10:30"]
    opened.cancel(2)
    assert opened.taken() == ["10:10-10:30"]


def test_a_moved_one_stays_the_only_one(opened: Stand) -> None:
    """After a move the patient still has one future appointment, at its new time."""
    opened.book(a_slot("09:00"), 1, patient="p-1")
    opened.move(a_slot("11:00"), 1)

    with pytest.raises(OneFutureError):
        opened.book(a_slot("11:20"), 2, patient="p-1", now=at("11:10"))
    opened.book(a_slot("11:20"), 2, patient="p-1", now=at("11:20"))


def test_a_move_that_sets_the_promise_aside_ends_it(opened: Stand) -> None:
    """Moved as one of several, an appointment leaves the promise of being the only one to the next."""
    opened.book(a_slot("09:00"), 1, patient="p-1")
    opened.move(a_slot("10:00"), 1, only_future=False)

    opened.book(a_slot("11:00"), 2, patient="p-1")
    assert opened.taken() == ["10:00-10:20", "11:00-11:20"]


def test_a_past_one_does_not_move_beside_another(opened: Stand) -> None:
    """An appointment of the past is not moved into the future where the patient has one already."""
    opened.book(a_slot("09:00"), 1, patient="p-1")
    opened.book(a_slot("11:00"), 2, patient="p-1", now=at("10:00"))

    with pytest.raises(OneFutureError):
        opened.move(a_slot("11:20"), 1, now=at("10:00"))

    assert opened.taken() == ["09:00-09:20", "11:00-11:20"]


def test_a_cancelled_one_gives_back(opened: Stand) -> None:
    """Its time is free, and it is kept with moment and reason."""
    opened.book(patient="p-1")

    written = opened.cancel()

    kept = opened.appointment()
    assert opened.taken() == []
    assert written.thing == kept
    assert (kept.state, kept.cancelled_at, kept.reason, kept.version) == (State.CANCELLED, NOW, "patient", 2)
    assert "p-1" not in opened.diary().visits
    opened.book(number=2)


def test_a_cancellation_of_an_older_version_is_refused(opened: Stand) -> None:
    """The time is not given back twice: who else booked it meanwhile keeps it."""
    opened.book(number=1)
    seen = opened.appointment()
    opened.cancel(1)
    opened.book(number=2)

    with pytest.raises(ChangedMeanwhileError):
        opened.do(opened.store.cancel(seen, cancelled(seen), NOW))

    assert opened.taken() == ["09:00-09:20"]


def test_cancelled_and_moved_at_once(opened: Stand) -> None:
    """Either the one or the other: the grains follow what is kept."""
    opened.book(a_slot("09:00"))
    seen = opened.appointment()
    moved = replace(seen, slot=a_slot("10:00"), version=2)

    opened.all_at_once([opened.store.cancel(seen, cancelled(seen), NOW), opened.store.move(seen, moved, NOW)])

    kept = opened.appointment()
    assert kept.version == 2
    assert opened.taken() == ([] if kept.state is State.CANCELLED else ["10:00-10:20"])


def test_a_mark_keeps_the_time(opened: Stand) -> None:
    """Who arrived, attended or missed it: the slot stays taken, the facts are kept."""
    opened.book(patient="p-1")

    opened.mark(State.ARRIVED, arrived_at=at("08:55"))
    assert len(opened.diary().visits["p-1"]) == 1
    written = opened.mark(State.ATTENDED, actual_minutes=23)

    kept = opened.appointment()
    assert written.thing == kept
    assert (kept.state, kept.arrived_at, kept.actual_minutes, kept.version) == (
        State.ATTENDED,
        at("08:55"),
        23,
        3,
    )
    assert opened.taken() == ["09:00-09:20"]
    assert "p-1" not in opened.diary().visits


def test_a_mark_of_an_older_version_is_refused(opened: Stand) -> None:
    """Nobody's mark is lost under another's."""
    opened.book()
    seen = opened.appointment()
    opened.mark(State.ARRIVED)

    with pytest.raises(ChangedMeanwhileError):
        opened.do(opened.store.mark(seen, replace(seen, state=State.DID_NOT_ATTEND, version=2), NOW))

    assert opened.appointment().state is State.ARRIVED


def test_a_corrected_mark_brings_the_visit_back(opened: Stand) -> None:
    """Who was marked as absent and comes after all is expected again, even beside a new appointment."""
    opened.book(a_slot("09:00"), 1, patient="p-1")
    opened.mark(State.DID_NOT_ATTEND, now=at("09:05"))
    opened.book(a_slot("11:00"), 2, patient="p-1", now=at("09:06"))

    opened.mark(State.ARRIVED, 1, now=at("09:07"))

    assert {visit.appointment for visit in opened.diary().visits["p-1"]} == {an_id(1), an_id(2)}


def test_a_corrected_mark_leaves_the_promise_to_the_other(opened: Stand) -> None:
    """The appointment that was booked meanwhile stays the only one promised, whatever becomes of the first."""
    opened.book(a_slot("09:00"), 1, patient="p-1")
    opened.mark(State.DID_NOT_ATTEND, now=at("09:05"))
    opened.book(a_slot("11:00"), 2, patient="p-1", now=at("09:06"))
    opened.mark(State.ARRIVED, 1, now=at("09:07"))
    opened.cancel(1, now=at("09:08"))

    with pytest.raises(OneFutureError):
        opened.book(a_slot("11:20"), 3, patient="p-1", now=at("09:09"))


def test_what_is_cancelled_gives_back_nothing_more(opened: Stand) -> None:
    """Cancelled once more in its latest version, it leaves the time to whoever has it now."""
    opened.book(number=1)
    opened.cancel(1)
    opened.book(number=2)

    opened.cancel(1)

    assert opened.taken() == ["09:00-09:20"]


def test_the_list_of_a_practitioner(stand: Stand) -> None:
    """By start and id from date to date, cancelled ones too, and nobody else's."""
    stand.publish(
        an_agenda_day(), an_agenda_day(day=a_day(1)), an_agenda_day(day=a_day(2)), an_agenda_day(holder="ben")
    )
    stand.book(a_slot("09:20"), 1)
    stand.book(a_slot("09:00"), 2)
    stand.book(a_slot("09:00", day=a_day(1)), 3)
    stand.book(a_slot("09:00", day=a_day(2)), 4)
    stand.book(a_slot("09:00", practitioner="ben"), 5)
    stand.cancel(2)
    stand.book(a_slot("09:00"), 6)

    found = stand.do(stand.store.appointments(stand.practice, "ada", A_MONDAY, a_day(1)))

    assert [one.id for one in found] == [an_id(number) for number in (2, 6, 1, 3)]


def test_the_list_has_pages(opened: Stand) -> None:
    """Each page begins where the one before ended, even among equal starts."""
    for number in range(1, 6):
        opened.book(a_slot("09:00"), number, overbooked=number > 1)
    opened.book(a_slot("09:20"), 6)
    pages, after = [], None
    while page := opened.do(
        opened.store.appointments(opened.practice, "ada", A_MONDAY, A_MONDAY, after=after, count=2)
    ):
        pages.append([one.id for one in page])
        after = (page[-1].slot.starts, page[-1].id)

    assert pages == [[an_id(1), an_id(2)], [an_id(3), an_id(4)], [an_id(5), an_id(6)]]


def test_expired_holds_do_not_outlive_a_move(opened: Stand) -> None:
    """A move takes time that an expired hold had."""
    opened.hold(a_slot("10:00"), 9)
    opened.book(a_slot("09:00"), 1)

    opened.move(a_slot("10:10"), now=NOW + timedelta(minutes=5))

    assert opened.taken() == ["10:10-10:30"]
