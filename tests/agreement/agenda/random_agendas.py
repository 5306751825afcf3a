"""Random agenda problems in which any rule may apply, small enough to list every agenda of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from scheduler.agenda.problem import AgendaProblem, BlockKind, Calls, Item, Need, Segment, Session, Share
from scheduler.agenda.rules import AGENDA_CARDS, AGENDA_SOFT_RULES
from scheduler.calendar import GRAIN
from scheduler.rota.problem import RuleSetting
from tests.agendas import ALL, NEED_RULES, SHARED, an_agenda_problem
from tests.agreement.agenda.every_agenda import tilings

BEGINS = (480, 485, 490, 500)
LAID = [kind for kind in BlockKind if kind is not BlockKind.OPEN]
FILLED = (BlockKind.DESK, BlockKind.VISIT, BlockKind.ACUTE)


def a_tiny_agenda(rng: Random, most: int = 150) -> AgendaProblem:
    """A random problem of at most so many agendas, whether or not they keep the hard rules."""
    while True:
        problem = _drawn(rng)
        if tilings(problem, most) is not None:
            return problem


def as_built(rng: Random, most: int = 150) -> AgendaProblem:
    """A random problem of the kind that practices give, of at most so many agendas.

    There is one item of each kind, an acute one as long as an acute slot; items lie only where a need asks for them;
    each session has at most one need of a kind, and only supervision, one stretch a trainee, goes by the clock.
    """
    while True:
        problem = _drawn(rng)
        problem = replace(problem, needs=tuple(_needs_as_built(rng, problem)))
        problem = replace(problem, sessions=tuple(_asked(problem, number) for number in range(len(problem.sessions))))
        if len({item.kind for item in problem.items}) == len(problem.items) and tilings(problem, most) is not None:
            acute = [item.minutes for item in problem.items if item.kind is BlockKind.ACUTE]
            return replace(problem, acute_minutes=(*acute, 5)[0])


def _needs_as_built(rng: Random, problem: AgendaProblem) -> Iterator[Need]:
    for item in problem.items:
        if item.kind is BlockKind.SUPERVISION:
            yield from _trainees(rng, problem, item)
        else:
            rule = NEED_RULES[item.kind]
            for sessions in _apart(rng, problem):
                yield Need(rule, item.kind, sessions, rng.randint(1, 3), item.minutes, item.motive, site=0, day=0)
    if rng.random() < 0.7:
        yield Need("open_short", BlockKind.OPEN, _some(rng, problem), GRAIN * rng.randint(1, 10), 1, site=0, day=0)


def _trainees(rng: Random, problem: AgendaProblem, item: Item) -> Iterator[Need]:
    for _ in range(rng.choice((1, 1, 2))):
        begin = rng.choice((475, 480, 485, 495))
        last = begin + rng.choice((5, 10, 20))
        who = _some(rng, problem)
        yield Need("supervision_short", item.kind, who, 1, item.minutes, begin=begin, end=last, person=0, day=0)


def _apart(rng: Random, problem: AgendaProblem) -> list[frozenset[int]]:
    """Some sessions together, or each of them alone."""
    some = _some(rng, problem)
    return rng.choice(([some], [frozenset({number}) for number in sorted(some)]))


def _asked(problem: AgendaProblem, number: int) -> Session:
    """The session with the items that its needs ask for."""
    kinds = {need.kind for need in problem.needs if number in need.sessions}
    asked = frozenset(n for n, item in enumerate(problem.items) if item.kind in kinds)
    about = problem.sessions[number]
    return replace(about, segments=tuple(replace(s, items=s.items & asked) for s in about.segments))


def _drawn(rng: Random) -> AgendaProblem:
    items = [_item(rng) for _ in range(rng.randint(1, 3))]
    items = list(dict.fromkeys(items))
    sessions = [_session(rng, number, len(items)) for number in range(rng.randint(1, 3))]
    problem = an_agenda_problem(
        items,
        sessions,
        acute_minutes=rng.choice((5, 10)),
        soon=rng.choice((5, 10)),
        longest_run=rng.choice((5, 10, 15)),
        soft=_soft(rng),
    )
    return replace(
        problem,
        needs=tuple(_needs(rng, problem)),
        shares=tuple(_shares(rng, problem)),
        calls=tuple(_calls(rng, problem)),
    )


def _item(rng: Random) -> Item:
    kind = rng.choice(LAID)
    motive = rng.choice(("back", "sugar")) if kind is BlockKind.GROUP else None
    return Item(kind, rng.choice((5, 10, 10, 15)), motive)


def _session(rng: Random, person: int, items: int) -> Session:
    begin = rng.choice(BEGINS)
    segments = []
    for _ in range(rng.choice((1, 1, 2))):
        segments.append(_segment(rng, begin, items))
        begin = segments[-1].end + rng.choice((0, 0, 5))
    lengths = rng.choice(((), (10,), (15,), (10, 15)))
    return Session(person, rng.choice((0, 0, 1)), rng.choice((0, 0, 1)), tuple(segments), open_lengths=lengths)


def _segment(rng: Random, begin: int, items: int) -> Segment:
    end = begin + rng.choice((10, 15, 20, 25))
    draw = rng.random()
    if draw < 0.1:
        return Segment(begin, end, BlockKind.ACUTE, window=True)
    if draw < 0.2:
        return Segment(begin, end, rng.choice(FILLED))
    some = frozenset(item for item in range(items) if rng.random() < 0.7)
    return Segment(begin, end, items=rng.choice((ALL, ALL, some)))


def _needs(rng: Random, problem: AgendaProblem) -> Iterator[Need]:
    for item in problem.items:
        for _ in range(rng.choice((0, 1, 1, 2))):
            motive = rng.choice((None, item.motive))
            rule, (begin, end) = NEED_RULES[item.kind], _hours(rng)
            yield Need(
                rule, item.kind, _some(rng, problem), rng.randint(0, 3), item.minutes, motive, begin, end, site=0
            )
    for _ in range(rng.choice((0, 0, 1))):
        yield Need("open_short", BlockKind.OPEN, _some(rng, problem), rng.randint(1, 8), GRAIN)


def _shares(rng: Random, problem: AgendaProblem) -> Iterator[Share]:
    for rule, kind in SHARED.items():
        if rng.random() < 0.5:
            begin, end = _hours(rng) if rule == "acute_bunched" else (0, 1440)
            yield Share(rule, kind, _some(rng, problem), rng.randint(0, 2), begin, end)


def _calls(rng: Random, problem: AgendaProblem) -> Iterator[Calls]:
    if rng.random() < 0.6:
        times = tuple(range(480, 515, rng.choice((5, 10))))
        sessions = _some(rng, problem)
        yield Calls(0, 0, times, sessions, max(problem.sessions[number].end for number in sessions))


def _some(rng: Random, problem: AgendaProblem) -> frozenset[int]:
    """Some of the sessions, at least one, mostly all."""
    count = len(problem.sessions)
    if rng.random() < 0.6:
        return frozenset(range(count))
    return frozenset(n for n in range(count) if rng.random() < 0.5) or frozenset({rng.randrange(count)})


def _hours(rng: Random) -> tuple[int, int]:
    """The whole day, or a stretch of it."""
    begin = rng.choice((480, 490, 495))
    return rng.choice(((0, 1440), (0, 1440), (0, begin), (begin, begin + rng.choice((5, 10, 20)))))


def _soft(rng: Random) -> dict[str, RuleSetting]:
    """A weight for most rules, 0 for some."""
    return {
        rule: RuleSetting(rng.choice((0, 1, 2, 3, 5, 7)), AGENDA_CARDS[rule].tier)
        for rule in AGENDA_SOFT_RULES
        if rng.random() < 0.9
    }
