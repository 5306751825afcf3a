"""What every sheet and page shows of a period: its weeks, the days that are shown, holidays, and times in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.export.plan import Plan
from scheduler.messages import say
from scheduler.messages.formats import show_day, show_time
from scheduler.rota.problem import DAYS_IN_WEEK

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Day:
    """One date as a column: its number in the problem, its heading and the name of its public holiday, if any."""

    number: int
    date: date
    heading: str
    holiday: str | None
    today: bool


@dataclass(frozen=True, slots=True)
class Week:
    """One week of columns; Sundays only where something is offered on one."""

    number: int
    monday: date
    days: tuple[Day, ...]


def weeks_of(plan: Plan) -> tuple[Week, ...]:
    """The weeks of the period."""
    shown = _shown_weekdays(plan)
    return tuple(
        Week(
            number=week,
            monday=plan.problem.date_of(week * DAYS_IN_WEEK),
            days=tuple(_day(plan, week * DAYS_IN_WEEK + weekday) for weekday in shown),
        )
        for week in range(plan.problem.weeks)
    )


def span_text(begin: int, end: int, language: str) -> str:
    """A stretch of the clock in short, on one line: "8 h – 13 h" or "08:00–13:00"."""
    space = "\N{NO-BREAK SPACE}" if language == "fr" else ""
    dash = f"{space}\N{WORD JOINER}\N{EN DASH}\N{WORD JOINER}{space}"
    return f"{show_time(begin, language)}{dash}{show_time(end, language)}"


def period_text(plan: Plan) -> str:
    """From when to when, and when it was planned."""
    return say("period-and-date", plan.language, first=plan.problem.first_day, last=plan.last_day, today=plan.today)


def _shown_weekdays(plan: Plan) -> list[int]:
    sunday = any(plan.problem.offered[day] for day in range(SUNDAY, plan.problem.days, DAYS_IN_WEEK))
    return list(range(DAYS_IN_WEEK if sunday else SUNDAY))


def _day(plan: Plan, number: int) -> Day:
    on = plan.problem.date_of(number)
    heading = show_day(on, plan.language, "narrow")
    return Day(number, on, heading, plan.names.holiday_on(number), on == plan.today)
