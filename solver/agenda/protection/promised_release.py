"""Release steps that keep the promise over the whole time, not only at each step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from solver.agenda.protection.demand import Demand
from solver.agenda.protection.release import ReleaseStep, release_steps
from solver.agenda.protection.release_outcome import release_outcome
from solver.agenda.protection.reserve import ROUNDING, TURN_AWAY

HALVINGS = 20


def promised_release(
    demand: Demand,
    shares: Sequence[tuple[str, float]],
    turn_away: float = TURN_AWAY,
    capacity: int | None = None,
) -> tuple[ReleaseStep, ...]:
    """`release_steps` at the largest figure ≤ `turn_away` for which all steps together turn at most `turn_away` away.

    The total is that of `release_outcome`; it falls with the figure, which is found by bisection. If the capacity is
    too small for any, the steps of the smallest figure tried, which open nearly nothing. ValueError as there.
    """

    @cache  # many figures give the same steps
    def keeps(steps: tuple[ReleaseStep, ...]) -> bool:
        return release_outcome(demand, steps).turned_away <= turn_away + ROUNDING

    steps = release_steps(demand, shares, turn_away, capacity)
    if keeps(steps):
        return steps
    low, high = 0.0, turn_away
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        holds = keeps(release_steps(demand, shares, middle, capacity))
        low, high = (middle, high) if holds else (low, middle)
    return release_steps(demand, shares, low or high, capacity)
