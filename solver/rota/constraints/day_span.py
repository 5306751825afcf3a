"""A day is not too long from first start to last end."""

from __future__ import annotations

from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """No two sessions of a day further apart than the span, none longer than it."""
    for person, who in model.people():
        if who.limits.day_span is not None:
            for day in range(model.problem.days):
                _limit(model, person, day, who.limits.day_span)


def _limit(model: RotaModel, person: int, day: int, span: int) -> None:
    tag = Tag("day_span", person, day)
    sessions = model.sessions(person, day)
    for first, early in sessions:
        if first.end - first.start > span:
            model.forbid(tag, [early])
        for last, late in sessions:
            if early != late and last.start >= first.start and last.end - first.start > span:
                model.forbid(tag, [early, late])
