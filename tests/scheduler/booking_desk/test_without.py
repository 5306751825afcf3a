"""The picture of a practice as if something were given back."""

from __future__ import annotations

from scheduler.booking.days import Claim, PlaceClaim, Taken
from scheduler.booking.without import without, without_visits
from tests.booking import NOW, a_diary, a_hold, a_slot, a_visit, an_agenda_day, an_appointment, an_id, taken
from tests.builders import A_MONDAY


def test_an_appointments_own_time_is_free() -> None:
    """Only its own grains are given back, and the diary itself stays as it was."""
    diary = a_diary(taken={("ada", A_MONDAY): taken("09:00-09:20", "10:00-10:20")})

    seen = without(diary, an_appointment(a_slot("09:00")))

    assert seen.taken_of("ada", A_MONDAY).at(NOW) == a_slot("10:00").mask
    assert diary.taken_of("ada", A_MONDAY) == taken("09:00-09:20", "10:00-10:20")


def test_two_of_one_day_are_given_back_together() -> None:
    """An appointment and the hold that it moves into count as free both."""
    appointment, hold = an_appointment(a_slot("09:00")), a_hold(a_slot("09:10"), 5)
    day = taken("09:00-09:20")
    day = Taken(2, day.booked, claims=(Claim(hold.id, hold.slot.mask, hold.until),))

    seen = without(a_diary(taken={("ada", A_MONDAY): day}), appointment, hold)

    assert seen.taken_of("ada", A_MONDAY).at(NOW) == 0


def test_a_place_of_a_group_is_given_back() -> None:
    """Places are given back by id."""
    day = Taken(2, places=(PlaceClaim(an_id(1), 540), PlaceClaim(an_id(2), 540)))
    diary = a_diary(an_agenda_day("09:00 group/workshop*2 10:00"), taken={("ada", A_MONDAY): day})

    seen = without(diary, an_appointment(a_slot("09:00", 60, group=True), 2))

    assert seen.taken_of("ada", A_MONDAY).places_at(540, NOW) == 1


def test_a_patients_own_visit_does_not_count() -> None:
    """The visit of the appointment is gone, the patient's others stay."""
    diary = a_diary(visits={"p-1": (a_visit(number=1), a_visit("11:00", "scan", number=2))})

    seen = without(diary, an_appointment(patient="p-1"))

    assert [visit.appointment for visit in seen.visits["p-1"]] == [an_id(2)]


def test_visits_of_one_motive_do_not_count() -> None:
    """For those who wait for an earlier one: the motive's visits are gone, the others stay."""
    diary = a_diary(visits={"p-1": (a_visit(number=1), a_visit("11:00", "scan", number=2))})

    assert [one.motive for one in without_visits(diary, "p-1", "follow-up").visits["p-1"]] == ["scan"]
