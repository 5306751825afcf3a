"""The rule by which the history's practice books, on diaries of a few grains."""

from __future__ import annotations

import pytest

from benchmarks.history.desk import Ask, Desk, Place
from benchmarks.history.diary import Diary, DiaryDay, span, starts
from benchmarks.history.figures import Booking, figures

DAY = 1440
NINE, TEN, NOON = 108, 120, 144
ADA, BEN = 0, 1
BOTH = frozenset({ADA, BEN})


def a_rule(**changes: float) -> Booking:
    """The rule of the generator, with some figures replaced."""
    rule = figures().booking
    return rule.model_copy(
        update={name: getattr(rule, name).model_copy(update={"value": value}) for name, value in changes.items()}
    )


def a_diary(*days: dict[int, tuple[int, int]], ahead: int = 100) -> Diary:
    """Days on which practitioners of site 0 work from a grain to another."""
    diary = []
    for day in days:
        diary.append(DiaryDay())
        for one, (begin, end) in day.items():
            diary[-1].open(one, 0, span(begin, end - begin))
            diary[-1].ahead[one] = ahead
    return diary


def an_ask(hour: float = 0.0, other: float = 0.0, lead: float | None = None, **stated: float) -> Ask:
    """Ada's patient calls at eight on the first day for fifteen minutes, acutely unless a lead is given."""
    at = stated.get("at", 8 * 60)
    grains = int(stated.get("grains", 3))
    return Ask(0, at, ADA, 0, grains, grains, BOTH, at_home=False, lead=lead, hour=hour, other=other)


def test_starts_are_where_enough_grains_are_free():
    """Five in a row hold three starts of three."""
    assert starts(0b1101_1111, 3) == 0b0000_0111
    assert starts(0b1101_1111, 6) == 0
    assert starts(span(NINE, 7), 7) == 1 << NINE


def test_acute_patients_get_the_own_doctor_if_she_is_not_much_later():
    """Two hours later is near enough, more is not."""
    assert Desk(a_diary({ADA: (TEN, NOON), BEN: (NINE, NOON)}), a_rule()).place(an_ask()) == Place(ADA, 0, TEN)
    late = a_diary({ADA: (NINE + 25, NOON + 12), BEN: (NINE, NOON)})
    assert Desk(late, a_rule()).place(an_ask()) == Place(BEN, 0, NINE)


def test_acute_patients_come_after_their_call():
    """Ten minutes' notice, rounded up to a grain."""
    desk = Desk(a_diary({ADA: (NINE, NOON)}), a_rule())
    assert desk.place(an_ask(at=9 * 60 + 31)) == Place(ADA, 0, NINE + 9)


@pytest.mark.parametrize(("hour", "found"), [(0.1, Place(ADA, 2, NINE)), (0.9, None)])
def test_acute_patients_take_the_next_day_or_are_refused(hour: float, found: Place | None):
    """When the day is full: the next day with sessions for those who take it."""
    desk = Desk(a_diary({ADA: (NINE, NINE + 2)}, {}, {ADA: (NINE, NOON)}), a_rule(tomorrow=0.8))
    assert desk.place(an_ask(hour=hour)) == found


def test_planned_patients_wait_for_the_own_doctor():
    """Some days, though others are free before; then any doctor will do, counted from the date wanted."""
    away = [{BEN: (NINE, NOON)}] * 3
    diary = a_diary({}, *away, {ADA: (NINE, NOON)})
    assert Desk(diary, a_rule(own_doctor_days=5)).place(an_ask(lead=1.5)) == Place(ADA, 4, NINE)
    assert Desk(diary, a_rule(own_doctor_days=2)).place(an_ask(lead=1.5)) == Place(BEN, 1, NINE)


def test_planned_patients_get_the_hour_they_like():
    """Or the first start of the day when nothing is left from that hour on."""
    desk = Desk(a_diary({}, {ADA: (NINE, NOON)}), a_rule())
    assert desk.place(an_ask(hour=0.5, lead=1)) == Place(ADA, 1, TEN)
    assert desk.place(an_ask(hour=0.99, lead=1, grains=24)) == Place(ADA, 1, NINE)


def test_time_is_kept_back_until_the_day():
    """What may be booked ahead runs out before the day is full; on the day all is open."""
    diary = a_diary({ADA: (NINE, NOON)}, {ADA: (NINE, NOON)}, ahead=4)
    desk = Desk(diary, a_rule())
    ask = an_ask(lead=1)
    desk.take(Place(ADA, 1, NINE), ask)
    assert desk.place(ask) is None
    desk.release(Place(ADA, 1, NINE), ask)
    assert desk.place(ask) == Place(ADA, 1, NINE)
    for _ in range(3):
        same_day = an_ask(lead=0)
        found = desk.place(same_day)
        assert found
        desk.take(found, same_day)


def test_planned_patients_who_find_nothing_go_elsewhere():
    """After so many days of looking at any doctor's agenda."""
    diary = a_diary({}, {}, {}, {BEN: (NINE, NOON)})
    assert Desk(diary, a_rule(any_doctor_days=2)).place(an_ask(lead=1)) is None
    assert Desk(diary, a_rule(any_doctor_days=3)).place(an_ask(lead=1)) == Place(BEN, 3, NINE)


def test_only_the_able_are_asked():
    """A motive of other professions passes the own doctor over."""
    desk = Desk(a_diary({ADA: (NINE, NOON), BEN: (TEN, NOON)}), a_rule())
    assert desk.place(an_ask()._replace(able=frozenset({BEN}))) == Place(BEN, 0, TEN)
    assert desk.place(an_ask(lead=0)._replace(able=frozenset({BEN}))) == Place(BEN, 0, TEN)
