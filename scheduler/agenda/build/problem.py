"""From a practice, its rota and what was learned to the agenda problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from scheduler.agenda.build.calls import calls
from scheduler.agenda.build.diary import Asked, Diary
from scheduler.agenda.build.expectation import Expectations
from scheduler.agenda.build.needs.acute import acute_needs, tele_needs
from scheduler.agenda.build.needs.lists import message_needs, review_needs
from scheduler.agenda.build.needs.sessions import break_needs, supervision_needs
from scheduler.agenda.build.needs.sites import group_needs, open_needs, visit_needs
from scheduler.agenda.build.sessions import SessionBuilder
from scheduler.agenda.build.shares import fair_shares
from scheduler.agenda.problem import AgendaProblem, BlockKind, Item, Segment, Session
from scheduler.agenda.rules import AGENDA_CARDS, AGENDA_SOFT_RULES
from scheduler.learned import DayPart, Learned
from scheduler.practice import Practice
from scheduler.rota.problem import RotaProblem, RuleSetting
from scheduler.rota.rota import Rota


def build_diary(practice: Practice, rota_problem: RotaProblem, rota: Rota, learned: Learned | None = None) -> Diary:
    """The sessions of a rota that get an agenda, with what the period is expected to bring."""
    expectations = Expectations(practice, rota_problem, learned)
    return Diary(expectations, SessionBuilder(expectations, rota).build())


def build_agenda_problem(diary: Diary, reserved: Mapping[tuple[int, int], Mapping[DayPart, int]]) -> AgendaProblem:
    """The agenda problem of a diary; `reserved[site, day]`: acute slots to keep by part of the day."""
    asked = _asked(diary, reserved)
    items = tuple(sorted({one.item for one in asked if one.item}, key=lambda i: (i.kind, i.minutes, i.motive or "")))
    needs = tuple(one.need for one in asked)
    practice, rota = diary.practice, diary.expectations.rota
    return AgendaProblem(
        practice=practice.practice.id,
        first_day=rota.first_day,
        weeks=rota.weeks,
        people=tuple(person.id for person in practice.practitioners),
        sites=tuple(site.id for site in practice.sites),
        items=items,
        sessions=_with_items(diary.sessions, asked, items),
        needs=needs,
        calls=tuple(calls(diary)),
        acute_minutes=diary.acute_minutes,
        soon=practice.agenda.soon,
        longest_run=practice.agenda.longest_run,
        shares=tuple(fair_shares(diary, needs)),
        soft=_settings(practice),
    )


def _asked(diary: Diary, reserved: Mapping[tuple[int, int], Mapping[DayPart, int]]) -> list[Asked]:
    found = [
        *acute_needs(diary, reserved),
        *tele_needs(diary),
        *review_needs(diary),
        *message_needs(diary),
        *visit_needs(diary),
        *group_needs(diary),
        *supervision_needs(diary),
        *break_needs(diary),
        *open_needs(diary),
    ]
    return [one for one in found if one.need.amount > 0 and one.need.sessions]


def _with_items(sessions: tuple[Session, ...], asked: Iterable[Asked], items: tuple[Item, ...]) -> tuple[Session, ...]:
    """The sessions with the items that their needs ask for, in the open segments that the needs speak of."""
    wanted: dict[int, list[Asked]] = {}
    for one in asked:
        for number in one.need.sessions if one.item else ():
            wanted.setdefault(number, []).append(one)
    numbers = {item: number for number, item in enumerate(items)}
    return tuple(_laid(session, wanted.get(number, []), numbers) for number, session in enumerate(sessions))


def _laid(session: Session, asked: Iterable[Asked], numbers: Mapping[Item, int]) -> Session:
    def items(segment: Segment) -> frozenset[int]:
        return frozenset(
            numbers[one.item]
            for one in asked
            if one.item and segment.begin < one.need.end and one.need.begin < segment.end
        )

    segments = (replace(s, items=items(s)) if s.fill is BlockKind.OPEN else s for s in session.segments)
    return replace(session, segments=tuple(segments))


def _settings(practice: Practice) -> dict[str, RuleSetting]:
    """Every soft rule with the weight of its card, or the practice's own."""
    found = {}
    for rule in AGENDA_SOFT_RULES:
        override = practice.rules.get(rule)
        weight = AGENDA_CARDS[rule].weight if override is None or override.weight is None else override.weight
        found[rule] = RuleSetting(weight, AGENDA_CARDS[rule].tier)
    return found
