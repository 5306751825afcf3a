"""A small group of the speed study: two sites of three doctors, for six weeks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

from benchmarks.booking.group import Size
from benchmarks.booking.picture import Picture, picture_of
from benchmarks.booking.year import Year, year_of

SMALL = Size(sites=2, doctors=3, weeks=6)
MONDAY = date(2026, 4, 13)
NOW = datetime(2026, 4, 12, 12, tzinfo=UTC)
"""The Sunday before."""


@cache
def the_year() -> Year:
    """Six weeks with two public holidays."""
    return year_of(SMALL, MONDAY)


@cache
def the_picture() -> Picture:
    """All of it, booked."""
    return picture_of(the_year(), NOW)
