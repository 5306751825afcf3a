"""Minutes worked over days and weeks."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.rota.problem import DAYS_IN_WEEK, RotaProblem
from scheduler.rota.rota import Rota


def minutes_worked(problem: RotaProblem, rota: Rota, person: int, days: Iterable[int]) -> int:
    """Minutes worked on those days of the period."""
    return sum(problem.templates[template].worked for day in days for template in rota.templates_on(person, day))


def week_days(week: int) -> range:
    """The days of a week of the period."""
    return range(week * DAYS_IN_WEEK, (week + 1) * DAYS_IN_WEEK)


def weekly_minutes(problem: RotaProblem, rota: Rota, person: int) -> list[int]:
    """Minutes worked in each week of the period."""
    return [minutes_worked(problem, rota, person, week_days(week)) for week in range(problem.weeks)]
