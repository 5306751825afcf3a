"""From the practice's wall clock to UTC and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def instant(zone: ZoneInfo, day: date, minute: int) -> datetime:
    """The moment (UTC) at which the practice's clocks show `minute` minutes since midnight of a date.

    A time that the clocks skip in spring is read an hour later; of one they show twice in autumn the first is meant.
    """
    wall = datetime.combine(day, time(), tzinfo=zone) + timedelta(minutes=minute)
    return wall.astimezone(UTC)


def wall_clock(zone: ZoneInfo, moment: datetime) -> tuple[date, int]:
    """The date and the minutes since midnight that the practice's clocks show at a moment."""
    local = moment.astimezone(zone)
    return local.date(), local.hour * 60 + local.minute
