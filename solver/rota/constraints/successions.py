"""Some sessions may not follow others on the next day."""

from __future__ import annotations

from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """No session of a template that the one of the day before forbids."""
    problem = model.problem
    for person, who in model.people():
        eve = [session.template for session in who.past if session.day == -1 and session.template is not None]
        forbidden = frozenset[int]().union(*(problem.templates[t].not_next_day for t in eve))
        for template in model.templates_on(person, 0):
            if template in forbidden:
                model.forbid(Tag("successions", person, 0), [model.column(person, 0, template)])
        for day in range(problem.days - 1):
            today, tomorrow = model.templates_on(person, day), model.templates_on(person, day + 1)
            pairs = [(a, b) for a in today for b in tomorrow if b in problem.templates[a].not_next_day]
            model.forbid_pairs(Tag("successions", person, day + 1), (person, day), (person, day + 1), pairs)
