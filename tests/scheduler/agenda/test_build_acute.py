"""Acute patients expected on a day, by part of the day: learned, stated, or by the lists."""

from __future__ import annotations

from datetime import date
from math import log
from typing import Any

import pytest

from scheduler.agenda.build.calls import calls
from scheduler.agenda.build.diary import Diary
from scheduler.agenda.build.expectation import ExpectedAcute
from scheduler.agenda.problem import Calls
from scheduler.learned import DayPart, Learned
from scheduler.motives import Use
from tests.builders import clock
from tests.practices import Section, a_doctor, a_site, a_template
from tests.scheduler.agenda.diaries import (
    LENGTHS,
    MOTIVES,
    YEAR,
    a_diary,
    a_learned_length,
    contacts,
    learned_figures,
    patients,
)

DEMAND: list[Section] = [{"site": "nation", "days": "mon", "half_day": "morning", "minutes": 950}]
SUM_OF_WEEKDAYS = 0.28 + 0.23 + 0.143 + 0.162 + 0.185
SATURDAY = SUM_OF_WEEKDAYS / 5 * 14 / 10
"""The weight of a Saturday of fourteen hours: a usual day has ten."""


def expected(diary: Diary, day: int = 0, site: int = 0) -> ExpectedAcute:
    """What a day is expected to bring."""
    (found,) = [one for one in diary.expected if (one.site, one.day) == (site, day)]
    return found


def acute_demand(**stated: Any) -> Learned:
    """Twenty requests on a Monday, half as many on a Tuesday; nothing was learned of other days."""
    working = {
        "origin": "2026-11-02",
        "cases": 1000,
        "level": {"nation": log(20)},
        "weekday": {"mon": 0.0, "tue": log(0.5)},
        "dispersion": 0.02,
    }
    return learned_figures(acute_demand=working | stated)


def test_stated_minutes_bring_their_share_of_acute_patients() -> None:
    """Of 95 minutes a patient and year 15 go to one acute contact: 950 minutes bring ten."""
    found = expected(a_diary(demand=DEMAND))
    assert found.mean == pytest.approx(10)
    assert found.tele == 0
    assert found.dispersion == pytest.approx(0.01)
    assert expected(a_diary(demand=DEMAND), day=1).mean == 0


def test_stated_factors_count() -> None:
    """A season of fifteen per cent more brings as many more patients."""
    factor = {"from": "2026-11-01", "to": "2026-11-30", "sites": "all", "factor": 1.2}
    assert expected(a_diary(demand=DEMAND, demand_factors=[factor])).mean == pytest.approx(12)


def test_lists_alone_bring_a_weeks_patients_by_weekday() -> None:
    """A thousand patients with one acute contact a year are 19.2 a week, most of them on Monday."""
    diary = a_diary()
    weights = [0.28, 0.23, 0.143, 0.162, 0.185, SATURDAY]
    found = [expected(diary, day).mean for day in range(6)]
    assert sum(found) == pytest.approx(1000 / YEAR)
    assert found == pytest.approx([1000 / YEAR * weight / sum(weights) for weight in weights])
    assert not [one for one in diary.expected if one.day == 6]


def test_holiday_has_its_hours_share_and_the_other_days_the_rest() -> None:
    """Four hours on 11 November are worth as much as four hours of a usual day."""
    diary = a_diary(first_day=date(2026, 11, 9))
    holiday = SUM_OF_WEEKDAYS / 5 * 4 / 10
    whole = SUM_OF_WEEKDAYS - 0.143 + holiday + SATURDAY
    assert expected(diary, 2).mean == pytest.approx(1000 / YEAR * holiday / whole)
    assert expected(diary, 0).mean == pytest.approx(1000 / YEAR * 0.28 / whole)


def test_second_week_is_like_the_first() -> None:
    """Each week spreads its own patients."""
    diary = a_diary(first_day=date(2026, 11, 16), weeks=2)
    assert expected(diary, 7).mean == pytest.approx(expected(diary, 0).mean)


def test_patients_seen_at_a_distance_are_not_counted_in_person() -> None:
    """Of fourteen acute contacts four are calls."""
    often = contacts(urgent=1.0, call=0.4)
    found = expected(a_diary(contacts=often, demand=[DEMAND[0] | {"minutes": 190}]))
    assert [found.mean, found.tele] == pytest.approx([10, 4])
    learned = expected(a_diary(contacts=often, learned=acute_demand(level={"nation": log(14)})))
    assert [learned.mean, learned.tele] == pytest.approx([10, 4])


def test_what_was_learned_comes_first() -> None:
    """The mean of the day, with its own dispersion."""
    diary = a_diary(demand=DEMAND, learned=acute_demand())
    assert [expected(diary).mean, expected(diary).dispersion] == pytest.approx([20, 0.02])
    assert expected(diary, 1).mean == pytest.approx(10)


def test_what_was_not_learned_comes_from_the_practice() -> None:
    """A kind of day that the history does not have, and a site that it does not know."""
    diary = a_diary(learned=acute_demand())
    assert expected(diary, 2).mean == pytest.approx(expected(a_diary(), 2).mean)
    elsewhere = a_diary(demand=DEMAND, learned=acute_demand(level={"italie": 1.0}))
    assert expected(elsewhere).mean == pytest.approx(10)


