"""The practice's question: how many slots of a part of the day to keep for acute patients, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass

from solver.agenda.protection.carve_out import served, served_after
from solver.agenda.protection.demand import Demand
from solver.agenda.protection.littlewood import littlewood

TURN_AWAY = 0.05
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Reserve:
    """What keeping `slots` of `capacity` for acute patients brings and costs on average in one part of a day.

    `turned_away`: share of the acute requests that the reserve alone cannot take, E[(D − slots)+] ÷ E[D].
    `chance_short`: P(D > slots), the chance that at least one is turned away. `unused`: E[(slots − D)+].
    With planned demand R, otherwise None: `planned_displaced`, planned consultations that would have had a slot
    without the reserve, E[min(R, capacity)] − E[min(R, capacity − slots)]; `turned_away_in_all`, the share turned away
    when acute patients also get the slots that planned ones left. `littlewood`: the level of Littlewood's rule, None
    without a worth.
    """

    slots: int
    capacity: int
    turn_away: float
    turned_away: float
    chance_short: float
    unused: float
    planned_displaced: float | None = None
    turned_away_in_all: float | None = None
    littlewood: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the promise holds; the capacity may be too small for it."""
        return self.turned_away <= self.turn_away + ROUNDING


def acute_reserve(
    acute: Demand,
    capacity: int,
    turn_away: float = TURN_AWAY,
    planned: Demand | None = None,
    planned_worth: float | None = None,
) -> Reserve:
    """The smallest reserve that turns at most the share `turn_away` of acute requests away, at most all `capacity`.

    `planned_worth`: what a planned consultation is worth when an acute one is worth 1; it only serves to compare.
    ValueError for a capacity below 0, a `turn_away` or a worth that is not strictly between 0 and 1.
    """
    check_capacity(capacity)
    slots = min(capacity, smallest_reserve(acute, turn_away))
    return Reserve(
        slots=slots,
        capacity=capacity,
        turn_away=turn_away,
        turned_away=turned_away(acute, slots),
        chance_short=acute.tail(slots),
        unused=unused(acute, slots),
        planned_displaced=None if planned is None else served(planned, capacity) - served(planned, capacity - slots),
        turned_away_in_all=None if planned is None else _turned_away_in_all(acute, planned, capacity, slots),
        littlewood=None if planned_worth is None else littlewood(acute, 1.0, planned_worth),
    )


def smallest_reserve(demand: Demand, turn_away: float) -> int:
    """The smallest whole number of slots with `turned_away` ≤ `turn_away`; ValueError unless 0 < turn_away < 1.

    Doubling, then bisection: the share falls with every slot.
    """
    check_turn_away(turn_away)
    high = 1
    while turned_away(demand, high) > turn_away + ROUNDING:
        high *= 2
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if turned_away(demand, middle) > turn_away + ROUNDING else (low, middle)
    return high


def turned_away(demand: Demand, slots: float) -> float:
    """The share of requests that `slots` cannot take, E[(D − slots)+] ÷ E[D+]; 0 if nobody asks."""
    asked = demand.excess(0)
    return demand.excess(slots) / asked if asked else 0.0


def unused(demand: Demand, slots: float) -> float:
    """The slots kept for nobody to expect, E[(slots − D+)+]."""
    return max(0.0, slots - served(demand, slots))


def check_turn_away(turn_away: float) -> None:
    """ValueError unless strictly between 0 and 1."""
    if not 0 < turn_away < 1:
        raise ValueError(f"the share to turn away lies strictly between 0 and 1, not at {turn_away}")


def check_capacity(capacity: int) -> None:
    """ValueError below 0."""
    if capacity < 0:
        raise ValueError(f"a capacity is at least 0 slots, not {capacity}")


def _turned_away_in_all(acute: Demand, planned: Demand, capacity: int, slots: int) -> float:
    asked = acute.excess(0)
    return max(0.0, 1 - served_after(planned.counted(), acute, capacity, capacity - slots) / asked) if asked else 0.0
