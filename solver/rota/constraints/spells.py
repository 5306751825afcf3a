"""A day has few spells of work, none of them too short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from scheduler.rota.problem import Limits, Template
from solver.linear import Tag
from solver.rota.day_patterns import exact_sets
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """Forbid exactly the sets of a day's sessions that split it wrongly."""
    for person, who in model.people():
        limits = who.limits
        if (limits.spells, limits.shortest_spell, limits.longest_pause) == (None, None, None):
            continue
        key = ("spells", limits.split_gap, limits.spells, limits.shortest_spell, limits.longest_pause)
        for day in range(model.problem.days):
            for inside, outside in exact_sets(model, person, day, key, _splits_wrongly(limits)):
                terms = [(model.column(person, day, t), 1) for t in inside]
                terms += [(model.column(person, day, t), -1) for t in outside]
                model.linear.row(terms, upper=len(inside) - 1, tag=Tag("spells", person, day))


def _splits_wrongly(limits: Limits) -> Callable[[Sequence[Template]], bool]:
    def wrong(sessions: Sequence[Template]) -> bool:
        spells = _spells(sessions, limits.split_gap)
        pauses = [later[0] - earlier[1] for earlier, later in pairwise(spells)]
        too_many = limits.spells is not None and len(spells) > limits.spells
        too_short = (
            limits.shortest_spell is not None
            and len(spells) > 1
            and min(end - start for start, end in spells) < limits.shortest_spell
        )
        too_far = limits.longest_pause is not None and any(pause > limits.longest_pause for pause in pauses)
        return too_many or too_short or too_far

    return wrong


def _spells(sessions: Sequence[Template], gap: int) -> list[tuple[int, int]]:
    spells: list[tuple[int, int]] = []
    for session in sorted(sessions, key=lambda s: s.start):
        if spells and session.start - spells[-1][1] <= gap:
            spells[-1] = (spells[-1][0], session.end)
        else:
            spells.append((session.start, session.end))
    return spells