def test_patients_come_at_all_open_hours_alike_unless_learned() -> None:
    """One hour before 8, five of morning, seven of afternoon, one after 20 o'clock."""
    assert expected(a_diary()).shares == {
        DayPart.EARLY: pytest.approx(1 / 14),
        DayPart.MORNING: pytest.approx(5 / 14),
        DayPart.AFTERNOON: pytest.approx(7 / 14),
        DayPart.LATE: pytest.approx(1 / 14),
    }


def test_learned_shares_of_the_day_hold_where_it_is_open() -> None:
    """What falls on closed parts goes to the open ones; a site closed early and late has two parts."""
    learned = acute_demand(shares={"nation": {"mon": {"early": 0.1, "morning": 0.6, "afternoon": 0.2, "late": 0.1}}})
    site = a_site(hours={"mon-sat": "09:00-19:00"})
    diary = a_diary(sites=[site], learned=learned)
    assert expected(diary).shares == {DayPart.MORNING: pytest.approx(0.75), DayPart.AFTERNOON: pytest.approx(0.25)}
    assert expected(diary, 1).shares == {DayPart.MORNING: pytest.approx(0.4), DayPart.AFTERNOON: pytest.approx(0.6)}


def test_learned_shares_that_fall_on_closed_parts_only_are_shared_alike() -> None:
    """Somebody will come while it is open."""
    learned = acute_demand(shares={"nation": {"mon": {"early": 1.0}}})
    diary = a_diary(sites=[a_site(hours={"mon-sat": "09:00-19:00"})], learned=learned)
    assert expected(diary).shares == {DayPart.MORNING: 0.5, DayPart.AFTERNOON: 0.5}


def two_sites(**stated: Any) -> dict[str, Any]:
    """Ada at Nation, Ben at Italie."""
    sites = [a_site(hours={"mon-sat": "07:00-21:00"}), a_site("italie")]
    return {"sites": sites, "practitioners": [a_doctor("ada"), a_doctor("ben", home_site="italie")], **stated}


def test_patients_of_a_site_are_those_of_its_doctors() -> None:
    """Each list belongs to the home site of its doctor."""
    diary = a_diary(**two_sites(lists=patients(ada=1000, ben=500)))
    assert [one.listed for one in diary.expectations.patients] == [1000, 500]


def test_site_without_a_list_has_the_patients_of_all() -> None:
    """And a practice without lists one patient who stands for any."""
    diary = a_diary(**two_sites(lists=patients(ada=1000)))
    assert [one.listed for one in diary.expectations.patients] == [1000, 1000]
    assert [one.listed for one in a_diary(lists=[]).expectations.patients] == [0]
    assert a_diary(lists=[]).expectations.contacts(0, Use.PLANNED) == 2.0


def test_acute_slot_is_one_for_all() -> None:
    """The mean of what acute patients need, on the grid; learned lengths come first; 15 where nobody comes."""
    lengths = [*LENGTHS, {"motive": "urgent", "category": "old", "minutes": 30}]
    categories = [{"id": "adult", "name": "Adult"}, {"id": "old", "name": "Old"}]
    lists = [*patients(ada=300), {"practitioner": "ada", "category": "old", "patients": 100}]
    assert a_diary(lengths=lengths, categories=categories, lists=lists).acute_minutes == 20
    learned = learned_figures(lengths=[a_learned_length("urgent", 25)])
    assert a_diary(learned=learned).acute_minutes == 25
    assert a_diary(motives=MOTIVES[1:3], lengths=LENGTHS[1:3], contacts=contacts(follow_up=1)).acute_minutes == 15


def test_capacity_is_what_the_sessions_can_hold() -> None:
    """Whole slots of each stretch of those who see acute patients, windows included, by part of the day."""
    day = a_template("day", start="07:00", end="12:50", **{"break": {"start": "10:00", "minutes": 10}})
    early = a_template("early", start="07:40", end="08:10", professions=["gp", "nurse"])
    staff = [a_doctor("ada"), a_doctor("ben"), a_doctor("nora", profession="nurse")]
    diary = a_diary(
        "ada mon day",
        "ben mon early",
        "nora mon early",
        "ben mon afternoon",
        "ben tue afternoon",
        templates=[day, early, a_template("afternoon", start="14:00", end="18:00")],
        practitioners=staff,
    )
    assert diary.capacity(0, 0) == {
        DayPart.EARLY: 4 + 1,
        DayPart.MORNING: 8 + 10 + 0,
        DayPart.AFTERNOON: 16,
        DayPart.LATE: 0,
    }


def test_acute_patients_call_every_half_hour_while_the_site_is_open() -> None:
    """They can be seen until the last session of the day ends; at eight, nobody comes within the hour."""
    site = a_site(hours={"mon-sat": "08:00-10:00, 14:00-15:15"})
    diary = a_diary("ada mon morning", "ben mon afternoon", sites=[site])
    (found,) = called(diary)
    assert [f"{time // 60:02d}:{time % 60:02d}" for time in found.times] == [
        "08:30",
        "09:00",
        "09:30",
        "14:00",
        "14:30",
        "15:00",
    ]
    assert (found.site, found.day, found.last, sorted(found.sessions)) == (0, 0, clock("18:00"), [0, 1])


def called(diary: Diary) -> list[Calls]:
    """The calls of a diary."""
    return list(calls(diary))


def test_nobody_calls_where_nobody_could_be_seen() -> None:
    """A day of desk time and visits, and a practice without acute patients."""
    assert called(a_diary("ada mon desk", "ben mon rounds")) == []
    assert called(a_diary("ada mon morning", contacts=contacts(follow_up=1.0))) == []
