"""Nobody works in two places at once."""

from __future__ import annotations

from collections.abc import Sequence

from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """At most one of any sessions that overlap or leave no time to travel."""
    problem = model.problem
    for person, _ in model.people():
        for day in range(problem.days):
            templates = model.templates_on(person, day)
            for group in _clashing_groups(model, person, templates):
                tag = Tag("one_place", person, day)
                model.linear.row([(model.column(person, day, t), 1) for t in group], upper=1, tag=tag)


def _clashing_groups(model: RotaModel, person: int, templates: Sequence[int]) -> list[list[int]]:
    """Sets of pairwise clashing templates that together hold every clashing pair."""
    clashing = {t: model.clashing(person, t) & set(templates) for t in templates}
    open_pairs = {(a, b) for a in templates for b in clashing[a] if a < b}
    groups = []
    while open_pairs:
        group = list(min(open_pairs))
        for other in sorted(clashing[group[0]]):
            if other not in group and all(other in clashing[member] for member in group):
                group.append(other)
        groups.append(group)
        open_pairs -= {(a, b) for a in group for b in group if a < b}
    return groups
