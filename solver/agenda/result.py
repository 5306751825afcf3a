"""What laying out agendas answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.agenda.agenda import Agenda
from scheduler.rota.audit import Audit
from solver.result import Status, gap_between


@dataclass(frozen=True)
class AgendaResult:
    """The agendas found, how they were judged, and how good they are.

    `status` is optimal when every count and every place is proved best, feasible otherwise. `bound_by_tier`: for the
    promise and the needs, no agenda costs less; for the places, none costs less with as many blocks of each kind in
    each session, acute slots only moving within their part of the day, and not into open time that a need counts on.
    """

    status: Status
    seconds: float
    agenda: Agenda
    audit: Audit
    bound_by_tier: Mapping[int, int]
    stopped: bool = False

    @property
    def cost(self) -> int:
        """The cost over all tiers."""
        return self.audit.cost

    @property
    def bound(self) -> int:
        """The bound over all tiers."""
        return sum(self.bound_by_tier.values())

    @property
    def gap(self) -> float:
        """(cost − bound) ÷ cost."""
        return gap_between(self.cost, self.bound)
