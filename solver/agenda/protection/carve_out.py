"""Two classes, planned requests first and acute ones later: what keeping slots back is worth, computed exactly."""

from __future__ import annotations

from dataclasses import dataclass

from solver.agenda.protection.demand import CountDemand, Demand
from solver.agenda.protection.littlewood import littlewood


@dataclass(frozen=True, slots=True)
class CarveOut:
    """`capacity` slots, independent planned and acute demand, and the worth of a consultation of each.

    ValueError for a capacity below 0 or worths that do not descend from acute to planned.
    """

    planned: CountDemand
    acute: CountDemand
    capacity: int
    planned_worth: float = 0.5
    acute_worth: float = 1.0

    def __post_init__(self) -> None:
        if self.capacity < 0:
            raise ValueError(f"a capacity is at least 0 slots, not {self.capacity}")
        if not 0 < self.planned_worth < self.acute_worth:
            raise ValueError("worths are above 0, and an acute consultation is worth more than a planned one")

    def value(self, kept: int) -> float:
        """Expected worth when planned patients find `capacity − kept` slots and acute ones all that are left.

        ValueError unless 0 ≤ kept ≤ capacity.
        """
        if not 0 <= kept <= self.capacity:
            raise ValueError(f"slots kept lie between 0 and {self.capacity}, not at {kept}")
        planned = served(self.planned, self.capacity - kept)
        return self.planned_worth * planned + self.acute_worth * self._acute_served(kept)

    def first_come(self) -> float:
        """Expected worth when nothing is kept."""
        return self.value(0)

    def littlewood_slots(self) -> int:
        """The slots that Littlewood's rule keeps, at most all."""
        return min(self.capacity, int(littlewood(self.acute, self.acute_worth, self.planned_worth)))

    def hindsight(self) -> float:
        """Expected worth if all requests were known beforehand: acute patients first, planned ones in what is left."""
        planned = served_after(self.acute, self.planned, self.capacity, self.capacity)
        return self.acute_worth * served(self.acute, self.capacity) + self.planned_worth * planned

    def _acute_served(self, kept: int) -> float:
        return served_after(self.planned, self.acute, self.capacity, self.capacity - kept)


def served(demand: Demand, slots: float) -> float:
    """Consultations to expect when only this demand meets `slots`: E[min(D+, slots)]."""
    return demand.excess(0) - demand.excess(slots)


def served_after(first: CountDemand, then: Demand, capacity: int, limit: int) -> float:
    """Consultations of `then` to expect once `first` has taken what it asked for, at most `limit` of `capacity`."""
    taken = first.pmf(limit)
    taken[limit] += first.tail(limit)
    return float(sum(chance * served(then, capacity - slots) for slots, chance in enumerate(taken)))
