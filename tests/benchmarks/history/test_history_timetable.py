"""The fixed timetable keeps contracts, rests, rooms and opening hours, and leave is taken as stated."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise

import numpy as np
import pytest

from benchmarks.history.days import days_of
from benchmarks.history.figures import figures
from benchmarks.history.leave import draw_leave
from benchmarks.history.model import Model, model_of
from benchmarks.history.outcomes import waits
from benchmarks.history.shifts import WORKING_WEEK, Timetable, worked
from benchmarks.history.timetable import timetable_of
from scheduler.calendar import DayKind
from tests.benchmarks.history.listed import FIRST_DAY, a_listed_practice
from tests.practices import a_contract, a_doctor, a_site, a_template


def a_model(**changes) -> Model:
    """The model of the small practice over a month."""
    return model_of(a_listed_practice(**changes), FIRST_DAY, 1, figures())


def of(timetable: Timetable, number: int) -> dict[DayKind, list[tuple[int, int]]]:
    """The sessions of a practitioner by day, in hours."""
    return {
        kind: sorted((one.template.start // 60, one.template.end // 60) for one in shifts if one.practitioner == number)
        for kind, shifts in timetable.week.items()
    }


def test_contracts_are_met_to_the_nearest_session():
    """35 hours, less the share of Saturdays, in sessions of four and five hours."""
    timetable = timetable_of(a_model())
    for number in range(3):
        minutes = sum(
            worked(one.template) for shifts in timetable.week.values() for one in shifts if one.practitioner == number
        )
        assert minutes == pytest.approx(2100 - 80, abs=150)


def test_desk_time_is_not_for_patients():
    """It is owed, but not in sessions with patients."""
    with_desk = {"full-time": a_contract(desk_minutes_per_week=600)}
    plain, busy = timetable_of(a_model()), timetable_of(a_model(contracts=with_desk))
    assert sum(map(len, busy.week.values())) < sum(map(len, plain.week.values()))


def test_every_stretch_of_the_week_has_a_doctor():
    """Hands are spread before they are heaped."""
    timetable = timetable_of(a_model())
    for kind in WORKING_WEEK:
        assert {one.template.id for one in timetable.week[kind]} == {"morning", "afternoon"}
    assert len(timetable.week[DayKind.MON]) >= len(timetable.week[DayKind.WED])


def test_usual_days_and_days_of_the_contract_are_kept():
    """Who works on Tuesdays and Thursdays works on no other weekday."""
    staff = [a_doctor("ada", usual_days=["tue", "thu"]), a_doctor("ben", contract=a_contract(days_per_week=3))]
    timetable = timetable_of(a_model(practitioners=[*staff, a_doctor("chloe")]))
    assert [kind for kind, sessions in of(timetable, 0).items() if sessions] == [DayKind.TUE, DayKind.THU]
    assert len([kind for kind, sessions in of(timetable, 1).items() if sessions]) == 3


def test_rooms_are_not_taken_twice():
    """With one room no two sessions meet."""
    timetable = timetable_of(a_model(sites=[a_site(rooms={"consulting": 1}, hours={"mon-fri": "08:00-19:00"})]))
    for shifts in timetable.week.values():
        assert all(
            one.template.end <= other.template.start or other.template.end <= one.template.start
            for one, other in combinations(shifts, 2)
        )


def test_nights_are_eleven_hours_and_days_ten_at_most():
    """Late and early sessions do not follow one another."""
    templates = [
        a_template("early", start="07:00", end="12:00"),
        a_template("noon", start="12:00", end="17:00"),
        a_template("late", start="18:00", end="23:00"),
    ]
    timetable = timetable_of(a_model(sites=[a_site(hours={"mon-fri": "07:00-23:00"})], templates=templates))
    for number in range(3):
        week = list(of(timetable, number).values())
        assert all(sum(end - begin for begin, end in day) <= 10 for day in week)
        assert all(not (day and after) or after[0][0] + 24 - day[-1][1] >= 11 for day, after in pairwise(week))


def test_saturdays_are_worked_in_turn():
    """Each Saturday has somebody, and over three weeks everybody has one."""
    timetable = timetable_of(a_model())
    (turn,) = timetable.turns[DayKind.SAT]
    assert turn.pool == (0, 1, 2)
    assert turn.at_once == 1
    assert not timetable.turns[DayKind.SUN]


def test_leave_is_taken_by_the_week_and_not_all_at_once():
    """About six weeks a year each, and never more than one of three away together."""
    practice = a_listed_practice()
    days = days_of(practice, FIRST_DAY, 12)
    model = model_of(practice, FIRST_DAY, 12, figures())
    away = draw_leave(practice, days, timetable_of(model), 6.2, np.random.default_rng(1))
    weeks = [len([1 for one, _ in away if one == number]) / 7 for number in range(3)]
    assert sum(weeks) / 3 == pytest.approx(6.2 * len(days) / 365, abs=2.5)
    by_day = [len([1 for _, day in away if day == number]) for number in range(len(days))]
    assert max(by_day) == 1


def test_stated_absences_cover_half_days():
    """A morning away leaves the afternoon."""
    practice = a_listed_practice(
        absences=[{"practitioner": "ben", "from": "2026-01-06", "to": "2026-01-07", "half_day": "morning"}]
    )
    model = model_of(practice, FIRST_DAY, 1, figures())
    away = draw_leave(practice, model.days, timetable_of(model), 0, np.random.default_rng(1))
    tuesday = model.days.dates.index(date(2026, 1, 6))
    assert away == {(1, tuesday): (0, 780), (1, tuesday + 1): (0, 780)}


def test_patients_wait_for_those_before_them():
    """Each practitioner sees patients in turn, none before the hour: 9:00 for 25 minutes, 9:20 for 10, 10:00."""
    practitioner = np.array([0, 0, 0, 1])
    planned = np.array([560.0, 540.0, 600.0, 560.0])
    assert waits(practitioner, planned, np.array([10.0, 25.0, 15.0, 15.0])).tolist() == [5, 0, 0, 0]
