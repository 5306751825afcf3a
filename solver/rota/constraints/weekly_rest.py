"""A long rest in every week."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.problem import DAYS_IN_WEEK, MINUTES_IN_DAY
from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Every week holds a day off with the weekly rest around it."""
    for person, who in model.people():
        if who.limits.weekly_rest is not None:
            for week in range(model.problem.weeks):
                _rest_in(model, person, week, who.limits.weekly_rest)


def _rest_in(model: RotaModel, person: int, week: int, rest: int) -> None:
    tag = Tag("weekly_rest", person, week * DAYS_IN_WEEK)
    days = range(week * DAYS_IN_WEEK, (week + 1) * DAYS_IN_WEEK)
    if any(_certain(model, person, day, rest) for day in days):
        return
    rests = [_rest_day(model, person, day, rest, tag) for day in days]
    model.linear.row([(column, 1) for column in rests], lower=1, tag=tag)


def _certain(model: RotaModel, person: int, day: int, rest: int) -> bool:
    """Whether the day is a rest day whatever the rota says."""
    return model.works(person, day) is None and not list(_too_close(model, person, day, rest))


def _rest_day(model: RotaModel, person: int, day: int, rest: int, tag: Tag) -> int:
    """A column that may be 1 only when the day is a rest day."""
    works = model.works(person, day)
    close = list(_too_close(model, person, day, rest))
    column = model.linear.derived(
        lambda v: int(not (works is not None and v[works]) and not any(all(v[c] for c in pair) for pair in close))
    )
    if works is not None:
        model.linear.row([(column, 1), (works, 1)], upper=1, tag=tag)
    for pair in close:
        model.linear.row([(column, 1), *((c, 1) for c in pair)], upper=len(pair), tag=tag)
    return column


def _too_close(model: RotaModel, person: int, day: int, rest: int) -> Iterator[tuple[int, ...]]:
    """Columns that, all worked, leave too short a rest around the day; an empty tuple when the past alone does."""
    problem = model.problem
    for end, before in _ends(model, person, day - 1):
        for template, after in model.sessions(person, day + 1) if day + 1 < problem.days else ():
            if template.start + 2 * MINUTES_IN_DAY - end < rest:
                yield (*before, after)


def _ends(model: RotaModel, person: int, day: int) -> list[tuple[int, tuple[int, ...]]]:
    """(end, columns that must be worked for it) of the sessions of a day, past or in the period."""
    if day < 0:
        past = model.problem.people[person].past
        return [(session.end, ()) for session in past if session.day == day]
    return [(template.end, (column,)) for template, column in model.sessions(person, day)]
