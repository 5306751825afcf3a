"""No run of days on that is too short."""

from __future__ import annotations

from solver.linear import Tag
from solver.rota.model import RotaModel
from solver.rota.runs import KnownDays


def constrain(model: RotaModel) -> None:
    """Forbid every short run of days worked between two days off."""
    for person, who in model.people():
        known = KnownDays(model, person)
        for length in range(1, who.limits.shortest_run_on or 1):
            for window in known.windows(length + 2):
                inside, worked = known.count(window[1:-1])
                before, free = known.count(window[:1], sign=-1)
                after, later = known.count(window[-1:], sign=-1)
                most = length - 1 - worked - free - later
                tag = Tag("shortest_run_on", person, window[-1])
                model.linear.row([*before, *inside, *after], upper=most, tag=tag)
