"""What was learned, read for one day or one booking: acute requests, their parts of the day, the chance of absence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from scheduler.calendar import DayKind, PublicHolidays
from scheduler.learned import AcuteDemand, DayPart, NoShows
from scheduler.presets.consultations import consultation_presets

DAYS_IN_YEAR = 365.25
MOST_A_DAY = 2000.0
"""Requests of a site's day beyond which a forecast is not believed."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """A count of a day: its mean, and the dispersion that makes its variance mean + dispersion × mean²."""

    mean: float
    dispersion: float


def features(day: date, holidays: PublicHolidays) -> dict[str, bool]:
    """What the calendar says of a date's acute demand: whether it lies just before or just after a public holiday.

    Just after is the first day that is neither holiday nor Sunday after one; just before is the last such day.
    """
    working = holidays.kind_of(day) not in (DayKind.HOLIDAY, DayKind.SUN)
    return {
        "before_holiday": working and _meets_holiday(day, holidays, 1),
        "after_holiday": working and _meets_holiday(day, holidays, -1),
    }


def _meets_holiday(day: date, holidays: PublicHolidays, step: int) -> bool:
    near = day + timedelta(days=step)
    while holidays.kind_of(near) is DayKind.SUN:
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
    return Expectation(min(exp(log_mean), MOST_A_DAY), demand.dispersion)


def part_shares(demand: AcuteDemand, site: str, kind: DayKind) -> dict[DayPart, float] | None:
    """How a day's acute requests spread over its parts, None where nothing was learned."""
    return demand.shares.get(site, {}).get(kind)


def no_show_chance(learned: NoShows, lead_days: int | None = None, motive: str | None = None) -> float:
    """The chance of not attending, by how long before it was booked, else by motive, else overall.

    Lead and motive tell much the same (acute appointments are booked on the day), so that the two are not multiplied.
    """
    classes = [one.chance for one in learned.by_lead if lead_days is not None and one.days <= lead_days]
    if classes:
        return classes[-1]
    return learned.by_motive.get(motive, learned.chance) if motive else learned.chance


def still_expected(demand: AcuteDemand | None, days_before: int, minute: int) -> float:
    """The share of a day's acute requests still to come at a minute of the day so many days before.

    As learned: the last figure at or before that moment; otherwise all until the day itself, then by the cited hours.
    """
    if demand is not None and demand.still_expected:
        told = [one for one in demand.still_expected if (-one.days_before, one.hour * 60) <= (-days_before, minute)]
        return min((one.share for one in told), default=1.0)
    return 1.0 if days_before else consultation_presets().hours.after(minute)
