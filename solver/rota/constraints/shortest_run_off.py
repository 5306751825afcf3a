"""No run of days off that is too short."""

from __future__ import annotations

from solver.linear import Tag
from solver.rota.model import RotaModel
from solver.rota.runs import KnownDays


def constrain(model: RotaModel) -> None:
    """Forbid every short run of days off between two days worked."""
    for person, who in model.people():
        known = KnownDays(model, person)
        for length in range(1, who.limits.shortest_run_off or 1):
            for window in known.windows(length + 2):
                inside, worked = known.count(window[1:-1], sign=-1)
                before, early = known.count(window[:1])
                after, late = known.count(window[-1:])
                tag = Tag("shortest_run_off", person, window[-1])
                model.linear.row([*before, *inside, *after], upper=1 - worked - early - late, tag=tag)
