"""What a search answers: four different statuses, a rota, its cost and how good it is at best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.rota.audit import Audit
from scheduler.rota.findings import Finding
from scheduler.rota.rota import Rota


class Status(StrEnum):
    """How a search ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands: `phase` in a word, the best cost and bound so far, and what each soft rule costs."""

    seconds: float
    phase: str
    cost: int | None = None
    bound: int | None = None
    gap: float | None = None
    cost_by_rule: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class RotaResult:
    """The answer of a search.

    `bound_by_tier[k]`: no rota whose earlier tiers cost at most as much as here costs less in tier k. `bound` is
    their sum and `gap` = (cost − bound) ÷ cost, 0 for a cost of 0. `conflict` names the hard rules that clash when
    the status is infeasible. `first_rota_seconds`: when the first audited rota stood. `stopped`: somebody ended the
    search early.
    """

    status: Status
    seconds: float
    rota: Rota | None = None
    audit: Audit | None = None
    bound_by_tier: Mapping[int, int] = field(default_factory=dict)
    first_rota_seconds: float | None = None
    conflict: tuple[Finding, ...] = ()
    stopped: bool = False

    @property
    def cost(self) -> int | None:
        """The cost of the rota over all tiers, None without a rota."""
        return None if self.audit is None else self.audit.cost

    @property
    def bound(self) -> int | None:
        """The proven bound over all tiers, None without a rota."""
        return None if self.audit is None else sum(self.bound_by_tier.values())

    @property
    def gap(self) -> float | None:
        """The gap over all tiers, None without a rota."""
        return None if self.cost is None or self.bound is None else gap_between(self.cost, self.bound)

    @property
    def gap_by_tier(self) -> dict[int, float]:
        """The gap of each tier, empty without a rota."""
        costs = {} if self.audit is None else self.audit.cost_by_tier
        return {tier: gap_between(cost, self.bound_by_tier.get(tier, 0)) for tier, cost in costs.items()}


def gap_between(cost: int, bound: int) -> float:
    """(cost − bound) ÷ cost; 0 when the cost is 0."""
    return 0.0 if cost == 0 else (cost - bound) / cost
