"""The days: for each site a line by the clock for everybody who works there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from api.export.plan import Plan
from api.export.report.agenda.kinds import LETTERS
from api.export.weeks import Day, weeks_of
from scheduler.agenda.agenda import Block
from scheduler.agenda.problem import AgendaProblem, BlockKind
from scheduler.calendar import GRAIN
from scheduler.lengths import motives_of
from scheduler.messages import say, word
from scheduler.messages.formats import show_time
from scheduler.part import label_text
from scheduler.staff import Profession
from solver.agenda.plan import AgendaPlan

HOUR = 60
NARROW = 2
"""Hours between two labels of a clock face."""


@dataclass(frozen=True, slots=True)
class ClockFace:
    """The hours on top of every line: minutes since midnight, and labels with their places in grains."""

    begin: int
    end: int
    labels: tuple[tuple[int, str], ...]

    @property
    def grains(self) -> int:
        """Its length."""
        return (self.end - self.begin) // GRAIN


@dataclass(frozen=True, slots=True)
class Stretch:
    """One block: its class, where it begins and how long it is in grains, and what it is in words."""

    letter: str
    begin: int
    grains: int
    text: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """The blocks of one person at one site on one day."""

    name: str
    profession: Profession
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class SiteDay:
    """One site's day."""

    site: int
    name: str
    lines: tuple[DayLine, ...]


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day; `first` is the first of the period that anybody works."""

    day: Day
    title: str
    summary: str
    first: bool
    sites: tuple[SiteDay, ...]


@dataclass(frozen=True, slots=True)
class AgendaWeek:
    """The days of one week that have sessions."""

    title: str
    days: tuple[AgendaDay, ...]


def clock_face(problem: AgendaProblem, language: str) -> ClockFace:
    """From the first hour to the last of all sessions, so that every day has the same scale."""
    begin = min((session.begin for session in problem.sessions), default=8 * HOUR) // HOUR * HOUR
    end = -(-max((session.end for session in problem.sessions), default=18 * HOUR) // HOUR) * HOUR
    hours = range(begin, end, NARROW * HOUR)
    return ClockFace(begin, end, tuple(((hour - begin) // GRAIN, show_time(hour, language)) for hour in hours))


@dataclass(frozen=True)
class _Book:
    """The agendas, with what their lines are drawn with."""

    plan: Plan
    agenda: AgendaPlan
    clock: ClockFace
    motives: dict[str, str]

    @property
    def problem(self) -> AgendaProblem:
        """The agenda problem."""
        return self.agenda.question.problem

    def blocks(self, session: int) -> tuple[Block, ...]:
        """The blocks of a session."""
        return self.agenda.result.agenda.in_session(session)


def agenda_weeks(plan: Plan, agenda: AgendaPlan, clock: ClockFace) -> tuple[AgendaWeek, ...]:
    """Every week that has sessions."""
    motives = {one.id: label_text(one.name, plan.language) for one in motives_of(plan.practice)}
    book = _Book(plan, agenda, clock, motives)
    by_day = _by_day(book.problem)
    weeks = (
        AgendaWeek(
            say("week-of", plan.language, date=week.monday),
            tuple(_day(book, day, by_day[day.number], min(by_day)) for day in week.days if day.number in by_day),
        )
        for week in weeks_of(plan)
    )
    return tuple(week for week in weeks if week.days)


def _by_day(problem: AgendaProblem) -> dict[int, list[int]]:
    """Sessions by day."""
    found: dict[int, list[int]] = {}
    for number, session in enumerate(problem.sessions):
        found.setdefault(session.day, []).append(number)
    return found


def _day(book: _Book, day: Day, sessions: list[int], first: int) -> AgendaDay:
    return AgendaDay(
        day=day,
        title=say("day", book.plan.language, date=day.date),
        summary=_summary(book, sessions),
        first=day.number == first,
        sites=tuple(_site(book, site, sessions) for site in sorted({book.problem.sessions[n].site for n in sessions})),
    )


def _summary(book: _Book, sessions: list[int]) -> str:
    acute = (one for number in sessions for one in book.blocks(number) if one.kind is BlockKind.ACUTE)
    return say(
        "report-agenda-day-summary",
        book.plan.language,
        people=len({book.problem.sessions[number].person for number in sessions}),
        slots=sum(one.minutes // book.problem.acute_minutes for one in acute),
        minutes=book.agenda.result.agenda.minutes(BlockKind.OPEN, sessions),
    )


def _site(book: _Book, site: int, sessions: list[int]) -> SiteDay:
    here = [number for number in sessions if book.problem.sessions[number].site == site]
    people = sorted({book.problem.sessions[number].person for number in here}, key=lambda one: _rank(book, one))
    return SiteDay(site, book.plan.names.site(site), tuple(_line(book, person, here) for person in people))


def _rank(book: _Book, person: int) -> tuple[int, int]:
    """Profession by profession, in the order of the practice."""
    return list(Profession).index(_profession(book, person)), person


def _profession(book: _Book, person: int) -> Profession:
    return Profession(book.plan.problem.people[person].profession)


def _line(book: _Book, person: int, sessions: list[int]) -> DayLine:
    own = (number for number in sessions if book.problem.sessions[number].person == person)
    blocks = sorted((block for number in own for block in book.blocks(number)), key=lambda one: one.begin)
    stretches = tuple(_stretch(book, block) for block in blocks)
    return DayLine(book.plan.names.person(person), _profession(book, person), stretches)


def _stretch(book: _Book, block: Block) -> Stretch:
    name = book.motives.get(block.motive or "", "")
    begin = (block.begin - book.clock.begin) // GRAIN
    text = _text(block.begin, block.end, block.kind, name, book.plan.language)
    return Stretch(LETTERS[block.kind], begin, block.minutes // GRAIN, text)


@cache
def _text(begin: int, end: int, kind: BlockKind, motive: str, language: str) -> str:
    """Kept: a period has thousands of blocks, and few that differ in words."""
    key = "report-agenda-block-for" if motive else "report-agenda-block"
    return say(key, language, begin=begin, end=end, kind=word("block", kind, language), motive=motive)
