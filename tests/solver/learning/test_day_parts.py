"""How acute requests spread over the day, and how long before they come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from scheduler.agenda.build.parts import part_bounds
from scheduler.calendar import DayKind
from scheduler.learned import DayPart, StillExpected
from scheduler.practice import Practice
from solver.learning.acute_days import acute_days, acute_requests
from solver.learning.day_parts import MOMENTS, Shares, fit_shares, fit_still_expected
from tests.practices import a_site
from tests.solver.learning.histories import A_MONDAY, a_frame, a_learning_practice, a_row

SATURDAY = date(2026, 1, 10)
LONG = a_site(hours={"mon-fri": "07:00-22:00", "sat": "09:00-13:00"})


def at(clock: str, day: date = A_MONDAY) -> dict[str, object]:
    """An acute request seen at that hour."""
    return a_row(motive="acute", acute=True, day=day, start=datetime.combine(day, time.fromisoformat(clock)))


def shares(rows: list[dict[str, object]], practice: Practice) -> Shares:
    """The shares that some rows tell."""
    frame = a_frame(rows)
    return fit_shares(acute_requests(frame, practice), acute_days(frame, practice), practice)


def test_parts_end_where_the_windows_begin() -> None:
    """Early until 8, morning until 13, afternoon until 20, late after."""
    practice = a_learning_practice()
    spans = part_bounds(practice.windows_of(practice.sites[0]))
    assert [spans[part] for part in DayPart] == [(0, 480), (480, 780), (780, 1200), (1200, 1440)]


def test_site_without_windows_has_neither_early_nor_late() -> None:
    """Without acute windows the morning begins at midnight and the afternoon ends there."""
    practice = a_learning_practice(sites=[a_site(acute_windows={"before": None, "after": None})])
    spans = part_bounds(practice.windows_of(practice.sites[0]))
    assert [spans[part] for part in DayPart] == [(0, 0), (0, 780), (780, 1440), (1440, 1440)]


def test_shares_are_counted() -> None:
    """With many requests the shares are theirs, and make one."""
    rows = [at("07:30")] * 100 + [at("09:00")] * 500 + [at("13:00")] * 300 + [at("20:00")] * 100
    found = shares(rows, a_learning_practice(sites=[LONG]))["nation"][DayKind.MON]
    assert [found[part] for part in DayPart] == pytest.approx([0.1, 0.5, 0.3, 0.1], abs=1e-4)
    assert sum(found.values()) == pytest.approx(1, abs=1e-12)


def test_kind_of_day_of_few_requests_is_drawn_to_its_site() -> None:
    """Two Saturday requests at nine leave the Saturday's share of the morning below 1, where the site is open later."""
    site = a_site(hours={"mon-sat": "07:00-22:00"})
    rows = [at("09:00")] * 500 + [at("15:00")] * 500 + [at("09:00", SATURDAY)] * 2
    found = shares(rows, a_learning_practice(sites=[site]))["nation"][DayKind.SAT]
    expected = (2 + 10 * 502 / 1002) / 12
    assert found[DayPart.MORNING] == pytest.approx(expected, abs=1e-4)


def test_closed_parts_get_no_share() -> None:
    """A Saturday that ends at 13 expects nobody in the evening, whatever the other days are like."""
    rows = [at("09:00")] * 50 + [at("21:00")] * 50 + [at("10:00", SATURDAY)]
    found = shares(rows, a_learning_practice(sites=[LONG]))["nation"][DayKind.SAT]
    assert found[DayPart.LATE] == found[DayPart.AFTERNOON] == 0
    assert found[DayPart.MORNING] == 1


def test_requests_outside_opening_hours_count_where_they_were() -> None:
    """A history knows better than the hours of the file."""
    rows = [at("09:00", SATURDAY)] * 10 + [at("15:00", SATURDAY)] * 10
    found = shares(rows, a_learning_practice(sites=[LONG]))["nation"][DayKind.SAT]
    assert found[DayPart.AFTERNOON] == pytest.approx(0.5)


def test_rows_without_time_of_day_tell_no_shares() -> None:
    """Dates alone give none."""
    rows = [at("09:00") | {"start": None}]
    assert shares(rows, a_learning_practice()) == {}


def test_patients_sent_to_the_next_day_tell_no_shares() -> None:
    """Their first hour of the morning after is not when they wanted to come."""
    met = [at("15:00")] * 20
    sent_on = at("08:00", A_MONDAY + timedelta(days=1)) | {"requested_on": A_MONDAY}
    found = shares([*met, *[sent_on] * 20], a_learning_practice(sites=[LONG]))["nation"]
    assert found[DayKind.MON][DayPart.AFTERNOON] == 1


def asked(before: timedelta) -> dict[str, object]:
    """An acute request of a Monday, made that long before its midnight."""
    made = datetime.combine(A_MONDAY, time()) - before
    return a_row(motive="acute", acute=True, requested_at=made, requested_on=made.date())


def still_expected(rows: list[dict[str, object]]) -> tuple[StillExpected, ...]:
    """What is still to come, at a site that saw somebody that Monday at eight in the evening."""
    frame = a_frame([*rows, at("20:00") | {"acute": False}])
    return fit_still_expected(acute_requests(frame, a_learning_practice()))


def test_share_still_to_come_is_counted() -> None:
    """One request a week and more before, one on the eve at 20:00, two on the day at 9 and at 10 o'clock."""
    rows = [asked(timedelta(hours=hours)) for hours in (9 * 24, 4, -9, -10)]
    found = {(one.days_before, one.hour): one.share for one in still_expected(rows)}
    assert [found[moment] for moment in ((7, 18), (2, 18), (1, 18), (0, 8))] == [0.75, 0.75, 0.75, 0.5]
    assert [found[0, hour] for hour in (9, 10, 11)] == [0.5, 0.25, 0]


def test_share_still_to_come_falls_as_the_day_nears() -> None:
    """The moments run towards the evening of the day, and no share rises."""
    rows = [asked(timedelta(hours=hours)) for hours in range(-20, 200, 3)]
    found = still_expected(rows)
    assert [(one.days_before, one.hour) for one in found] == list(MOMENTS)
    shares_left = [one.share for one in found]
    assert shares_left == sorted(shares_left, reverse=True)


def test_requests_without_time_tell_nothing_of_release() -> None:
    """Without the hour of a request nothing is said."""
    assert still_expected([at("09:00") | {"requested_on": A_MONDAY}]) == ()
