"""A reserve for more than two classes: levels by a rule of worths, raised until the promise to the top class holds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from solver.agenda.protection.classes import NestedClass, check_nested, nested
from solver.agenda.protection.demand import CountDemand
from solver.agenda.protection.emsr import emsr_a, emsr_b
from solver.agenda.protection.littlewood import littlewood
from solver.agenda.protection.optimal import optimal
from solver.agenda.protection.reserve import (
    ROUNDING,
    TURN_AWAY,
    check_capacity,
    smallest_reserve,
    turned_away,
    unused,
)
from solver.agenda.protection.tables import Reals


class Method(StrEnum):
    """Rules that set levels from worths."""

    LITTLEWOOD = "littlewood"
    EMSR_A = "emsr_a"
    EMSR_B = "emsr_b"
    OPTIMAL = "optimal"


@dataclass(frozen=True, slots=True)
class NestedReserve:
    """Levels for nested classes and what they bring and cost on average in one part of a day.

    `levels[j]`: slots kept for the classes 0 … j against class j + 1. `worth_levels`: the same as the method sets them
    from worths alone. `turned_away`: the share of the top class that `levels[0]` alone cannot take; `unused`: slots of
    `levels[0]` that the top class leaves. When classes ask one after the other, the lowest first, and each finds what
    the levels leave it: `served[j]`, consultations of class j, and `displaced`, those of all lower classes that would
    have had a slot without any level.
    """

    method: Method
    levels: tuple[int, ...]
    worth_levels: tuple[float, ...]
    capacity: int
    turn_away: float
    turned_away: float
    unused: float
    served: tuple[float, ...]
    displaced: float

    @property
    def holds(self) -> bool:
        """Whether the promise to the top class holds; the capacity may be too small for it."""
        return self.turned_away <= self.turn_away + ROUNDING


def nested_reserve(
    classes: Sequence[NestedClass], capacity: int, turn_away: float = TURN_AWAY, method: Method = Method.EMSR_B
) -> NestedReserve:
    """Levels by `method`, the first raised to the smallest reserve that keeps the promise, the others not below it.

    Levels are whole (rounded down: a part of a slot is worth less kept than given) and at most the capacity.
    ValueError as in `acute_reserve`, for classes that do not descend, and for Littlewood's rule with three or more.
    """
    check_capacity(capacity)
    by_worth = levels_by_worth(classes, method)
    levels = _raised(by_worth, smallest_reserve(classes[0].demand, turn_away), capacity)
    counted = [each.demand.counted() for each in classes]
    found, free = served_nested(counted, levels, capacity), served_nested(counted, [0] * len(levels), capacity)
    return NestedReserve(
        method=method,
        levels=levels,
        worth_levels=by_worth,
        capacity=capacity,
        turn_away=turn_away,
        turned_away=turned_away(classes[0].demand, levels[0]),
        unused=unused(classes[0].demand, levels[0]),
        served=found,
        displaced=sum(free[1:]) - sum(found[1:]),
    )


def levels_by_worth(classes: Sequence[NestedClass], method: Method) -> tuple[float, ...]:
    """The levels that a method sets from worths and demand, without any promise."""
    check_nested(classes)
    rules = {Method.EMSR_A: emsr_a, Method.EMSR_B: emsr_b, Method.OPTIMAL: optimal}
    if method in rules:
        return rules[method](classes)
    if len(classes) > 2:
        raise ValueError("Littlewood's rule knows two classes only")
    return (littlewood(classes[0].demand, classes[0].worth, classes[1].worth),)


def served_nested(demands: Sequence[CountDemand], levels: Sequence[int], capacity: int) -> tuple[float, ...]:
    """Consultations of each class to expect, when the lowest class asks first and each leaves what the levels keep.

    `levels` never fall; exact, over the distribution of slots left.
    """
    left = np.zeros(capacity + 1)
    left[capacity] = 1.0
    found = []
    for demand, kept in zip(reversed(demands), (*reversed(levels), 0), strict=True):
        after = _left_after(left, demand, kept)
        found.append(float((left - after) @ np.arange(capacity + 1)))
        left = after
    return tuple(reversed(found))


def _left_after(left: Reals, demand: CountDemand, kept: int) -> Reals:
    after = left.copy()
    after[kept + 1 :] = 0.0
    for slots in range(kept + 1, len(left)):
        taken = demand.pmf(slots - kept)
        taken[-1] = demand.tail(slots - kept - 1)
        after[kept : slots + 1] += left[slots] * taken[::-1]
    return after


def _raised(levels: Sequence[float], least: int, capacity: int) -> tuple[int, ...]:
    whole = nested([max(least, math.floor(level)) for level in levels])
    return tuple(min(capacity, int(level)) for level in whole)
