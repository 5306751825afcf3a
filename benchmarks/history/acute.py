"""The true acute demand of a synthetic history, in the words in which it is learned (`scheduler.learned`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import log

import numpy as np
from numpy.typing import NDArray

from benchmarks.history.contacts import Rates
from benchmarks.history.days import Spans
from benchmarks.history.figures import Demand, Figures
from scheduler.calendar import MINUTES_IN_DAY, NOON, WEEKDAYS, DayKind, dates_from
from scheduler.forecast import expected_acute
from scheduler.learned import AcuteDemand, DayPart
from scheduler.practice import Practice, Site
from scheduler.presets.consultations import consultation_presets

A_YEAR = 365
MEAN_WEEKDAY = 0.2


def true_acute_demand(practice: Practice, a_year: Rates, first_day: date, figures: Figures) -> AcuteDemand:
    """Acute requests by site and date, when each patient of a category has so many a year.

    The year from `first_day` has that many over the days on which the site is open; a site without patients or
    without opening hours has no level.
    """
    shape = _shape(practice, figures.demand, first_day)
    load = acute_load(practice, a_year)
    levels = {site.id: _level(site, load[site.id], shape, practice) for site in practice.sites if load[site.id]}
    return shape.model_copy(update={"level": {site: level for site, level in levels.items() if level is not None}})


def acute_load(practice: Practice, a_year: Rates) -> dict[str, float]:
    """Acute requests a year by site, that of the own doctor's home."""
    home = {one.id: one.home_site for one in practice.practitioners}
    often = dict(zip((category.id for category in practice.categories), a_year, strict=True))
    load = {site.id: 0.0 for site in practice.sites}
    for entry in practice.lists:
        load[home[entry.practitioner]] += entry.patients * float(often[entry.category])
    return load


def weekday_shares(demand: Demand) -> dict[DayKind, float]:
    """Requests of a day of each kind, of those from Monday to Friday together."""
    cited = {kind: figure.value for kind, figure in consultation_presets().weekday.items()}
    rest = {
        DayKind.SAT: demand.saturday.value,
        DayKind.SUN: demand.sunday.value,
        DayKind.HOLIDAY: demand.holiday.value,
    }
    return cited | rest


def minute_shares(spans: Spans, demand: Demand) -> NDArray[np.float64]:
    """The share of a day's requests in each minute of the day, none outside the opening hours; sums to 1."""
    hourly = np.zeros(24)
    for hour, share in consultation_presets().hours.shares.items():
        hourly[hour] = share
    for hour, figure in demand.beyond_hours.items():
        hourly[hour] = figure.value
    by_minute = np.repeat(hourly / 60, 60)
    is_open = np.zeros(MINUTES_IN_DAY)
    for begin, end in spans:
        is_open[begin:end] = 1
    within = by_minute * is_open
    # Hours in which nobody was seen to call: evenly.
    within = within if within.sum() else is_open
    shares: NDArray[np.float64] = within / within.sum()
    return shares


def _shape(practice: Practice, demand: Demand, first_day: date) -> AcuteDemand:
    spread = consultation_presets().daily_spread.value
    return AcuteDemand(
        origin=first_day,
        cases=0,
        level={site.id: 0.0 for site in practice.sites},
        weekday={kind: log(share / MEAN_WEEKDAY) for kind, share in weekday_shares(demand).items()},
        month={month: log(figure.value) for month, figure in demand.months.items()},
        before_holiday=log(demand.before_holiday.value),
        after_holiday=log(demand.after_holiday.value),
        trend_per_year=log(1 + demand.trend_per_year.value),
        dispersion=spread**2,
        shares={site.id: dict(_day_parts(site, practice, demand)) for site in practice.sites},
    )


def _level(site: Site, load: float, shape: AcuteDemand, practice: Practice) -> float | None:
    relative = sum(_relative(site, day, shape, practice) for day in dates_from(shape.origin, A_YEAR))
    return log(load / relative) if relative else None


def _relative(site: Site, day: date, shape: AcuteDemand, practice: Practice) -> float:
    holidays = practice.public_holidays
    expected = expected_acute(shape, site.id, day, holidays) if site.opening(day, holidays.kind_of(day)) else None
    return expected.mean if expected else 0.0


def _day_parts(site: Site, practice: Practice, demand: Demand) -> Iterator[tuple[DayKind, dict[DayPart, float]]]:
    for kind in (*WEEKDAYS, DayKind.HOLIDAY):
        spans = site.week.get(kind, ())
        if spans:
            yield kind, _parts(minute_shares(spans, demand), site, practice)


def _parts(shares: NDArray[np.float64], site: Site, practice: Practice) -> dict[DayPart, float]:
    windows = practice.windows_of(site)
    early = windows.before if windows.before is not None else 0
    late = windows.after if windows.after is not None else MINUTES_IN_DAY
    bounds = [0, early, min(max(early, NOON), late), late, MINUTES_IN_DAY]
    parts = zip(DayPart, bounds[:-1], bounds[1:], strict=True)
    return {part: min(1.0, float(shares[begin:end].sum())) for part, begin, end in parts}


def acute_mean(demand: AcuteDemand, site: Site, day: date, practice: Practice) -> float:
    """The true mean of the acute requests of a site's day; none when it is closed."""
    return _relative(site, day, demand, practice)
