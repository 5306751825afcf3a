"""By week, site and practitioner: minutes of each kind of block, and what the needs ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from api.export.plan import Plan
from api.export.weeks import Week, weeks_of
from scheduler.agenda.problem import BlockKind, Need
from scheduler.calendar import DAYS_IN_WEEK
from scheduler.measures.agenda import IN_MINUTES, Fulfilment, fulfilments
from scheduler.messages import say, word
from scheduler.messages.formats import show_duration
from scheduler.staff import Profession
from solver.agenda.plan import AgendaPlan

OF_PEOPLE = ("review_short", "messages_short", "break_short")
"""Needs of single practitioners; the others are a site's."""


@dataclass(frozen=True, slots=True)
class LoadCell:
    """Time of one kind ("" for none), and what is given of a need ("" without one)."""

    time: str
    need: str
    short: bool


@dataclass(frozen=True, slots=True)
class LoadRow:
    """A site or a person; `sites` for the filter."""

    name: str
    sites: tuple[int, ...]
    cells: tuple[LoadCell, ...]
    total: str


@dataclass(frozen=True, slots=True)
class LoadGroup:
    """The rows of one profession."""

    profession: Profession
    name: str
    rows: tuple[LoadRow, ...]


@dataclass(frozen=True, slots=True)
class LoadWeek:
    """One week."""

    number: int
    title: str
    sites: tuple[LoadRow, ...]
    groups: tuple[LoadGroup, ...]


@dataclass(frozen=True)
class _Times:
    """Minutes and needs of the rows of one week."""

    plan: Plan
    agenda: AgendaPlan
    kinds: tuple[BlockKind, ...]
    sessions: tuple[int, ...]
    needs: tuple[Need, ...]

    def row(self, name: str, sessions: list[int], needs: list[Need]) -> LoadRow:
        """The row of some sessions and the needs that are about its subject."""
        about = [self.agenda.question.problem.sessions[number] for number in sessions]
        minutes = self._minutes(sessions)
        return LoadRow(
            name=name,
            sites=tuple(sorted({one.site for one in about})),
            cells=tuple(self._cell(minutes[kind], [one for one in needs if one.kind is kind]) for kind in self.kinds),
            total=show_duration(minutes.total(), self.plan.language),
        )

    def _minutes(self, sessions: list[int]) -> Counter[BlockKind]:
        found: Counter[BlockKind] = Counter()
        for number in sessions:
            for block in self.agenda.result.agenda.in_session(number):
                found[block.kind] += block.minutes
        return found

    def _cell(self, minutes: int, needs: list[Need]) -> LoadCell:
        time = show_duration(minutes, self.plan.language) if minutes else ""
        problem = replace(self.agenda.question.problem, needs=tuple(needs))
        for one in fulfilments(problem, self.agenda.result.agenda):
            key = _need_key(one, minutes)
            text = say(key, self.plan.language, given=one.given, asked=one.asked)
            return LoadCell(time, text, one.given < one.asked)
        return LoadCell(time, "", short=False)


def _need_key(one: Fulfilment, minutes: int) -> str:
    """Time given is not said twice, unless some of the time above it does not count towards the need."""
    if one.rule not in IN_MINUTES:
        return "report-agenda-of"
    return "report-agenda-duration-asked" if one.given == min(minutes, one.asked) else "report-agenda-duration-of"


def load_weeks(plan: Plan, agenda: AgendaPlan, kinds: tuple[BlockKind, ...]) -> tuple[LoadWeek, ...]:
    """Every week that has sessions; the cells of a row follow `kinds`."""
    found = ((week, _times(plan, agenda, kinds, week.number)) for week in weeks_of(plan))
    return tuple(_week(plan, week, times) for week, times in found if times.sessions)


def _times(plan: Plan, agenda: AgendaPlan, kinds: tuple[BlockKind, ...], week: int) -> _Times:
    problem = agenda.question.problem
    sessions = (number for number, one in enumerate(problem.sessions) if one.day // DAYS_IN_WEEK == week)
    needs = (one for one in problem.needs if one.day is not None and one.day // DAYS_IN_WEEK == week)
    return _Times(plan, agenda, kinds, tuple(sessions), tuple(needs))


def _week(plan: Plan, week: Week, times: _Times) -> LoadWeek:
    return LoadWeek(
        number=week.number + 1,
        title=say("week-of", plan.language, date=week.monday),
        sites=tuple(_site_rows(plan, times)),
        groups=tuple(_groups(plan, times)),
    )


def _site_rows(plan: Plan, times: _Times) -> Iterable[LoadRow]:
    problem = times.agenda.question.problem
    for site in sorted({problem.sessions[number].site for number in times.sessions}):
        sessions = [number for number in times.sessions if problem.sessions[number].site == site]
        needs = [one for one in times.needs if one.site == site and one.rule not in OF_PEOPLE]
        yield times.row(plan.names.site(site), sessions, needs)


def _groups(plan: Plan, times: _Times) -> Iterable[LoadGroup]:
    problem = times.agenda.question.problem
    people = sorted({problem.sessions[number].person for number in times.sessions})
    for profession in Profession:
        own = [one for one in people if plan.problem.people[one].profession == profession]
        if own:
            rows = tuple(_person_row(plan, times, person) for person in own)
            yield LoadGroup(profession, word("professions", profession, plan.language), rows)


def _person_row(plan: Plan, times: _Times, person: int) -> LoadRow:
    problem = times.agenda.question.problem
    sessions = [number for number in times.sessions if problem.sessions[number].person == person]
    needs = [one for one in times.needs if one.person == person and one.rule in OF_PEOPLE]
    return times.row(plan.names.person(person), sessions, needs)
