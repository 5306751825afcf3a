"""Acute requests expected by site, date and part of day: from what was learned, or from what the practice states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from scheduler.calendar import DayKind, PublicHolidays
from scheduler.learned import AcuteDemand, DayPart

DAYS_IN_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Expectation:
    """A count of a day: its mean, and the dispersion that makes its variance mean + dispersion × mean²."""

    mean: float
    dispersion: float


def features(day: date, holidays: PublicHolidays) -> dict[str, bool]:
    """What the calendar says of a date's acute demand: whether it lies just before or just after a public holiday.

    Just after is the first day that is neither holiday nor Sunday after one; just before is the last such day.
    """
    return {
        "before_holiday": holidays.kind_of(day) is not DayKind.HOLIDAY and _meets_holiday(day, holidays, 1),
        "after_holiday": holidays.kind_of(day) is not DayKind.HOLIDAY and _meets_holiday(day, holidays, -1),
    }


def _meets_holiday(day: date, holidays: PublicHolidays, step: int) -> bool:
    near = day + timedelta(days=step)
    while near.weekday() == 6 and holidays.kind_of(near) is not DayKind.HOLIDAY:
        near += timedelta(days=step)
    return holidays.kind_of(near) is DayKind.HOLIDAY


def expected_acute(demand: AcuteDemand, site: str, day: date, holidays: PublicHolidays) -> Expectation | None:
    """The acute requests of a site's day; None for a site or a kind of day of which nothing was learned."""
    kind = holidays.kind_of(day)
    if site not in demand.level or kind not in demand.weekday:
        return None
    near = features(day, holidays)
    log_mean = (
        demand.level[site]
        + demand.weekday[kind]
        + demand.month.get(day.month, 0.0)
        + near["before_holiday"] * demand.before_holiday
        + near["after_holiday"] * demand.after_holiday
        + demand.trend_per_year * (day - demand.origin).days / DAYS_IN_YEAR
    )
    return Expectation(exp(log_mean), demand.dispersion)


def part_shares(demand: AcuteDemand, site: str, kind: DayKind) -> dict[DayPart, float] | None:
    """How a day's acute requests spread over its parts, None where nothing was learned."""
    return demand.shares.get(site, {}).get(kind)
