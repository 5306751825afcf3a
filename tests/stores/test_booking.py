"""Appointments are taken once and only once, in every store."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from scheduler.booking.appointments import State
from scheduler.booking.store import OneFutureError, RepublishedError, SlotTakenError, UnknownError
from scheduler.motives import Channel
from tests.booking import NOW, a_day, a_slot, an_agenda_day, an_id, at
from tests.builders import A_MONDAY
from tests.stores.stand import Stand

SPRING_SUNDAY = date(2026, 3, 29)
AUTUMN_SUNDAY = date(2026, 10, 25)
UNIT = "ultrasound/1"


def test_it_is_given_back_as_it_was(opened: Stand) -> None:
    """An appointment keeps every field."""
    slot = a_slot(resources=(UNIT,), room="blue", channel=Channel.TELE, site="nation")
    told: dict[str, Any] = {
        "patient": "p-1",
        "own_doctor": "ben",
        "overridden": ("notice",),
        "overbooked": True,
        "only_future": False,
    }

    written = opened.book(slot, **told)

    assert written.thing == opened.an_appointment(slot, **told) == opened.appointment()


def test_time_is_given_once(opened: Stand) -> None:
    """What overlaps a booked slot is refused, leaves nothing behind, and what touches it is given."""
    opened.book(a_slot("09:20"), 1, patient="p-1")

    for time in ("09:05", "09:20", "09:35"):
        with pytest.raises(SlotTakenError):
            opened.book(a_slot(time), 2, patient="p-2")
    with pytest.raises(UnknownError):
        opened.appointment(2)
    assert "p-2" not in opened.diary().visits
    opened.book(a_slot("09:00"), 3)
    opened.book(a_slot("09:40"), 4)

    assert opened.taken() == ["09:00-10:00"]


def test_travel_is_taken_too(opened: Stand) -> None:
    """A visit takes the agenda for longer than the patient is told."""
    opened.book(a_slot("09:00", 20, taken_minutes=40))

    assert opened.taken() == ["09:00-09:40"]


def test_one_of_many_gets_it(opened: Stand) -> None:
    """Of twenty who book the same slot at once, exactly one has it."""
    wanted = [opened.an_appointment(number=number) for number in range(1, 21)]

    results = opened.all_at_once([opened.store.book(one, NOW) for one in wanted])

    assert sorted(type(one).__name__ for one in results) == ["SlotTakenError"] * 19 + ["Written"]


def test_who_overlaps_never_both_get_it(opened: Stand) -> None:
    """Of starts every five minutes booked at once, those that are given do not overlap."""
    slots = [a_slot(f"{9 + minute // 60:02d}:{minute % 60:02d}") for minute in range(0, 160, 5)]
    wanted = [opened.an_appointment(slot, number) for number, slot in enumerate(slots, 1)]

    results = opened.all_at_once([opened.store.book(one, NOW) for one in wanted])

    given = [slot for slot, result in zip(slots, results, strict=True) if not isinstance(result, Exception)]
    total = sum(slot.mask for slot in given)
    assert given
    assert total.bit_count() == 4 * len(given)
    assert opened.day_taken().booked == total


def test_only_bookable_time_is_booked(stand: Stand) -> None:
    """Desk time and time outside the agenda are not given."""
    stand.publish(an_agenda_day("09:00 open 10:00 desk 11:00"))

    for time in ("08:50", "09:50", "10:20", "10:50"):
        with pytest.raises(RepublishedError):
            stand.book(a_slot(time))


def test_a_unit_is_taken_with_the_practitioner_or_nothing_is(stand: Stand) -> None:
    """Two practitioners want the only device at once: the second keeps time and gets nothing."""
    stand.publish(an_agenda_day(), an_agenda_day(holder="ben"))
    stand.book(a_slot("09:00", resources=(UNIT,)), 1)

    with pytest.raises(SlotTakenError):
        stand.book(a_slot("09:10", practitioner="ben", resources=(UNIT,)), 2)

    assert (stand.taken("ben"), stand.taken(UNIT)) == ([], ["09:00-09:20"])
    stand.cancel(1)
    stand.book(a_slot("09:10", practitioner="ben", resources=(UNIT,)), 2)
    assert (stand.taken(), stand.taken("ben"), stand.taken(UNIT)) == ([], ["09:10-09:30"], ["09:10-09:30"])


def test_a_unit_stays_good_when_only_the_practitioner_is_published_anew(stand: Stand) -> None:
    """The generation that counts is that of the practitioner's day, not of the device's."""
    stand.publish()
    stand.publish(an_agenda_day("09:00 open 11:00"))

    stand.book(a_slot(resources=(UNIT,)), generation=2)

    assert stand.diary().days[UNIT, A_MONDAY].generation == 1
    assert stand.taken(UNIT) == ["09:00-09:20"]


def test_a_unit_that_does_not_exist_is_not_given(opened: Stand) -> None:
    """Without a day of the device nothing is taken of the practitioner's either."""
    with pytest.raises(RepublishedError):
        opened.book(a_slot(resources=("ultrasound/2",)))

    assert opened.taken() == []


