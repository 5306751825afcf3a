"""The reserve: for each site and day the slots kept for acute patients, what they cost and whom they leave out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.export.agenda import kept_from, planned_minutes_kept
from api.export.plan import Plan
from api.export.weeks import Day, weeks_of
from scheduler.agenda.build.expectation import ExpectedAcute
from scheduler.agenda.papers import KeptFrom
from scheduler.messages import say
from scheduler.messages.formats import show_duration, show_number, show_percent
from solver.agenda.plan import AgendaPlan
from solver.agenda.reserves import DayReserve

NONE = "–"


@dataclass(frozen=True, slots=True)
class ReserveRow:
    """One day of a site; `flag` says why the promise does not hold, None if it does."""

    day: Day
    expected: str
    slots: str
    planned: str
    away: str
    unused: str
    steps: tuple[str, ...]
    flag: str | None


@dataclass(frozen=True, slots=True)
class ReserveWeek:
    """The days of one week on which a site expects acute patients."""

    title: str
    rows: tuple[ReserveRow, ...]


@dataclass(frozen=True, slots=True)
class ReserveTable:
    """The reserve of one site: `steps` head the columns of what stays kept from each moment on."""

    site: int
    name: str
    summary: str
    held: bool
    steps: tuple[str, ...]
    weeks: tuple[ReserveWeek, ...]


@dataclass(frozen=True)
class AcuteDay:
    """A site's day with acute patients expected; `reserve` None where nobody is there to see them."""

    expected: ExpectedAcute
    reserve: DayReserve | None
    planned: int
    missing: int

    @property
    def turned_away(self) -> float:
        """The share of acute patients who find no slot: all of them where nobody is there."""
        return 1.0 if self.reserve is None else self.reserve.turned_away

    @property
    def held(self) -> bool:
        """Whether all slots that the promise asks for are there."""
        return self.reserve is not None and self.reserve.slots >= self.reserve.wanted and not self.missing

    def away_text(self, language: str) -> str:
        """The share turned away: more than that of the slots kept if some of them could not be placed."""
        share = show_percent(self.turned_away, language)
        return say("report-agenda-more-than", language, share=share) if self.missing else share


def worst_day(days: Iterable[AcuteDay]) -> AcuteDay:
    """The day on which most are turned away, one on which the promise does not hold if there is any."""
    return max(days, key=lambda one: (not one.held, one.turned_away))


def acute_days(agenda: AgendaPlan) -> tuple[AcuteDay, ...]:
    """Every site's day with acute patients expected, by site and day."""
    question = agenda.question
    kept = {(one.site, one.day): one for one in question.reserves}
    planned = planned_minutes_kept(question.problem, agenda.result.agenda)
    missing = _missing(agenda)
    found = sorted((one for one in question.diary.expected if one.mean > 0), key=lambda one: (one.site, one.day))
    places = [(one, (one.site, one.day)) for one in found]
    return tuple(AcuteDay(one, kept.get(at), planned.get(at, 0), missing.get(at, 0)) for one, at in places)


def _missing(agenda: AgendaPlan) -> dict[tuple[int, int], int]:
    """Acute slots that the agendas could not place, by site and day."""
    found: dict[tuple[int, int], int] = {}
    for one in agenda.result.audit.penalties:
        if one.rule == "acute_short" and one.site is not None and one.day is not None:
            found[one.site, one.day] = found.get((one.site, one.day), 0) + one.amount
    return found


def reserve_tables(plan: Plan, agenda: AgendaPlan) -> tuple[ReserveTable, ...]:
    """One table for each site that expects acute patients."""
    days = acute_days(agenda)
    sites = sorted({one.expected.site for one in days})
    return tuple(_table(plan, agenda, site, [one for one in days if one.expected.site == site]) for site in sites)


def _table(plan: Plan, agenda: AgendaPlan, site: int, days: list[AcuteDay]) -> ReserveTable:
    by_day = {one.expected.day: one for one in days}
    steps = _steps(agenda)
    weeks = (
        ReserveWeek(
            say("week-of", plan.language, date=week.monday),
            tuple(_row(plan, day, by_day[day.number], len(steps)) for day in week.days if day.number in by_day),
        )
        for week in weeks_of(plan)
    )
    return ReserveTable(
        site=site,
        name=plan.names.site(site),
        summary=_summary(plan, days),
        held=all(one.held for one in days),
        steps=tuple(_moment(step, plan.language) for step in steps),
        weeks=tuple(week for week in weeks if week.rows),
    )


def _steps(agenda: AgendaPlan) -> tuple[KeptFrom, ...]:
    """The moments at which the reserve shrinks: the same for every day."""
    return tuple(kept_from(step) for step in agenda.question.reserves[0].release) if agenda.question.reserves else ()


def _moment(step: KeptFrom, language: str) -> str:
    if step.days_before is None or step.at is None:
        return say("report-agenda-at-first", language)
    return say("report-agenda-moment", language, days=step.days_before, at=step.at)


def _row(plan: Plan, day: Day, one: AcuteDay, steps: int) -> ReserveRow:
    language, reserve = plan.language, one.reserve
    return ReserveRow(
        day=day,
        expected=show_number(one.expected.mean, language, 1),
        slots=show_number(reserve.slots, language) if reserve else NONE,
        planned=show_duration(one.planned, language) if reserve else NONE,
        away=one.away_text(language),
        unused=show_number(reserve.unused, language, 1) if reserve else NONE,
        steps=tuple(show_number(step.slots, language) for step in reserve.release) if reserve else (NONE,) * steps,
        flag=_flag(one, language),
    )


def _flag(one: AcuteDay, language: str) -> str | None:
    if one.reserve is None:
        return say("report-agenda-nobody", language)
    if one.reserve.slots < one.reserve.wanted:
        return say("report-agenda-too-few", language, wanted=one.reserve.wanted)
    return say("report-agenda-not-placed", language, missing=one.missing) if one.missing else None


def _summary(plan: Plan, days: list[AcuteDay]) -> str:
    worst = worst_day(days)
    return say(
        "report-agenda-reserve-summary",
        plan.language,
        slots=show_number(sum(one.reserve.slots for one in days if one.reserve), plan.language),
        expected=show_number(sum(one.expected.mean for one in days), plan.language),
        planned=sum(one.planned for one in days),
        away=worst.away_text(plan.language),
        date=plan.problem.date_of(worst.expected.day),
    )
