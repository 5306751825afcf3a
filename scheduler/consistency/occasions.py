"""The days that a line of cover or demand speaks of, and when a site is open on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.calendar import DayKind
from scheduler.consistency.staffing import Spans
from scheduler.practice import Practice, Site


@dataclass(frozen=True, slots=True)
class Occasion:
    """A kind of day, or a single date of that kind, and the opening hours of a site on it."""

    name: str
    kind: DayKind
    opening: Spans


def occasions(
    practice: Practice, site: Site, days: frozenset[DayKind] | None, dates: tuple[date, ...]
) -> Iterator[Occasion]:
    """The dates of a line if it has any, otherwise its kinds of day."""
    for day in dates:
        kind = practice.public_holidays.kind_of(day)
        yield Occasion(day.isoformat(), kind, site.opening(day, kind))
    for kind in DayKind:
        if not dates and kind in (days or ()):
            yield Occasion(kind.value, kind, site.week.get(kind, ()))
