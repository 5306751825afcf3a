"""What was learned, read for one day or one booking."""

from __future__ import annotations

from datetime import date
from math import exp, log
from typing import Any

import pytest

from scheduler.calendar import DayKind, PublicHolidays
from scheduler.forecast import expected_acute, features, no_show_chance, part_shares
from scheduler.learned import AcuteDemand, DayPart, NoShows

FRANCE = PublicHolidays("FR")
MONDAY = date(2026, 1, 12)


def a_demand(**stated: Any) -> AcuteDemand:
    """Twenty requests on a Monday of January 2026 at one site, thirty per cent fewer on Tuesdays."""
    working: dict[str, Any] = {
        "origin": date(2026, 1, 12),
        "cases": 1000,
        "level": {"nation": log(20)},
        "weekday": {"mon": 0.0, "tue": log(0.7), "sat": -1.0},
        "dispersion": 0.02,
    }
    return AcuteDemand.model_validate(working | stated)


def mean(day: date, **stated: Any) -> float | None:
    """The requests expected on a day."""
    found = expected_acute(a_demand(**stated), "nation", day, FRANCE)
    return found and found.mean


def test_expected_requests_are_level_and_weekday() -> None:
    """Effects are logarithms that add up; the dispersion goes along."""
    assert mean(MONDAY) == pytest.approx(20)
    assert mean(date(2026, 1, 13)) == pytest.approx(14)
    found = expected_acute(a_demand(), "nation", MONDAY, FRANCE)
    assert found is not None
    assert found.dispersion == 0.02


def test_months_trend_and_holidays_multiply() -> None:
    """A month that was not learned counts as any; years are counted from the origin."""
    assert mean(MONDAY, month={1: log(1.5)}) == pytest.approx(30)
    assert mean(date(2026, 2, 2), month={1: log(1.5)}) == pytest.approx(20)
    assert mean(date(2027, 1, 11), trend_per_year=0.1) == pytest.approx(20 * exp(0.1 * 364 / 365.25))
    assert mean(date(2026, 4, 7), after_holiday=log(1.2)) == pytest.approx(14 * 1.2)
    assert mean(date(2026, 7, 13), before_holiday=log(1.1)) == pytest.approx(22)


def test_nothing_is_said_of_what_was_not_learned() -> None:
    """Another site, a weekday without cases, a holiday where none was seen."""
    assert expected_acute(a_demand(), "italie", MONDAY, FRANCE) is None
    assert mean(date(2026, 1, 11)) is None
    assert mean(date(2026, 5, 1)) is None


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2026, 7, 13), True, False),  # Monday, the eve of 14 July
        (date(2026, 7, 14), False, False),
        (date(2026, 7, 15), False, True),
        (date(2026, 7, 16), False, False),
        (date(2026, 4, 4), True, False),  # Saturday before Easter Monday: the Sunday between is skipped
        (date(2026, 4, 5), False, False),  # the Sunday itself is neither
        (date(2026, 4, 7), False, True),
        (date(2026, 8, 14), True, False),  # Friday before Saturday 15 August
        (date(2026, 8, 16), False, False),
        (date(2026, 8, 17), False, True),  # Monday after it
        (date(2028, 5, 2), False, True),
    ],
)
def test_days_around_holidays(day: date, before: bool, after: bool) -> None:
    """The last and the first day that is neither holiday nor Sunday."""
    assert features(day, FRANCE) == {"before_holiday": before, "after_holiday": after}


def test_holidays_in_a_row_have_one_eve_and_one_day_after() -> None:
    """Christmas and Saint Stephen's in Alsace: 24 December is before, 28 December 2026, a Monday, after."""
    alsace = PublicHolidays("FR", "6AE")
    found = {day: features(date(2026, 12, day), alsace) for day in range(24, 30)}
    assert [day for day in found if found[day]["before_holiday"]] == [24]
    assert [day for day in found if found[day]["after_holiday"]] == [28]


def test_late_changes_of_holidays_count() -> None:
    """A day that the practice adds has an eve too."""
    holidays = PublicHolidays("FR", added={date(2026, 1, 15): "strike-day"})
    assert features(date(2026, 1, 14), holidays)["before_holiday"]


def test_shares_of_the_day_are_those_of_the_site_and_kind_of_day() -> None:
    """None where nothing was learned."""
    shares = {"nation": {"mon": {"early": 0.1, "morning": 0.6, "afternoon": 0.2, "late": 0.1}}}
    demand = a_demand(shares=shares)
    found = part_shares(demand, "nation", DayKind.MON)
    assert found is not None
    assert found[DayPart.MORNING] == 0.6
    assert part_shares(demand, "nation", DayKind.TUE) is None
    assert part_shares(demand, "italie", DayKind.MON) is None


def absence(**stated: Any) -> NoShows:
    """Chances by lead time and motive."""
    working: dict[str, Any] = {
        "chance": 0.04,
        "cases": 1000,
        "by_lead": [{"days": 0, "chance": 0.01, "cases": 500}, {"days": 7, "chance": 0.08, "cases": 500}],
        "by_motive": {"acute": 0.02},
    }
    return NoShows.model_validate(working | stated)


@pytest.mark.parametrize(("days", "chance"), [(0, 0.01), (6, 0.01), (7, 0.08), (300, 0.08)])
def test_lead_time_chooses_its_class(days: int, chance: float) -> None:
    """A class reaches to the day before the next; the last has no end."""
    assert no_show_chance(absence(), days, "acute") == chance


def test_without_lead_the_motive_tells_and_without_either_the_whole() -> None:
    """The most telling figure that there is."""
    assert no_show_chance(absence(), None, "acute") == 0.02
    assert no_show_chance(absence(), None, "tele") == 0.04
    assert no_show_chance(absence()) == 0.04
    assert no_show_chance(absence(by_lead=[]), 3, "acute") == 0.02


def test_lead_shorter_than_any_class_falls_back() -> None:
    """A history that knows only appointments booked long before says nothing of the day itself."""
    late = [{"days": 7, "chance": 0.08, "cases": 500}]
    assert no_show_chance(absence(by_lead=late), 0, "acute") == 0.02