def test_a_group_has_so_many_places(stand: Stand) -> None:
    """Places are counted, take no grains, and are given back one by one."""
    stand.publish(an_agenda_day("09:00 group/workshop*2 10:00 open 11:00"))
    place = a_slot("09:00", 60, group=True)
    stand.book(place, 1)
    stand.book(place, 2)

    with pytest.raises(SlotTakenError):
        stand.book(place, 3)

    assert (stand.places("09:00"), stand.taken()) == (2, [])
    stand.cancel(1)
    stand.book(place, 3)
    assert stand.places("09:00") == 2


def test_places_go_to_as_many_as_there_are(stand: Stand) -> None:
    """Of ten who want three places at once, three have them."""
    stand.publish(an_agenda_day("09:00 group/workshop*3 10:00"))
    place = a_slot("09:00", 60, group=True)

    results = stand.all_at_once([stand.store.book(stand.an_appointment(place, number), NOW) for number in range(1, 11)])

    assert sum(isinstance(one, SlotTakenError) for one in results) == 7
    assert stand.places("09:00") == 3


def test_there_is_no_place_where_no_group_begins(stand: Stand) -> None:
    """A place is of the group that begins then, and a group's time is not given to others."""
    stand.publish(an_agenda_day("09:00 group/workshop*3 10:00 open 11:00"))

    with pytest.raises(RepublishedError):
        stand.book(a_slot("10:00", 60, group=True))
    with pytest.raises(RepublishedError):
        stand.book(a_slot("09:00"))


def test_two_groups_of_a_day_count_apart(stand: Stand) -> None:
    """Places of the first group are not those of the second."""
    stand.publish(an_agenda_day("09:00 group/workshop*1 10:00 group/workshop*1 11:00"))

    stand.book(a_slot("09:00", 60, group=True), 1)
    stand.book(a_slot("10:00", 60, group=True), 2)

    assert (stand.places("09:00"), stand.places("10:00")) == (1, 1)


@pytest.mark.parametrize("first_away", [1, 2])
def test_overbooked_either_can_go(opened: Stand, first_away: int) -> None:
    """Whichever of two appointments over each other is cancelled, the other keeps exactly its time."""
    opened.book(a_slot("09:00"), 1)
    opened.book(a_slot("09:10"), 2, overbooked=True)
    assert opened.taken() == ["09:00-09:30"]

    opened.cancel(first_away)

    assert opened.taken() == [["09:10-09:30"], ["09:00-09:20"]][first_away - 1]
    with pytest.raises(SlotTakenError):
        opened.book(a_slot("09:05"), 3)
    opened.cancel(3 - first_away)
    assert opened.taken() == []
    opened.book(a_slot("09:05"), 3)


def test_overbooked_over_a_live_hold(opened: Stand) -> None:
    """Staff who book over a hold take its time: it cannot be booked beside them, and comes free with them."""
    opened.hold(a_slot("09:00"), 1)
    opened.book(a_slot("09:00"), 2, overbooked=True)

    with pytest.raises(SlotTakenError):
        opened.book(a_slot("09:00"), 3, hold=1)

    opened.cancel(2)
    opened.book(a_slot("09:00"), 3, hold=1)
    assert opened.taken() == ["09:00-09:20"]


def test_overbooking_reaches_beyond_the_agenda(stand: Stand) -> None:
    """Staff may book over desk time and after the end, on a day that is published, and in its latest generation."""
    stand.publish(an_agenda_day("09:00 desk 10:00"))

    stand.book(a_slot("09:50"), 1, overbooked=True)

    assert stand.taken() == ["09:50-10:10"]
    with pytest.raises(RepublishedError):
        stand.book(a_slot(day=a_day(1)), 2, overbooked=True)
    with pytest.raises(RepublishedError):
        stand.book(a_slot("09:00"), 2, overbooked=True, generation=0)


def test_nobody_overbooks_a_device(stand: Stand) -> None:
    """Two patients can sit with one practitioner, but not under one device: nothing is taken of either."""
    stand.publish(an_agenda_day(), an_agenda_day(holder="ben"))
    stand.book(a_slot("09:00", resources=(UNIT,)), 1)

    with pytest.raises(SlotTakenError):
        stand.book(a_slot("09:10", practitioner="ben", resources=(UNIT,)), 2, overbooked=True)

    assert (stand.taken("ben"), stand.taken(UNIT)) == ([], ["09:00-09:20"])
    stand.book(a_slot("09:00", resources=()), 3, overbooked=True)
    stand.book(a_slot("09:20", resources=(UNIT,)), 4, overbooked=True)
    stand.cancel(4)
    assert stand.taken(UNIT) == ["09:00-09:20"]


def test_a_group_is_overbooked_by_a_place(stand: Stand) -> None:
    """One place more than there are is given deliberately; it is one place to give back."""
    stand.publish(an_agenda_day("09:00 group/workshop*1 10:00"))
    place = a_slot("09:00", 60, group=True)
    stand.book(place, 1)

    stand.book(place, 2, overbooked=True)

    assert stand.places("09:00") == 2
    stand.cancel(1)
    with pytest.raises(SlotTakenError):
        stand.book(place, 3)


