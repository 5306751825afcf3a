"""Optimal nested levels for normal demand, from the conditions of Brumelle and McGill."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.agenda.protection.demand import NormalDemand
from solver.agenda.protection.tables import Reals

NODES, WEIGHTS = np.polynomial.legendre.leggauss(10)
REACH = 12.0
MOST_PANELS = 300
HALVINGS = 80


@dataclass(frozen=True)
class Beyond:
    """What upper classes ask for together where it is beyond every level so far: points and the chance at each.

    `total` is their demand without that condition.
    """

    at: Reals
    chances: Reals
    total: NormalDemand

    def and_more_than(self, y: float, demand: NormalDemand) -> float:
        """The chance to be beyond every level so far and, with one more class, beyond `y`."""
        z = (y - self.at - demand.mean) / (demand.sd * math.sqrt(2))
        return float(self.chances @ [0.5 * math.erfc(each) for each in z])

    def joined(self, demand: NormalDemand, level: float, width: float) -> Beyond:
        """The same with one more class, beyond its level too."""
        total = _sum(self.total, demand)
        at, weights = _panels(level, total.mean + REACH * total.sd, width)
        return Beyond(at, weights * (_density(demand, at[:, None] - self.at) @ self.chances), total)


def normal_levels(demands: Sequence[NormalDemand], chances: Sequence[float]) -> tuple[float, ...]:
    """The levels y with P(S₁ > y₁, …, S_j > y_j) = chances[j − 1] for each j, where S_j is the sum of j demands.

    Chances descend; levels may be below 0, as normal demand may. Gauss-Legendre panels as wide as the smallest
    deviation give about ten digits. ValueError for a deviation of 0 or one that is tiny beside the others.
    Brumelle & McGill 1993; Talluri & van Ryzin 2004, section 2.2.3.
    """
    width = min(demand.sd for demand in demands)
    _check_width(width, demands)
    levels = [demands[0].upper_quantile(chances[0])]
    beyond = _first(demands[0], levels[0], width)
    for demand, chance in zip(demands[1:], chances[1:], strict=True):
        levels.append(_level(beyond, demand, chance))
        beyond = beyond.joined(demand, levels[-1], width)
    return tuple(levels)


def _check_width(width: float, demands: Sequence[NormalDemand]) -> None:
    reach = 2 * REACH * math.hypot(*(demand.sd for demand in demands))
    reach += sum(demand.mean for demand in demands)
    if reach > MOST_PANELS * width:
        raise ValueError("optimal levels need deviations above 0 that are not tiny beside the others or the means")


def _first(demand: NormalDemand, level: float, width: float) -> Beyond:
    at, weights = _panels(level, demand.mean + REACH * demand.sd, width)
    return Beyond(at, weights * _density(demand, at), demand)


def _level(beyond: Beyond, demand: NormalDemand, chance: float) -> float:
    """By bisection: the chance falls with the level."""
    total = _sum(beyond.total, demand)
    low, high = total.mean - REACH * total.sd, total.mean + REACH * total.sd
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if beyond.and_more_than(middle, demand) > chance else (low, middle)
    return high


def _panels(low: float, high: float, width: float) -> tuple[Reals, Reals]:
    """Points and weights of Gauss-Legendre quadrature on panels no wider than `width`."""
    edges = np.linspace(low, high, max(1, math.ceil((high - low) / width)) + 1)
    halves = np.diff(edges)[:, None] / 2
    return (edges[:-1, None] + halves * (1 + NODES)).ravel(), (halves * WEIGHTS).ravel()


def _density(demand: NormalDemand, at: Reals) -> Reals:
    density: Reals = np.exp(-(((at - demand.mean) / demand.sd) ** 2) / 2) / (demand.sd * math.sqrt(2 * math.pi))
    return density


def _sum(one: NormalDemand, other: NormalDemand) -> NormalDemand:
    return NormalDemand(one.mean + other.mean, math.hypot(one.sd, other.sd))
