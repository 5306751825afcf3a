"""Small agenda problems with working defaults, and agendas in one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from scheduler.agenda.agenda import Agenda, Block
from scheduler.agenda.problem import AgendaProblem, BlockKind, Item, Need, Segment, Session, Share
from scheduler.agenda.rules import AGENDA_CARDS, AGENDA_SOFT_RULES
from scheduler.rota.problem import RuleSetting
from tests.builders import A_MONDAY, clock, span

ALL = frozenset({-1})
"""Every item of the problem, or every session; `an_agenda_problem` puts them in its place."""
HOLE = "away"
_CLOCK = re.compile(r"\d\d:\d\d")

NEED_RULES: Mapping[BlockKind, str] = {
    BlockKind.ACUTE: "acute_short",
    BlockKind.SUPERVISION: "supervision_short",
    BlockKind.BREAK: "break_short",
    BlockKind.TELE: "tele_short",
    BlockKind.VISIT: "visit_short",
    BlockKind.DESK: "messages_short",
    BlockKind.REVIEW: "review_short",
    BlockKind.GROUP: "group_short",
    BlockKind.OPEN: "open_short",
}
"""The rule that a need for a kind of block belongs to."""
SHARED = {"acute_even": BlockKind.ACUTE, "acute_bunched": BlockKind.ACUTE, "week_even": BlockKind.REVIEW}
"""A kind of block that each rule about shares looks at."""


def an_item(kind: str = "review", minutes: int = 10, motive: str | None = None) -> Item:
    """A review of ten minutes."""
    return Item(BlockKind(kind), minutes, motive)


def a_segment(hours: str = "08:00-08:20", fill: str = "open", items: frozenset[int] | None = None) -> Segment:
    """Open time that takes every item, or time filled with something else; "window" is an acute window."""
    begin, end = span(hours)
    window, kind = fill == "window", BlockKind.ACUTE if fill == "window" else BlockKind(fill)
    taken = ALL if kind is BlockKind.OPEN else frozenset[int]()
    return Segment(begin, end, kind, taken if items is None else items, window)


def a_session(*segments: str | Segment, **stated: Any) -> Session:
    """Person 0 on day 0 at site 0, where bookings take ten minutes; segments as "08:00-08:20 desk"."""
    told = (_segment(one) for one in segments or ("08:00-08:20",))
    working: dict[str, Any] = {"person": 0, "day": 0, "site": 0, "open_lengths": (10,)}
    return Session(**working | stated, segments=tuple(told))


def _segment(words: str | Segment) -> Segment:
    if isinstance(words, Segment):
        return words
    hours, _, fill = words.partition(" ")
    return a_segment(hours, fill or "open")


def a_need(kind: str = "review", amount: int = 1, unit: int = 10, **stated: Any) -> Need:
    """A need of all sessions, under the rule that such needs belong to."""
    rule = stated.pop("rule", NEED_RULES[BlockKind(kind)])
    return Need(rule, BlockKind(kind), stated.pop("sessions", ALL), amount, unit, **stated)


def a_share(rule: str = "acute_even", most: int = 1, **stated: Any) -> Share:
    """A share of all sessions."""
    kind = BlockKind(stated.pop("kind", SHARED[rule]))
    return Share(rule, kind, stated.pop("sessions", ALL), most, **stated)


def an_agenda_problem(items: Sequence[Item] = (), sessions: Sequence[Session] = (), /, **stated: Any) -> AgendaProblem:
    """One week of one person at one site without any need; no soft rule is set."""
    items, sessions = items or (an_item(),), sessions or (a_session(),)
    everything = frozenset(range(len(items)))
    working: dict[str, Any] = {
        "practice": "practice",
        "first_day": A_MONDAY,
        "weeks": 1,
        "people": _names("person", [one.person for one in sessions]),
        "sites": _names("site", [one.site for one in sessions]),
        "acute_minutes": next((one.minutes for one in items if one.kind is BlockKind.ACUTE), 15),
    }
    for name in ("needs", "shares", "calls"):
        stated[name] = tuple(_of_all(one, len(sessions)) for one in stated.get(name, ()))
    filled = tuple(_with_items(one, everything) for one in sessions)
    return AgendaProblem(**working | stated, items=tuple(items), sessions=filled)


def _names(kind: str, numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"{kind}-{number}" for number in range(1 + max(numbers, default=0)))


def _of_all(one: Any, count: int) -> Any:
    return replace(one, sessions=frozenset(range(count))) if one.sessions == ALL else one


def _with_items(session: Session, everything: frozenset[int]) -> Session:
    segments = (replace(s, items=everything) if s.items == ALL else s for s in session.segments)
    return replace(session, segments=tuple(segments))


def agenda_soft(*rules: str, weight: int | None = None) -> dict[str, RuleSetting]:
    """The settings of those soft rules (all, if none is named), with their cards' weights unless one is given."""
    cards = (AGENDA_CARDS[rule] for rule in rules or AGENDA_SOFT_RULES)
    return {card.name: RuleSetting(card.weight if weight is None else weight, card.tier) for card in cards}


def blocks(session: int, line: str) -> Iterator[Block]:
    """The blocks of "08:00 open 08:20 group/diabetes 09:00": kinds between the times; "away" is no block."""
    words = line.split()
    for (begin, look), (end, _) in pairwise(_stations(words)):
        kind, _, motive = look.partition("/")
        if kind != HOLE:
            yield Block(session, begin, end, BlockKind(kind), motive or None)


def _stations(words: Sequence[str]) -> list[tuple[int, str]]:
    """Each time with the kind of block that begins then."""
    kinds = [*words[1::2], HOLE]
    if len(words) % 2 == 0 or not all(_CLOCK.fullmatch(word) for word in words[::2]):
        raise ValueError(f"not times with kinds between them: {' '.join(words)}")
    return [(clock(time), kind) for time, kind in zip(words[::2], kinds, strict=True)]


def an_agenda(*lines: str | Sequence[str]) -> Agenda:
    """An agenda with a line a session, or several lines that may overlap."""
    chains = [[line] if isinstance(line, str) else line for line in lines]
    return Agenda.of(block for session, chain in enumerate(chains) for line in chain for block in blocks(session, line))
