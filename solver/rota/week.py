"""One week of a rota problem as a problem of its own, with the weeks before it settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from scheduler.rota.problem import (
    DAYS_IN_WEEK,
    MINUTES_IN_DAY,
    Assignment,
    ContractTarget,
    FairShare,
    Limits,
    PastSession,
    Person,
    RotaProblem,
)


def week_problem(problem: RotaProblem, week: int, done: Iterable[Assignment]) -> RotaProblem:
    """Week `week` of a problem after the assignments in `done`, all of them on earlier days.

    Contract minutes are due in step with the days that have passed; counts over the period are what is left of them.
    A rota of the week is a fair beginning or continuation; it need not extend to the best rota of the period.
    """
    settled = sorted(done)
    monday = week * DAYS_IN_WEEK
    days = range(monday, monday + DAYS_IN_WEEK)
    own: dict[int, list[Assignment]] = {}
    for cell in settled:
        own.setdefault(cell.person, []).append(cell)
    return replace(
        problem,
        first_day=problem.first_day + timedelta(days=monday),
        weeks=1,
        offered=problem.offered[monday : monday + DAYS_IN_WEEK],
        people=tuple(_person(problem, number, days, own.get(number, [])) for number in range(len(problem.people))),
        closed_may_day=frozenset((day - monday, site) for day, site in problem.closed_may_day if day in days),
        pinned=_moved(problem.pinned, days),
        cover=tuple(replace(need, day=need.day - monday) for need in problem.cover if need.day in days),
        demand=tuple(replace(item, day=item.day - monday) for item in problem.demand if item.day in days),
        wishes=tuple(replace(wish, day=wish.day - monday) for wish in problem.wishes if wish.day in days),
        fair_shares=_fair_shares(problem, days, settled),
        reference=None if problem.reference is None else _moved(problem.reference, days),
        reference_days=_days_moved(problem.reference_days, days),
        notice_until=min(DAYS_IN_WEEK, max(0, problem.notice_until - monday)),
    )


def _days_moved(covered: frozenset[int] | None, days: range) -> frozenset[int] | None:
    return None if covered is None else frozenset(day - days.start for day in covered if day in days)


def _moved(cells: Iterable[Assignment], days: range) -> frozenset[Assignment]:
    return frozenset(Assignment(c.person, c.day - days.start, c.template) for c in cells if c.day in days)


def _person(problem: RotaProblem, number: int, days: range, own: list[Assignment]) -> Person:
    person, monday = problem.people[number], days.start
    minutes = Counter[int]()
    for cell in own:
        minutes[cell.day // DAYS_IN_WEEK] += problem.templates[cell.template].worked
    past = (
        *(replace(session, day=session.day - monday) for session in person.past),
        *(_past(problem, cell, monday) for cell in own),
    )
    return replace(
        person,
        limits=_limits_left(problem, person.limits, days, own),
        absent=(
            *((day - monday, begin, end) for day, begin, end in person.absent if day in days),
            *_rest_of_the_week_before(person, days, past),
        ),
        past=past,
        past_days=person.past_days + monday,
        past_weeks=(*person.past_weeks, *(minutes[w] for w in range(monday // DAYS_IN_WEEK))),
        targets=tuple(_due(problem, number, t, days, own) for t in person.targets if _overlaps(t, days)),
        usual=tuple((day - monday, works) for day, works in person.usual if day in days),
        presence=tuple(
            replace(p, week=0, available=tuple(day - monday for day in p.available))
            for p in person.presence
            if p.week * DAYS_IN_WEEK == monday
        ),
        presence_days=tuple(day - monday for day in person.presence_days if day in days),
    )


def _rest_of_the_week_before(
    person: Person, days: range, past: tuple[PastSession, ...]
) -> tuple[tuple[int, int, int], ...]:
    """The first hours of Monday as an absence, if the week before has no long rest but the Sunday that they end."""
    rest = person.limits.weekly_rest
    if days.start == 0 or rest is None:
        return ()
    starts, ends = _edges(past)
    others = (_rest_around(starts, ends, day) for day in range(-DAYS_IN_WEEK, -1) if day not in starts)
    until = ends.get(-2, 0) + rest - 2 * MINUTES_IN_DAY
    needed = -1 not in starts and -2 in ends and until > 0 and not any(found >= rest for found in others)
    return ((0, 0, until),) if needed else ()


def _edges(past: tuple[PastSession, ...]) -> tuple[dict[int, int], dict[int, int]]:
    """First start and last end of every day worked."""
    starts, ends = dict[int, int](), dict[int, int]()
    for session in past:
        starts[session.day] = min(starts.get(session.day, MINUTES_IN_DAY), session.start)
        ends[session.day] = max(ends.get(session.day, 0), session.end)
    return starts, ends


def _rest_around(starts: dict[int, int], ends: dict[int, int], day: int) -> float:
    """Minutes off around a day off, without end where a day beside it is off or not known."""
    if day - 1 not in ends or day + 1 not in starts:
        return float("inf")
    return starts[day + 1] + 2 * MINUTES_IN_DAY - ends[day - 1]


def _past(problem: RotaProblem, cell: Assignment, monday: int) -> PastSession:
    template = problem.templates[cell.template]
    return PastSession(cell.day - monday, template.start, template.end, template.worked, template.site, cell.template)


def _limits_left(problem: RotaProblem, limits: Limits, days: range, own: list[Assignment]) -> Limits:
    worked = sum(problem.templates[cell.template].worked for cell in own)
    last = days.stop == problem.days
    used = Counter(cell.template for cell in own)
    weekends = {cell.day // DAYS_IN_WEEK for cell in own if cell.day % DAYS_IN_WEEK >= 5}
    saturdays = {cell.day for cell in own if cell.day % DAYS_IN_WEEK == 5}
    return replace(
        limits,
        weekends=None if limits.weekends is None else max(0, limits.weekends - len(weekends)),
        saturdays=None if limits.saturdays is None else max(0, limits.saturdays - len(saturdays)),
        least_minutes=None if limits.least_minutes is None or not last else max(0, limits.least_minutes - worked),
        most_minutes=None if limits.most_minutes is None else max(0, limits.most_minutes - worked),
        templates={template: max(0, most - used[template]) for template, most in limits.templates.items()},
    )


def _overlaps(target: ContractTarget, days: range) -> bool:
    return target.first < days.stop and target.last >= days.start


def _due(
    problem: RotaProblem, number: int, target: ContractTarget, days: range, own: list[Assignment]
) -> ContractTarget:
    """What a target asks for by the end of the week, less what has been worked."""
    span = range(target.first, target.last + 1)
    open_days = [day for day in span if problem.candidates(number, day)]
    passed = sum(day < days.stop for day in open_days)
    due = target.minutes * passed // max(1, len(open_days))
    worked = sum(
        problem.templates[cell.template].worked
        for cell in own
        if cell.day in span and (not target.desk or problem.templates[cell.template].kind == "desk")
    )
    first, last = max(0, target.first - days.start), min(DAYS_IN_WEEK - 1, target.last - days.start)
    return replace(target, first=first, last=last, minutes=max(0, due - worked))


def _fair_shares(problem: RotaProblem, days: range, done: list[Assignment]) -> tuple[FairShare, ...]:
    shares = []
    for share in problem.fair_shares:
        counts = Counter(cell.person for cell in done if (cell.day, cell.template) in share.sessions)
        sessions = frozenset((day - days.start, template) for day, template in share.sessions if day in days)
        if sessions:
            carried = tuple(c + counts[p] for p, c in zip(share.people, share.carried, strict=True))
            shares.append(replace(share, sessions=sessions, carried=carried))
    return tuple(shares)
