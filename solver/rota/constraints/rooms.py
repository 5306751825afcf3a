"""Never more sessions than rooms."""

from __future__ import annotations

from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Rooms of a kind at a site are enough whenever a session that occupies one begins."""
    problem = model.problem
    stock = {(room.site, room.kind): room.count for room in problem.rooms}
    kinds = sorted({(t.site, t.room) for t in problem.templates if t.room is not None})
    for site, kind in kinds:
        users = [n for n, t in enumerate(problem.templates) if t.site == site and t.room == kind]
        for day in range(problem.days):
            _limit(model, day, users, stock.get((site, kind), 0), Tag("rooms", day=day, site=site))


def _limit(model: RotaModel, day: int, users: list[int], count: int, tag: Tag) -> None:
    templates = model.problem.templates
    moments = sorted({templates[t].start for t in users if model.takers(day, t)})
    seen: set[frozenset[int]] = set()
    for moment in moments:
        there = frozenset(t for t in users if templates[t].start <= moment < templates[t].end and model.takers(day, t))
        if not any(there <= other for other in seen):
            terms = [(column, 1) for t in sorted(there) for _, column in model.takers(day, t)]
            if len(terms) > count:
                model.linear.row(terms, upper=count, tag=tag)
        seen.add(there)
