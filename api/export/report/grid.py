"""The week grid: one row a practitioner, one column a date, gaps in cover above them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.export.plan import Plan
from api.export.weeks import Day, Week, span_text, weeks_of
from scheduler.calendar import HalfDay
from scheduler.measures.cover import Shortage, shortages
from scheduler.messages import say, word
from scheduler.messages.formats import show_duration
from scheduler.rota.checks.minutes import minutes_worked
from scheduler.rota.checks.sessions import by_start
from scheduler.rota.problem import DAYS_IN_WEEK, Assignment
from scheduler.staff import Absence, Profession


@dataclass(frozen=True, slots=True)
class Chip:
    """One session in a cell."""

    site: int
    site_name: str
    time: str
    label: str
    away: bool
    pinned: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One person on one date: sessions, and the reason of an absence."""

    day: Day
    chips: tuple[Chip, ...]
    absence: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One person's week; `sites` are all those they work at in the period, for the filter."""

    name: str
    home: str
    profession: Profession
    sites: tuple[int, ...]
    cells: tuple[Cell, ...]
    hours: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """What one site lacks, by date: a few words for each gap."""

    site: int
    name: str
    cells: tuple[tuple[Day, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one profession."""

    profession: Profession
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """One week of the grid."""

    number: int
    title: str
    days: tuple[Day, ...]
    gaps: tuple[GapRow, ...]
    groups: tuple[Group, ...]


def week_grids(plan: Plan) -> tuple[WeekGrid, ...]:
    """The grid of every week of the period."""
    short = shortages(plan.problem, plan.rota)
    return tuple(
        WeekGrid(
            number=week.number + 1,
            title=say("week-of", plan.language, date=week.monday),
            days=week.days,
            gaps=_gap_rows(plan, week, short),
            groups=_groups(plan, week),
        )
        for week in weeks_of(plan)
    )


def _gap_rows(plan: Plan, week: Week, short: tuple[Shortage, ...]) -> tuple[GapRow, ...]:
    numbers = {day.number for day in week.days}
    sites = sorted({one.site for one in short if one.day in numbers})
    return tuple(
        GapRow(site, plan.names.site(site), tuple((day, _gaps(plan, short, day, site)) for day in week.days))
        for site in sites
    )


def _gaps(plan: Plan, short: tuple[Shortage, ...], day: Day, site: int) -> tuple[str, ...]:
    return tuple(
        say(
            "missing-people",
            plan.language,
            missing=one.missing,
            profession=plan.names.any_of(one.profession, one.missing),
            span=span_text(one.begin, one.end, plan.language),
        )
        for one in short
        if one.day == day.number and one.site == site
    )


def _groups(plan: Plan, week: Week) -> tuple[Group, ...]:
    people = range(len(plan.problem.people))
    staff = [(Profession(plan.problem.people[one].profession), one) for one in people]
    return tuple(
        Group(profession, word("professions", profession, plan.language), tuple(_row(plan, week, n) for n in members))
        for profession in Profession
        if (members := [number for own, number in staff if own is profession])
    )


def _row(plan: Plan, week: Week, person: int) -> Row:
    someone = plan.problem.people[person]
    minutes = minutes_worked(plan.problem, plan.rota, person, _days_of(week))
    return Row(
        name=plan.names.person(person),
        home="" if someone.home_site is None else plan.names.site(someone.home_site),
        profession=Profession(someone.profession),
        sites=_sites_of(plan, person),
        cells=tuple(_cell(plan, person, day) for day in week.days),
        hours=show_duration(minutes, plan.language) if minutes else "–",
    )


def _days_of(week: Week) -> range:
    return range(week.number * DAYS_IN_WEEK, (week.number + 1) * DAYS_IN_WEEK)


def _sites_of(plan: Plan, person: int) -> tuple[int, ...]:
    worked = {plan.problem.templates[one.template].site for one in plan.rota.assignments if one.person == person}
    home = plan.problem.people[person].home_site
    return tuple(sorted(worked | ({home} if home is not None else set())))


def _cell(plan: Plan, person: int, day: Day) -> Cell:
    worked = by_start(plan.problem, plan.rota.templates_on(person, day.number))
    chips = tuple(_chip(plan, Assignment(person, day.number, template)) for template in worked)
    return Cell(day, chips, _absence_text(plan, person, day.date))


def _chip(plan: Plan, session: Assignment) -> Chip:
    template = plan.problem.templates[session.template]
    home = plan.problem.people[session.person].home_site
    return Chip(
        site=template.site,
        site_name=plan.names.site(template.site),
        time=span_text(template.start, template.end, plan.language),
        label=plan.names.template(session.template),
        away=home is not None and home != template.site,
        pinned=session in plan.problem.pinned,
    )


def _absence_text(plan: Plan, person: int, on: date) -> str | None:
    own = plan.problem.people[person].key
    found = [one for one in plan.practice.absences if one.practitioner == own and one.from_date <= on <= one.to_date]
    return ", ".join(dict.fromkeys(_reason(plan, one) for one in found)) or None


def _reason(plan: Plan, absence: Absence) -> str:
    reason = word("reason", absence.reason, plan.language)
    return f"{reason} ({_half(absence.half_day, plan.language)})" if absence.half_day else reason


def _half(half_day: HalfDay, language: str) -> str:
    return word("half-day", half_day, language)
