"""Chances of classes, drawn to that of all: beta-binomial pooling by moments.

Kleinman (1973, Journal of the American Statistical Association 68): the chances of the classes scatter around that of
all beyond what their numbers explain; from how much, a strength follows, the cases that the whole is worth beside a
class's own.
"""

from __future__ import annotations

import numpy as np

from solver.learning.lognormal import Numbers

MOST_STRENGTH = 1e6
LEAST_STRENGTH = 2.0


def pooled_chance(events: float, cases: float, prior: float, strength: float) -> float:
    """The chance of an event seen so many times in so many cases, beside a prior worth `strength` cases."""
    return (events + strength * prior) / (cases + strength)


def pooled_chances(events: Numbers, cases: Numbers, whole: float) -> Numbers:
    """The chances of classes (events and cases of each) drawn to that of the whole, in (0, 1)."""
    strength = pooling_strength(events, cases)
    return (events + strength * whole) / (cases + strength)


def pooling_strength(events: Numbers, cases: Numbers) -> float:
    """The cases that the whole counts as beside each class: few when classes differ, many when they do not."""
    told = cases > 0
    events, cases = events[told], cases[told]
    chance = events.sum() / max(cases.sum(), 1.0)
    if len(cases) < 2 or not 0 < chance < 1:
        return MOST_STRENGTH
    scatter = float(np.sum(cases * (events / cases - chance) ** 2)) / (chance * (1 - chance))
    classes = len(cases) - 1
    beyond, room = scatter - classes, float(cases.sum() - np.sum(cases**2) / cases.sum()) - classes
    # Without room, every class is a single case, and nothing tells classes apart.
    return float(np.clip(room / beyond - 1, LEAST_STRENGTH, MOST_STRENGTH)) if min(beyond, room) > 0 else MOST_STRENGTH
