"""Optimal nested levels: exact dynamic programming for counts, Brumelle and McGill's conditions for normal demand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.agenda.protection.classes import NestedClass, check_nested, counts, nested, normals, together
from solver.agenda.protection.normal_levels import normal_levels
from solver.agenda.protection.tables import Reals


def optimal(classes: Sequence[NestedClass]) -> tuple[float, ...]:
    """Slots kept for the classes 0 … j against class j + 1, for each j, that maximise the expected worth.

    Classes ask one after the other, the lowest first, independently. Whole for counts: the largest x whose x-th slot
    is worth more kept than given to class j + 1. Brumelle & McGill 1993; Talluri & van Ryzin 2004, 2.2.2 and 2.2.3.
    """
    check_nested(classes)
    demands = normals([each.demand for each in classes])
    if demands:
        return nested(normal_levels(demands[:-1], [each.worth / classes[0].worth for each in classes[1:]]))
    rows = slot_worths(classes[:-1], _enough(classes))
    return tuple(_level(row, below.worth) for row, below in zip(rows, classes[1:], strict=True))


def slot_worths(classes: Sequence[NestedClass], capacity: int) -> list[Reals]:
    """Row j, entry x − 1: what the x-th of `capacity` slots adds to the expected worth if the classes 0 … j will ask.

    Each row falls with x. For x above the level y of class j: worth_j × P(D_j ≥ x − y) + the sum over d < x − y of
    P(D_j = d) × the former row at x − d. ValueError unless all demand is in counts.
    """
    rows: list[Reals] = []
    for each, demand in zip(classes, counts([each.demand for each in classes]), strict=True):
        former = rows[-1] if rows else np.zeros(capacity)
        level = _level(former, each.worth)
        sold = each.worth * np.array([demand.tail(k) for k in range(capacity - level)])
        left = np.convolve(demand.pmf(capacity), former[level:])[: capacity - level] if level < capacity else sold
        rows.append(np.concatenate((former[:level], sold + left)))
    return rows


def _level(row: Reals, worth: float) -> int:
    return int(np.count_nonzero(row > worth))


def _enough(classes: Sequence[NestedClass]) -> int:
    """More slots than any level keeps: the x-th is worth at most worth₀ × P(upper demand ≥ x)."""
    upper = together([each.demand for each in classes[:-1]])
    return int(upper.upper_quantile(classes[-1].worth / classes[0].worth)) + 1
