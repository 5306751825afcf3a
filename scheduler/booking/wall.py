"""Dates of a practice against UTC: which moments a day's grains begin at, also where clocks are changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from scheduler.agenda.masks import FULL, GRAINS
from scheduler.booking.times import instant, wall_clock
from scheduler.calendar import GRAIN

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_GRAIN = timedelta(minutes=GRAIN)


class WallDay:
    """One date: its grains as moments.

    `midnight` in UTC; `midnight_minute` the same in minutes since 1970; `ends`: the next midnight. `straight`: no clock
    is changed on the day.
    """

    def __init__(self, zone: ZoneInfo, day: date) -> None:
        self._zone = zone
        self.day = day
        self.ordinal = day.toordinal()
        self.midnight = instant(zone, day, 0)
        self.midnight_minute = (self.midnight - _EPOCH) // _MINUTE
        self.ends = instant(zone, day, GRAINS * GRAIN)
        self.straight = self.ends - self.midnight == timedelta(days=1)

    def starts(self, grain: int) -> datetime:
        """The moment at which a grain begins."""
        if self.straight:
            return self.midnight + timedelta(minutes=grain * GRAIN)
        return instant(self._zone, self.day, grain * GRAIN)

    def minute(self, grain: int) -> int:
        """The same in minutes since 1970."""
        if self.straight:
            return self.midnight_minute + grain * GRAIN
        return (self.starts(grain) - _EPOCH) // _MINUTE

    @cached_property
    def real(self) -> int:
        """The grains that the clocks show: without the hour they skip in spring."""
        if self.straight:
            return FULL
        shown = (grain for grain in range(GRAINS) if self._shows(grain))
        return sum(1 << grain for grain in shown)

    def _shows(self, grain: int) -> bool:
        return wall_clock(self._zone, self.starts(grain)) == (self.day, grain * GRAIN)

    def not_before(self, moment: datetime) -> int:
        """The grains that begin at a moment (UTC) or later."""
        if moment <= self.midnight:
            return FULL
        if self.straight:
            return _between(-(-(moment - self.midnight) // _GRAIN), GRAINS)
        return sum(1 << grain for grain in range(GRAINS) if self.starts(grain) >= moment)

    def overlapping(self, begins: datetime, ends: datetime, minutes: int) -> int:
        """The grains from which on so many minutes meet [begins, ends)."""
        length = timedelta(minutes=minutes)
        if self.straight:
            last = -(-(ends - self.midnight) // _GRAIN)
            return _between((begins - length - self.midnight) // _GRAIN + 1, last)
        met = (g for g in range(GRAINS) if self.starts(g) < ends and self.starts(g) + length > begins)
        return sum(1 << grain for grain in met)


def _between(first: int, last: int) -> int:
    """The grains from one on up to before another, as far as they lie in the day."""
    first, last = max(0, first), min(GRAINS, last)
    return ((1 << (last - first)) - 1) << first if first < last else 0


class Wall:
    """The dates of a practice in its zone, each worked out once."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._days: dict[date, WallDay] = {}
        self._last = self.day(_EPOCH.date())

    def day(self, day: date) -> WallDay:
        """One date."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = WallDay(self.zone, day)
        return found

    def date_of(self, moment: datetime) -> date:
        """The date that the clocks show at a moment."""
        if not self._last.midnight <= moment < self._last.ends:
            self._last = self.day(moment.astimezone(self.zone).date())
        return self._last.day


def minute_of(moment: datetime) -> int:
    """A moment in minutes since 1970."""
    return (moment - _EPOCH) // _MINUTE
