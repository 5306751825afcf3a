"""Nobody works less than the contract says."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.targets import under
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield the minutes below each contract target; the finding's day is the target's first.

    Facts: `worked`, `owed` and `tolerance` minutes, `last` day of the target.
    """
    return under(problem, rota, "contract_under", desk=False)
