"""Expected marginal seat revenue: near-optimal levels for any number of nested classes."""

from __future__ import annotations

from collections.abc import Sequence

from solver.agenda.protection.classes import NestedClass, check_nested, nested, together
from solver.agenda.protection.littlewood import littlewood


def emsr_a(classes: Sequence[NestedClass]) -> tuple[float, ...]:
    """Slots kept for the classes 0 … j against class j + 1, for each j: the sum of Littlewood's levels of each.

    Belobaba 1987; Talluri & van Ryzin 2004, section 2.2.4.1. Whole for counts; running maximum, as levels nest.
    """
    check_nested(classes)
    return nested([_level_a(classes[:j], classes[j].worth) for j in range(1, len(classes))])


def emsr_b(classes: Sequence[NestedClass]) -> tuple[float, ...]:
    """Slots kept for the classes 0 … j against class j + 1, for each j: Littlewood's level of all of them as one.

    Their demand is the sum, exact for counts, and their worth the mean weighted by expected demand. Belobaba 1989;
    Talluri & van Ryzin 2004, section 2.2.4.2. Whole for counts; running maximum, as levels nest.
    """
    check_nested(classes)
    return nested([_level_b(classes[:j], classes[j].worth) for j in range(1, len(classes))])


def _level_a(upper: Sequence[NestedClass], worth: float) -> float:
    return sum(littlewood(each.demand, each.worth, worth) for each in upper)


def _level_b(upper: Sequence[NestedClass], worth: float) -> float:
    demand = together([each.demand for each in upper])
    return littlewood(demand, _mean_worth(upper), worth)


def _mean_worth(classes: Sequence[NestedClass]) -> float:
    """Weighted by mean demand; a plain mean if nobody is expected."""
    weights = [each.demand.mean for each in classes]
    if not sum(weights):
        weights = [1.0] * len(classes)
    return sum(each.worth * weight for each, weight in zip(classes, weights, strict=True)) / sum(weights)
