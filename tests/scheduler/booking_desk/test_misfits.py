"""Which appointments no longer fit once a day is published anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scheduler.booking.appointments import Appointment
from scheduler.booking.days import AgendaDay
from scheduler.booking.misfits import MISFITS, misfits
from scheduler.messages import LANGUAGES, say
from tests.booking import NOW, a_slot, a_unit_day, an_agenda_day, an_appointment

SCAN = an_appointment(a_slot(resources=("ultrasound/1",)))


def told(day: AgendaDay | None, *appointments: Appointment, unit: AgendaDay | None = None) -> list[str]:
    """The rules of the misfits of a day."""
    days = {(one.holder, one.day): one for one in (day, unit) if one}
    return [misfit.rule for misfit in misfits(days, appointments)]


@pytest.mark.parametrize("line", ["09:00 open 12:00", "09:00 acute 12:00", "08:00 open 09:10 review 12:00"])
def test_what_is_covered_fits(line: str) -> None:
    """Whatever kind of bookable time lies there now, the appointment can take place."""
    assert told(an_agenda_day(line), an_appointment()) == []


@pytest.mark.parametrize("line", ["09:10 open 12:00", "09:00 open 09:10 desk 12:00", "09:00 group/workshop*3 12:00"])
def test_what_is_not_bookable_any_more_does_not(line: str) -> None:
    """Time that starts later, became desk time or belongs to a group does not cover an appointment."""
    assert told(an_agenda_day(line), an_appointment()) == ["not_in_agenda"]


def test_without_an_agenda_nothing_fits() -> None:
    """On a day off no appointment takes place."""
    assert told(None, an_appointment()) == ["not_in_agenda"]


def test_travel_must_be_covered_too() -> None:
    """The time that a visit takes is longer than the patient is told."""
    visit = an_appointment(a_slot("09:00", 20, taken_minutes=40))

    assert told(an_agenda_day("09:00 open 09:30"), visit) == ["not_in_agenda"]


def test_another_site_is_told() -> None:
    """A practitioner who is elsewhere at that time cannot see the patient."""
    assert told(an_agenda_day("09:00 open@bastille 12:00"), an_appointment()) == ["other_site"]


def test_an_overbooked_one_fits_where_the_practitioner_is() -> None:
    """What staff booked over desk time goes on, unless nobody is there or at another site."""
    one = an_appointment(overbooked=True)

    assert told(an_agenda_day("09:00 desk 12:00"), one) == []
    assert told(an_agenda_day("09:10 desk 12:00"), one) == ["not_in_agenda"]
    assert told(an_agenda_day("09:00 desk@bastille 12:00"), one) == ["other_site"]


def test_a_device_that_is_gone_is_told() -> None:
    """An appointment that took a device needs it still."""
    assert told(an_agenda_day(), SCAN, unit=a_unit_day()) == []
    assert told(an_agenda_day(), SCAN) == ["resource_gone"]


def test_a_group_that_is_gone_is_told() -> None:
    """A place needs a group that begins then."""
    place = an_appointment(a_slot("09:00", 60, group=True))

    assert told(an_agenda_day("09:00 group/workshop*3 10:00"), place) == []
    assert told(an_agenda_day("09:30 group/workshop*3 10:30"), place) == ["group_gone"]


def test_who_booked_last_is_too_many() -> None:
    """A group with fewer places tells those who booked last, but none who was overbooked deliberately."""
    slot = a_slot("09:00", 60, group=True)
    early, late, over = (
        an_appointment(slot, number, booked_at=NOW + timedelta(minutes=later), overbooked=number == 3)
        for number, later in ((1, 5), (2, 9), (3, 20))
    )

    found = misfits({("ada", slot.day): an_agenda_day("09:00 group/workshop*1 10:00")}, [late, early, over])

    assert [(one.appointment, one.rule) for one in found] == [(late, "group_full")]


def test_they_are_told_by_start() -> None:
    """Whatever their order was, the misfits come by start."""
    later, sooner = an_appointment(a_slot("11:00"), 1), an_appointment(a_slot("09:00"), 2)

    assert [one.appointment for one in misfits({}, [later, sooner])] == [sooner, later]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", MISFITS)
def test_every_misfit_is_told(rule: str, language: str) -> None:
    """Each has its sentence."""
    assert say(f"misfit-{rule}", language).endswith(".")
