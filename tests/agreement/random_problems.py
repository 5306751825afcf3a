"""Random rota problems in which any rule may apply, small enough to list or to sample rotas of."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from scheduler.rota.problem import (
    DAYS_IN_WEEK,
    MINUTES_IN_DAY,
    Assignment,
    ContractTarget,
    Cover,
    Demand,
    Duty,
    FairShare,
    Limits,
    PastSession,
    Person,
    Presence,
    RoomStock,
    RotaProblem,
    RuleSetting,
    Template,
    Want,
    Wish,
)
from scheduler.rota.rota import Rota
from scheduler.rota.rules import CARDS, SOFT_RULES
from tests.builders import a_problem

STARTS = (420, 480, 540, 660, 720, 780, 840, 960, 1080)
LENGTHS = (60, 120, 180, 240, 300, 480)

LIMITS: dict[str, tuple[int, ...]] = {
    "daily_rest": (600, 720, 960),
    "weekly_rest": (1800, 2100, 2700),
    "break_after": (120, 240, 360),
    "day_span": (300, 480, 600),
    "spells": (1, 2),
    "shortest_spell": (120, 180),
    "longest_pause": (120, 240),
    "day_minutes": (240, 360, 480),
    "week_minutes": (240, 480, 900),
    "mean_week_minutes": (180, 300, 480),
    "days_per_week": (1, 2, 3),
    "longest_run_on": (1, 2, 3),
    "shortest_run_on": (2, 3),
    "shortest_run_off": (2, 3),
    "weekends": (0, 1),
    "saturdays": (0, 1),
    "least_minutes": (60, 120, 240),
    "most_minutes": (240, 480, 900),
}
"""Values that each limit may take where it applies."""

MODES: dict[str, tuple[int, ...]] = {"break_minutes": (0, 20, 60), "split_gap": (0, 60, 120), "mean_weeks": (1, 2, 3)}
"""Values of what always has one."""


def a_tiny_problem(rng: Random, most_cells: int = 9, limit_share: float = 0.2) -> RotaProblem:
    """A random problem of at most so many cells; each limit applies to a person with the given probability."""
    weeks, sites = rng.choice((1, 1, 2)), rng.choice((1, 2))
    templates = _templates(rng, sites)
    offered = _offered(rng, weeks, len(templates))
    staff = _staff(rng, weeks, templates, sites, limit_share)
    problem = a_problem(
        templates,
        staff,
        weeks,
        sites=tuple(f"site {site}" for site in range(sites)),
        offered=offered,
        travel=_travel(rng, sites),
        rooms=tuple(
            RoomStock(site, "surgery", rng.choice((0, 1, 1, 2))) for site in range(sites) if rng.random() < 0.8
        ),
        closed_may_day=frozenset({(_day(rng, weeks), 0)} if rng.random() < 0.2 else ()),
        soft=_soft(rng),
    )
    return _with_asks(rng, _within(rng, problem, most_cells))


def a_random_rota(rng: Random, problem: RotaProblem) -> Rota:
    """Some of the cells that the model has a column for; mostly with all that is pinned."""
    share = rng.choice((0.0, 0.15, 0.3, 0.6, 0.95))
    cells = sorted({*problem.cells(), *problem.pinned})
    pinned = problem.pinned if rng.random() < 0.8 else frozenset[Assignment]()
    return Rota.of({*pinned, *(cell for cell in cells if rng.random() < share)})


def _day(rng: Random, weeks: int) -> int:
    return rng.randrange(weeks * DAYS_IN_WEEK)


def _some(rng: Random, count: int, share: float = 0.6) -> frozenset[int]:
    """Some of the numbers below `count`, at least one."""
    return frozenset(n for n in range(count) if rng.random() < share) or frozenset({rng.randrange(count)})


def _templates(rng: Random, sites: int) -> list[Template]:
    count = rng.randint(2, 4)
    return [_template(rng, number, count, rng.randrange(sites)) for number in range(count)]


def _template(rng: Random, number: int, count: int, site: int) -> Template:
    start, length = rng.choice(STARTS), rng.choice(LENGTHS)
    end = min(start + length, MINUTES_IN_DAY - 60)
    pause = rng.choice((0, 0, 30)) if end - start > 60 else 0
    return Template(
        key=f"template {number}",
        site=site,
        kind=rng.choice(("consulting", "consulting", "desk")),
        start=start,
        end=end,
        break_start=start + (end - start) // 2,
        break_minutes=pause,
        room=rng.choice((None, "surgery")),
        not_next_day=_some(rng, count, 0.3) if rng.random() < 0.2 else frozenset(),
    )


def _offered(rng: Random, weeks: int, templates: int) -> tuple[frozenset[int], ...]:
    """Some days, in a row or apart, that offer something; a row may cross the border of a week."""
    days = weeks * DAYS_IN_WEEK
    first, length, share = rng.randrange(days), rng.randint(2, 7), rng.choice((0.4, 1.0, 1.0))
    if rng.random() < 0.2:
        first, length, share = 0, days, 1.0
    near = [day for day in range(first, min(days, first + length)) if rng.random() < share] or [first]
    return tuple(_some(rng, templates) if day in near else frozenset() for day in range(days))


def _travel(rng: Random, sites: int) -> dict[tuple[int, int], int]:
    minutes = rng.choice((None, 0, 45))
    pairs = [(a, b) for a in range(sites) for b in range(sites) if a != b]
    return {} if minutes is None else dict.fromkeys(pairs, minutes)


def _staff(rng: Random, weeks: int, templates: list[Template], sites: int, limit_share: float) -> list[Person]:
    count = rng.randint(1, 3)
    supervised = [rng.random() < 0.3 for _ in range(count)]
    return [
        replace(
            _person(rng, weeks, templates, sites),
            key=f"person {number}",
            limits=_limits(rng, len(templates), limit_share),
            supervisors=_some(rng, count, 0.4) if supervised[number] else None,
        )
        for number in range(count)
    ]


def _person(rng: Random, weeks: int, templates: list[Template], sites: int) -> Person:
    past_days = rng.choice((0, 0, 1, 3, 5))
    return Person(
        key="somebody",
        profession=rng.choice(("gp", "nurse")),
        eligible=_some(rng, len(templates), 0.8),
        home_site=rng.choice((None, *range(sites))),
        absent=tuple(_absence(rng, weeks) for _ in range(rng.choice((0, 0, 1)))),
        past=tuple(_past(rng, day, templates) for day in range(-past_days, 0) if rng.random() < 0.5),
        past_days=past_days,
        past_weeks=tuple(rng.choice((0, 240, 600)) for _ in range(rng.randint(0, 3))),
        contract_week=rng.choice((0, 300)),
        targets=tuple(_target(rng, weeks) for _ in range(rng.choice((0, 1, 2)))),
        usual=tuple((day, rng.random() < 0.5) for day in range(weeks * DAYS_IN_WEEK) if rng.random() < 0.3),
        presence=tuple(_presence(rng, weeks, sites) for _ in range(rng.choice((0, 1)))),
        presence_gap=rng.choice((None, 0, 1, 2)),
        presence_days=tuple(day for day in range(weeks * DAYS_IN_WEEK) if rng.random() < 0.5),
    )


def _limits(rng: Random, templates: int, share: float) -> Limits:
    stated: dict[str, Any] = {name: rng.choice(values) for name, values in LIMITS.items() if rng.random() < share}
    modes = {name: rng.choice(values) for name, values in MODES.items()}
    counts = {template: rng.choice((0, 1, 2)) for template in range(templates) if rng.random() < share / 2}
    return Limits(**stated, **modes, templates=counts)


def _absence(rng: Random, weeks: int) -> tuple[int, int, int]:
    begin = rng.choice(STARTS)
    return _day(rng, weeks), begin, begin + rng.choice(LENGTHS)


def _past(rng: Random, day: int, templates: list[Template]) -> PastSession:
    number = rng.choice((None, *range(len(templates))))
    session = rng.choice(templates) if number is None else templates[number]
    return PastSession(day, session.start, session.end, session.worked, session.site, number)


def _target(rng: Random, weeks: int) -> ContractTarget:
    first = _day(rng, weeks)
    last = rng.randrange(first, weeks * DAYS_IN_WEEK)
    return ContractTarget(first, last, rng.choice((0, 120, 300, 500)), rng.choice((0, 30, 60)), rng.random() < 0.3)


def _presence(rng: Random, weeks: int, sites: int) -> Presence:
    week = rng.randrange(weeks)
    days = range(week * DAYS_IN_WEEK, (week + 1) * DAYS_IN_WEEK)
    available = tuple(day for day in days if rng.random() < 0.7)
    return Presence(week, rng.randrange(sites), rng.randint(0, 3), available)


def _soft(rng: Random) -> dict[str, RuleSetting]:
    """Most soft rules with small weights, so that ties are rare, some of weight 0 and some in another tier."""
    return {
        rule: RuleSetting(rng.randrange(8), rng.choice((CARDS[rule].tier,) * 5 + (1, 2, 3)))
        for rule in SOFT_RULES
        if rng.random() < 0.7
    }


def _within(rng: Random, problem: RotaProblem, most_cells: int) -> RotaProblem:
    """The problem with fewer days that offer something, until it has at most so many cells."""
    while len(list(problem.cells())) > most_cells:
        fullest = max(range(problem.days), key=lambda day: len(problem.offered[day]))
        fewer = problem.offered[fullest] - {rng.choice(sorted(problem.offered[fullest]))}
        problem = replace(problem, offered=(*problem.offered[:fullest], fewer, *problem.offered[fullest + 1 :]))
    return problem


def _with_asks(rng: Random, problem: RotaProblem) -> RotaProblem:
    """The problem with all that is wanted from a rota: pins, cover, demand, wishes, fair shares and a reference."""
    cells = list(problem.cells())
    busy = sorted({cell.day for cell in cells}) or [0]
    return replace(
        problem,
        pinned=frozenset(_pin(rng, problem, cells) for _ in range(rng.choice((0, 0, 0, 1, 2)))),
        cover=tuple(_cover(rng, problem, rng.choice(busy), n) for n in range(rng.randint(0, 4))),
        demand=tuple(_demand(rng, problem, rng.choice(busy), n) for n in range(rng.randint(0, 2))),
        wishes=tuple(_wish(rng, problem, rng.choice(busy)) for _ in range(rng.randint(0, 3))),
        fair_shares=tuple(_fair_share(rng, problem, n) for n in range(rng.randint(0, 2))),
        reference=rng.choice((None, frozenset(cell for cell in cells if rng.random() < 0.5))),
        notice_until=rng.randint(0, problem.days),
    )


def _pin(rng: Random, problem: RotaProblem, cells: list[Assignment]) -> Assignment:
    """Mostly a candidate, sometimes anything, most likely on a day of absence or of a closed site."""
    if cells and rng.random() < 0.7:
        return rng.choice(cells)
    person, template = rng.randrange(len(problem.people)), rng.randrange(len(problem.templates))
    days = [day for day, _, _ in problem.people[person].absent] + [day for day, _ in problem.closed_may_day]
    return Assignment(person, rng.choice(days or range(problem.days)), template)


def _cover(rng: Random, problem: RotaProblem, day: int, number: int) -> Cover:
    least = rng.randint(0, 3)
    return Cover(
        f"need {number}",
        day,
        _some(rng, len(problem.people)),
        _some(rng, len(problem.templates)),
        least,
        rng.choice((None, least, least + 1)),
        rng.choice((1, 30, 60)),
        acute=rng.random() < 0.5,
        weight_under=rng.randint(1, 3),
        weight_over=rng.randint(1, 3),
    )


def _demand(rng: Random, problem: RotaProblem, day: int, number: int) -> Demand:
    begin, end = rng.choice(((0, 780), (780, 1440), (0, 1440)))
    site, minutes = rng.randrange(len(problem.sites)), rng.choice((60, 300, 555))
    people, templates = _some(rng, len(problem.people)), _some(rng, len(problem.templates))
    return Demand(f"demand {number}", site, day, begin, end, minutes, people, templates)


def _wish(rng: Random, problem: RotaProblem, day: int) -> Wish:
    template = rng.choice((None, rng.randrange(len(problem.templates))))
    begin, end = rng.choice(((0, 720), (720, 1440), (0, 1440)))
    person, want = rng.randrange(len(problem.people)), rng.choice(tuple(Want))
    return Wish(person, day, want, rng.randint(1, 3), template, begin, end)


def _fair_share(rng: Random, problem: RotaProblem, number: int) -> FairShare:
    people = tuple(sorted(_some(rng, len(problem.people), 0.8)))
    every = [(day, template) for day in range(problem.days) for template in sorted(problem.offered[day])]
    return FairShare(
        rng.choice(tuple(Duty)),
        f"group {number}",
        people,
        tuple(rng.choice((1, 2, 5)) for _ in people),
        tuple(rng.choice((0, 0, 1, 3)) for _ in people),
        frozenset(pair for pair in every if rng.random() < 0.7),
        rng.choice((0, 0, 1)),
    )
