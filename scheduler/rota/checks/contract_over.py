"""Nobody works more than the contract says."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.targets import off_target, targets
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield the minutes above each contract target; the finding's day is the target's first.

    Facts: `worked`, `owed` and `tolerance` minutes, `last` day of the target.
    """
    for person, target, worked in targets(problem, rota, desk=False):
        amount = worked - target.minutes - target.tolerance
        if amount > 0:
            yield off_target("contract_over", amount, person, target, worked)