def test_one_future_appointment_a_motive(opened: Stand) -> None:
    """A second one of the motive is refused and takes nothing; another motive or patient is not."""
    opened.book(a_slot("09:00"), 1, patient="p-1")

    with pytest.raises(OneFutureError):
        opened.book(a_slot("10:00"), 2, patient="p-1")

    assert opened.taken() == ["09:00-09:20"]
    opened.book(a_slot("10:00"), 2, patient="p-1", motive="scan")
    opened.book(a_slot("10:20"), 3, patient="p-2")


def test_nobody_in_particular_books_as_often_as_wanted(opened: Stand) -> None:
    """Without a patient there is nobody to have one appointment only."""
    opened.book(a_slot("09:00"), 1)
    opened.book(a_slot("09:20"), 2)

    assert opened.taken() == ["09:00-09:40"]


def test_several_are_given_where_allowed(opened: Stand) -> None:
    """An appointment that need not be the only one is given beside others, before and after."""
    opened.book(a_slot("09:00"), 1, patient="p-1")
    opened.book(a_slot("09:20"), 2, patient="p-1", only_future=False)

    assert len(opened.diary().visits["p-1"]) == 2


def test_the_next_one_is_given_when_it_is_over(opened: Stand) -> None:
    """Once the appointment has ended the patient may book again; not a minute before."""
    opened.book(a_slot("09:00"), 1, patient="p-1")

    with pytest.raises(OneFutureError):
        opened.book(a_slot("11:00"), 2, patient="p-1", now=at("09:19"))
    opened.book(a_slot("11:00"), 2, patient="p-1", now=at("09:20"))


@pytest.mark.parametrize("state", [State.CANCELLED, State.ATTENDED, State.DID_NOT_ATTEND])
def test_the_next_one_is_given_when_it_is_settled(opened: Stand, state: State) -> None:
    """A visit that was cancelled, attended or missed stands in nobody's way."""
    opened.book(a_slot("09:00"), 1, patient="p-1")
    if state is State.CANCELLED:
        opened.cancel()
    else:
        opened.mark(state, now=at("09:05"))

    opened.book(a_slot("11:00"), 2, patient="p-1", now=at("09:05"))

    assert [visit.appointment for visit in opened.diary().visits["p-1"]] == [an_id(2)]


def test_a_patient_who_asks_twice_at_once_has_one(stand: Stand) -> None:
    """Two slots with two practitioners asked for at the same time: one is given, the other's time stays free."""
    stand.publish(an_agenda_day(), an_agenda_day(holder="ben"))
    wanted = [
        stand.an_appointment(a_slot(practitioner=who), number, patient="p-1")
        for number, who in enumerate(("ada", "ben") * 4, 1)
    ]

    results = stand.all_at_once([stand.store.book(one, NOW) for one in wanted])

    assert sum(not isinstance(one, Exception) for one in results) == 1
    assert len(stand.taken() + stand.taken("ben")) == 1


def test_the_picture_knows_a_patients_visits(opened: Stand) -> None:
    """Motive, start and end of each booked appointment, for the rules about patients."""
    opened.book(a_slot("09:00"), 1, patient="p-1")

    (visit,) = opened.diary().visits["p-1"]

    assert (visit.appointment, visit.motive) == (an_id(1), "follow-up")
    assert (visit.starts, visit.ends) == (at("09:00"), at("09:20"))


def test_a_write_is_seen_at_once(opened: Stand) -> None:
    """Every write grows the token and the day's version, and the picture of that token shows it."""
    versions = [opened.day_taken().version]
    tokens = []
    for number, time in enumerate(("09:00", "09:20", "09:40"), 1):
        tokens.append(opened.book(a_slot(time), number).token)
        versions.append(opened.diary(tokens[-1]).taken_of("ada", A_MONDAY).version)

    assert tokens == sorted(set(tokens))
    assert versions == list(range(versions[0], versions[0] + 4))


@pytest.mark.parametrize("day", [SPRING_SUNDAY, AUTUMN_SUNDAY], ids=["spring", "autumn"])
def test_clock_changes_shift_nothing(stand: Stand, day: date) -> None:
    """On the Sundays when clocks change, slots of the wall clock are taken and found where they are written."""
    stand.publish(an_agenda_day("01:00 open 12:00", day=day), first=day, last=day)

    for number, time in enumerate(("01:40", "03:20", "09:00"), 1):
        stand.book(a_slot(time, day=day), number)

    assert stand.taken(day=day) == ["01:40-02:00", "03:20-03:40", "09:00-09:20"]
    found = stand.do(stand.store.appointments(stand.practice, "ada", day, day))
    assert [one.slot.starts for one in found] == [at(time, day) for time in ("01:40", "03:20", "09:00")]
    length = timedelta(hours=6 if day == SPRING_SUNDAY else 8)
    assert found[2].slot.starts - found[0].slot.starts == length + timedelta(minutes=20)
