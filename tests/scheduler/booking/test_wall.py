"""Dates against UTC, on ordinary days and where the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.agenda.masks import FULL, GRAINS, mask_of
from scheduler.booking.times import instant, wall_clock
from scheduler.booking.wall import Wall, minute_of

PARIS = ZoneInfo("Europe/Paris")
PLAIN, SPRING, AUTUMN = date(2026, 1, 5), date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize("day", [PLAIN, SPRING, AUTUMN])
def test_grains_begin_when_the_clocks_show_them(day: date) -> None:
    """Every grain has the moment of its clock time, also counted in minutes."""
    wall = Wall(PARIS).day(day)
    for grain in range(GRAINS):
        assert wall.starts(grain) == instant(PARIS, day, 5 * grain)
        assert wall.minute(grain) == minute_of(wall.starts(grain))


def test_skipped_hour_has_no_starts() -> None:
    """In spring the clocks go from two to three; in autumn every clock time is shown."""
    wall = Wall(PARIS)
    assert wall.day(SPRING).real == FULL & ~mask_of(120, 180)
    assert wall.day(AUTUMN).real == wall.day(PLAIN).real == FULL


@pytest.mark.parametrize("day", [PLAIN, SPRING, AUTUMN])
@pytest.mark.parametrize("minutes", [-1000, 0, 1, 5, 123, 150, 1439, 1500, 3000])
def test_not_before_counts_moments(day: date, minutes: int) -> None:
    """The grains that begin at a moment or later, whatever the clocks show."""
    wall = Wall(PARIS).day(day)
    moment = wall.midnight + timedelta(minutes=minutes, seconds=30 * (minutes % 2))
    expected = sum(1 << grain for grain in range(GRAINS) if wall.starts(grain) >= moment)
    assert wall.not_before(moment) == expected


@pytest.mark.parametrize("day", [PLAIN, SPRING, AUTUMN])
@pytest.mark.parametrize("begin", [-40, 0, 3, 95, 600, 1430, 1500])
def test_overlapping_meets_the_visit(day: date, begin: int) -> None:
    """A start meets a visit if it begins before the end of it and ends after its beginning."""
    wall = Wall(PARIS).day(day)
    begins = wall.midnight + timedelta(minutes=begin)
    ends = begins + timedelta(minutes=25)
    length = timedelta(minutes=20)
    met = (g for g in range(GRAINS) if wall.starts(g) < ends and wall.starts(g) + length > begins)
    assert wall.overlapping(begins, ends, 20) == sum(1 << grain for grain in met)


def test_date_is_that_of_the_clocks() -> None:
    """Asked in any order, and across midnight."""
    wall = Wall(PARIS)
    for moment in (
        datetime(2026, 1, 5, 22, 59, tzinfo=UTC),
        datetime(2026, 1, 5, 23, 0, tzinfo=UTC),
        datetime(2026, 1, 5, 22, 59, tzinfo=UTC),
        datetime(2026, 7, 1, 22, 0, tzinfo=UTC),
    ):
        assert wall.date_of(moment) == wall_clock(PARIS, moment)[0]
