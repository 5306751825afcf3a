"""Nested classes of patients: each may use the slots of those below, none those kept for the ones above."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from solver.agenda.protection import tables
from solver.agenda.protection.demand import CountDemand, Demand, EmpiricalDemand, NormalDemand, PoissonDemand


@dataclass(frozen=True, slots=True)
class NestedClass:
    """A class of patients: what one of its consultations is worth, in any unit, and its demand in slots.

    ValueError for a worth of 0 or less.
    """

    worth: float
    demand: Demand
    name: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.worth < math.inf:
            raise ValueError(f"a worth is above 0, not {self.worth}")


def check_nested(classes: Sequence[NestedClass]) -> None:
    """ValueError unless there are two classes or more, highest worth first, no two alike, of one sort of demand."""
    if len(classes) < 2:
        raise ValueError("protection needs at least two classes")
    if any(high.worth <= low.worth for high, low in pairwise(classes)):
        raise ValueError("classes come by descending worth, each strictly below the former")
    normals([each.demand for each in classes])


def together(demands: Sequence[Demand]) -> Demand:
    """The demand of several independent classes: exact for counts. ValueError for counts mixed with normal demand."""
    found = normals(demands)
    if found:
        return NormalDemand(sum(each.mean for each in found), math.hypot(*(each.sd for each in found)))
    return _counts_together(counts(demands))


def normals(demands: Sequence[Demand]) -> list[NormalDemand]:
    """The demands if all are normal, none if all are counts; ValueError for a mixture."""
    found = [demand for demand in demands if isinstance(demand, NormalDemand)]
    if found and len(found) < len(demands):
        raise ValueError("classes are all counts or all normal, not both")
    return found


def counts(demands: Sequence[Demand]) -> list[CountDemand]:
    """The demands, all counts; ValueError if one is not."""
    found = [demand for demand in demands if isinstance(demand, CountDemand)]
    if len(found) < len(demands):
        raise ValueError("this needs demand in whole slots")
    return found


def _counts_together(demands: Sequence[CountDemand]) -> CountDemand:
    if all(isinstance(demand, PoissonDemand) for demand in demands):
        return PoissonDemand(sum(demand.mean for demand in demands))
    return EmpiricalDemand(tuple(tables.summed([demand.table for demand in demands]).tolist()))


def nested(levels: Sequence[float]) -> tuple[float, ...]:
    """Levels of at least 0 that never fall from one class to the next: the running maximum."""
    return tuple(accumulate((max(0, level) for level in levels), max))
