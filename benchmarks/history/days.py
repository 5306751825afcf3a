"""The dates of a history: its period, the weeks before in which its agendas fill up, and those open to book after."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.calendar import DayKind, dates_from
from scheduler.practice import Practice

Spans = tuple[tuple[int, int], ...]
WARM_UP = 63
"""Days before the period: longer than anybody asks ahead, so that its first day is booked like any other."""
RUN_OFF = 100
"""Days after it: whoever asks in the period finds dates beyond its end."""


@dataclass(frozen=True)
class Days:
    """Dates in a row with their kinds and the opening hours of each site; the period is `first` to before `end`."""

    dates: tuple[date, ...]
    kinds: tuple[DayKind, ...]
    opening: tuple[tuple[Spans, ...], ...]
    first: int
    end: int

    def __len__(self) -> int:
        return len(self.dates)

    def asked_on(self, site: int) -> Iterator[int]:
        """Positions of the days on which requests come to a site: those before the end on which it is open."""
        return (day for day, spans in enumerate(self.opening[site][: self.end]) if spans)


def days_of(practice: Practice, first_day: date, months: int) -> Days:
    """The days of a practice from `first_day` for so many calendar months; OverflowError beyond the calendar."""
    end = WARM_UP + (months_later(first_day, months) - first_day).days
    dates = tuple(dates_from(first_day - timedelta(days=WARM_UP), end + RUN_OFF))
    kinds = tuple(practice.public_holidays.kind_of(day) for day in dates)
    opening = tuple(
        tuple(site.opening(day, kind) for day, kind in zip(dates, kinds, strict=True)) for site in practice.sites
    )
    return Days(dates, kinds, opening, WARM_UP, end)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month; OverflowError beyond the year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
