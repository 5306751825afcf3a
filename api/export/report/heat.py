"""The heat map: consulting offered against demand, and cover short, by hour and date for each site."""

from __future__ import annotations

from dataclasses import dataclass

from api.export.plan import Plan
from api.export.weeks import Day, Week, weeks_of
from scheduler.measures.hours import HOUR, HourLoad, hour_loads
from scheduler.messages import say
from scheduler.messages.formats import show_duration, show_number, show_time

# Full-time equivalents of one hour between expected and offered, and how a difference below it is shaded.
SHADES = ((-1.5, "s3"), (-0.75, "s2"), (-0.25, "s1"), (0.25, "even"), (0.75, "o1"))
STRONGEST = "o2"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One hour: its shade, a short figure and the whole sentence; `short` marks cover short."""

    shade: str
    figure: str
    sentence: str
    short: bool
    holiday: bool


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One hour of the clock over all dates."""

    hour: str
    cells: tuple[HeatCell | None, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The heat map of one site, with a line of figures on top of it."""

    site: int
    name: str
    weeks: tuple[Week, ...]
    days: tuple[Day, ...]
    rows: tuple[HeatRow, ...]
    summary: str


def heat_maps(plan: Plan) -> tuple[HeatMap, ...]:
    """One map for each site with demand or cover needs."""
    loads = hour_loads(plan.problem, plan.rota)
    weeks = weeks_of(plan)
    sites = sorted({load.site for load in loads})
    return tuple(_map(plan, site, weeks, [load for load in loads if load.site == site]) for site in sites)


def _map(plan: Plan, site: int, weeks: tuple[Week, ...], loads: list[HourLoad]) -> HeatMap:
    days = tuple(day for week in weeks for day in week.days)
    by_place = {(load.hour, load.day): load for load in loads}
    hours = range(min(load.hour for load in loads), 1 + max(load.hour for load in loads))
    rows = tuple(
        HeatRow(
            hour=show_time(hour * HOUR, plan.language),
            cells=tuple(_cell(plan, day, by_place.get((hour, day.number))) for day in days),
        )
        for hour in hours
    )
    return HeatMap(site, plan.names.site(site), weeks, days, rows, _summary(plan, loads))


def _summary(plan: Plan, loads: list[HourLoad]) -> str:
    return say(
        "heat-summary",
        plan.language,
        offered=show_duration(round(sum(load.offered for load in loads)), plan.language),
        expected=show_duration(round(sum(load.expected for load in loads)), plan.language),
        short=show_duration(round(sum(load.short for load in loads)), plan.language),
    )


def _cell(plan: Plan, day: Day, load: HourLoad | None) -> HeatCell | None:
    if load is None:
        return None
    difference = (load.offered - load.expected) / HOUR
    words = say("heat-hour", plan.language, **_figures(load, plan.language))
    if load.short:
        words += " " + say("heat-short", plan.language, short=show_duration(round(load.short), plan.language))
    return HeatCell(shade_of(difference), _signed(difference, plan.language), words, load.short > 0, bool(day.holiday))


def _figures(load: HourLoad, language: str) -> dict[str, str]:
    return {
        "hour": show_time(load.hour * HOUR, language),
        "offered": show_number(load.offered / HOUR, language, 1),
        "expected": show_number(load.expected / HOUR, language, 1),
    }


def shade_of(difference: float) -> str:
    """The shade of a difference in people: s3 (far too few) over even to o2 (many more)."""
    return next((shade for limit, shade in SHADES if difference <= limit), STRONGEST)


def _signed(difference: float, language: str) -> str:
    rounded = round(difference, 1)
    if not rounded:
        return "0"
    sign = "+" if rounded > 0 else "\N{MINUS SIGN}"
    return sign + show_number(abs(rounded), language, 1)
