"""Not too many days in a row."""

from __future__ import annotations

from solver.linear import Tag
from solver.rota.model import RotaModel
from solver.rota.runs import KnownDays


def constrain(model: RotaModel) -> None:
    """At most L days worked in each stretch of L + 1."""
    for person, who in model.people():
        longest = who.limits.longest_run_on
        if longest is None:
            continue
        known = KnownDays(model, person)
        for window in known.windows(longest + 1):
            terms, past = known.count(window)
            model.linear.row(terms, upper=longest - past, tag=Tag("longest_run_on", person, window[-1]))
