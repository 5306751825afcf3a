"""Enough rest between two days."""

from __future__ import annotations

from scheduler.rota.problem import MINUTES_IN_DAY
from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """No session that starts before the daily rest after the day before is over."""
    for person, who in model.people():
        if who.limits.daily_rest is None:
            continue
        _respect_the_past(model, person, who.limits.daily_rest)
        for day in range(model.problem.days - 1):
            _rest_after(model, person, day, who.limits.daily_rest)


def _respect_the_past(model: RotaModel, person: int, rest: int) -> None:
    past = model.problem.people[person].past
    ends = [session.end for session in past if session.day == -1]
    for template, column in model.sessions(person, 0):
        if ends and template.start + MINUTES_IN_DAY - max(ends) < rest:
            model.forbid(Tag("daily_rest", person, 0), [column])


def _rest_after(model: RotaModel, person: int, day: int, rest: int) -> None:
    templates = model.problem.templates
    pairs = [
        (a, b)
        for a in model.templates_on(person, day)
        for b in model.templates_on(person, day + 1)
        if templates[b].start + MINUTES_IN_DAY - templates[a].end < rest
    ]
    model.forbid_pairs(Tag("daily_rest", person, day + 1), (person, day), (person, day + 1), pairs)
