"""Who is away when: weeks of leave drawn, and the absences of the practice file."""

from __future__ import annotations

from datetime import date
from math import ceil

import numpy as np

from benchmarks.history.days import Days
from benchmarks.history.shifts import Timetable
from scheduler.calendar import DAYS_IN_WEEK, MINUTES_IN_DAY
from scheduler.practice import Practice

Away = dict[tuple[int, int], tuple[int, int]]
"""Practitioner and day, both by position: from which minute to which the practitioner is away."""

WHOLE_DAY = (0, MINUTES_IN_DAY)
AWAY_AT_ONCE = 1 / 3
SUMMER = (7, 8)
SOUGHT_AFTER = 3.0
"""How much more often a week of July or August is chosen."""
WEEKS_IN_YEAR = 52.18


def draw_leave(
    practice: Practice, days: Days, timetable: Timetable, weeks_a_year: float, rng: np.random.Generator
) -> Away:
    """The leave of all practitioners of the timetable; at most a third of a site's are away in the same week."""
    weeks = _weeks(days)
    away: Away = {}
    busy = {(site.id, week): 0 for site in practice.sites for week in range(len(weeks))}
    at_home = _at_home(practice, timetable)
    for number in timetable.practitioners:
        site = practice.practitioners[number].home_site
        for week in _chosen(weeks, days, weeks_a_year, rng):
            if busy[site, week] < ceil(at_home[site] * AWAY_AT_ONCE):
                busy[site, week] += 1
                away |= {(number, day): WHOLE_DAY for day in weeks[week]}
    return away | _stated(practice, days)


def _at_home(practice: Practice, timetable: Timetable) -> dict[str, int]:
    homes = [practice.practitioners[number].home_site for number in timetable.practitioners]
    return {home: homes.count(home) for home in homes}


def _weeks(days: Days) -> list[list[int]]:
    """The positions of the days of each calendar week, Monday first."""
    first = days.dates[0].toordinal() - days.dates[0].weekday()
    weeks: dict[int, list[int]] = {}
    for number, day in enumerate(days.dates):
        weeks.setdefault((day.toordinal() - first) // DAYS_IN_WEEK, []).append(number)
    return list(weeks.values())


def _chosen(weeks: list[list[int]], days: Days, a_year: float, rng: np.random.Generator) -> list[int]:
    """Weeks of leave of one practitioner, in proportion to the time, summer more often."""
    wanted = a_year * len(weeks) / WEEKS_IN_YEAR
    count = min(len(weeks), int(wanted + rng.random()))
    weights = np.array([SOUGHT_AFTER if days.dates[week[0]].month in SUMMER else 1.0 for week in weeks])
    return sorted(int(week) for week in rng.choice(len(weeks), count, replace=False, p=weights / weights.sum()))


def _stated(practice: Practice, days: Days) -> Away:
    position = {one.id: number for number, one in enumerate(practice.practitioners)}
    return {
        (position[absence.practitioner], day): absence.half_day.span if absence.half_day else WHOLE_DAY
        for absence in practice.absences
        for day in _between(days, absence.from_date, absence.to_date)
    }


def _between(days: Days, first: date, last: date) -> range:
    begin = max(0, (first - days.dates[0]).days)
    return range(begin, min(len(days), (last - days.dates[0]).days + 1))
