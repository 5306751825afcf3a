"""The judge of one order: the slot it gets, and what cannot be judged at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from scheduler.booking.appointments import Slot
from scheduler.booking.days import AgendaDay, Diary
from scheduler.booking.judge import refusals, slot_of
from scheduler.booking.refusal import RefusedError
from scheduler.booking.request import Order
from scheduler.messages import LANGUAGES
from tests.booking import NOW, a_diary, a_visit, an_agenda_day, an_id, an_order, at, taken
from tests.builders import A_MONDAY

DAY = "09:00 open 12:00 away 14:00 group/workshop*3 15:00 open@bastille 16:00 visit@bastille 18:00"


def given(order: Order, *days: AgendaDay, **stated: Any) -> Slot:
    """The slot of an order."""
    return slot_of(a_diary(*days or (an_agenda_day(DAY, room="consulting 2"),), **stated), order, NOW)


def against(diary: Diary, order: Order, **stated: Any) -> list[str]:
    """The rules that refuse an order."""
    return [one.rule for one in refusals(diary, order, slot_of(diary, order, NOW), NOW, **stated)]


def test_slot_has_site_room_and_length_of_its_session() -> None:
    """The agenda says where, the motive and category how long."""
    slot = given(an_order("15:00", category="chronic"))
    assert (slot.site, slot.room, slot.minutes, slot.taken_minutes) == ("bastille", "consulting 2", 25, 25)
    assert (slot.day, slot.begin, slot.starts) == (A_MONDAY, 900, at("15:00"))


def test_slot_of_a_visit_takes_the_travel() -> None:
    """Twenty minutes there and back."""
    slot = given(an_order("16:00", motive="visit"))
    assert (slot.minutes, slot.taken_minutes) == (20, 40)


def test_slot_of_a_group_lasts_as_long_as_its_block() -> None:
    """A place that takes no time of its own."""
    slot = given(an_order("14:00", motive="workshop"))
    assert (slot.group, slot.minutes, slot.mask) == (True, 60, 0)


def test_staff_may_state_another_length() -> None:
    """The rule refuses it, and can be set aside; what is taken is on the grid."""
    diary = a_diary()
    order = an_order("09:00", minutes=32, override=True)
    slot = slot_of(diary, order, NOW)
    assert (slot.minutes, slot.taken_minutes) == (32, 35)
    assert against(diary, order) == ["length"]


def test_free_unit_is_chosen_and_a_busy_one_refuses() -> None:
    """The slot names a unit in any case."""
    diary = a_diary()
    assert slot_of(diary, an_order("09:00", motive="scan"), NOW).resources == ("ultrasound/1",)
    diary.put_taken("ultrasound/1", A_MONDAY, taken("09:25-09:30"))
    assert against(diary, an_order("09:00", motive="scan")) == ["resource_busy"]


def test_all_refusing_rules_are_told_in_order() -> None:
    """Not just the first one."""
    diary = a_diary(an_agenda_day("09:00 review 10:00"), taken={("ada", A_MONDAY): taken("09:00-09:20")})
    order = an_order("09:05", patient="p-1", minutes=30)
    diary.visits["p-1"] = (a_visit("09:10"),)
    assert against(diary, order) == ["length", "one_future", "carve_out", "time_taken", "patient_elsewhere"]


def test_appointment_given_up_does_not_count_as_another() -> None:
    """A move is neither a second appointment nor in its own way."""
    diary = a_diary(visits={"p-1": (a_visit("09:10", number=900),)})
    order = an_order("09:00", patient="p-1")
    assert against(diary, order) == ["one_future", "patient_elsewhere"]
    assert against(diary, order, ignoring=an_id(900)) == []


@pytest.mark.parametrize(
    ("order", "rule"),
    [
        (an_order(practitioner="zoe"), "unknown_practitioner"),
        (an_order(motive="flu"), "unknown_motive"),
        (an_order(category="baby"), "unknown_category"),
        (an_order("09:00", practitioner="ben"), "no_agenda"),
        (an_order(starts=at("09:00") + timedelta(minutes=2)), "off_grid"),
        (an_order(starts=at("09:00") + timedelta(seconds=1)), "off_grid"),
        (an_order(minutes=0), "length"),
        (an_order(minutes=2000), "length"),
    ],
)
def test_what_cannot_be_judged_is_refused_at_once(order: Order, rule: str) -> None:
    """Each with its rule, and a sentence in both languages."""
    with pytest.raises(RefusedError) as error:
        given(order)
    (refusal,) = error.value.refusals
    assert refusal.rule == rule
    assert all(refusal.sentence(language).endswith(".") for language in LANGUAGES)


def test_day_that_was_closed_has_no_agenda() -> None:
    """A day published without any session."""
    with pytest.raises(RefusedError, match="no_agenda"):
        given(an_order(), AgendaDay("ada", A_MONDAY, 2, (), ()))
