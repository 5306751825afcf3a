"""Not too many people are there."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.headcount import counted, cover_finding
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield the person-minutes above every upper need, acute or not.

    Facts: `present`, `most`, `begin`, `end`, `profession`, `need` (its key).
    """
    capped = (need for need in problem.cover if need.most is not None)
    for need, present in counted(capped, rota):
        if need.most is not None and present > need.most and need.amount:
            amount = (present - need.most) * need.amount
            yield cover_finding("cover_over", need, amount, need.weight_over, present=present, most=need.most)
