"""What every calendar of ours begins with, and how it is written."""

from __future__ import annotations

from datetime import date, timedelta

from icalendar import Calendar


def begin_calendar(name: str) -> Calendar:
    """An empty calendar of that name."""
    calendar = Calendar()
    calendar.add("prodid", "-//creneau//rota//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    return calendar


def write_calendar(calendar: Calendar, first: date, last: date) -> bytes:
    """A calendar with the zones that its dates from `first` to `last` need."""
    calendar.add_missing_timezones(first_date=first, last_date=last + timedelta(days=1))
    return bytes(calendar.to_ical())
