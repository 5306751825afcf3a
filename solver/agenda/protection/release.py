"""The reserve opens in steps as the day nears, by the demand still expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from solver.agenda.protection.demand import Demand
from solver.agenda.protection.reserve import TURN_AWAY, check_turn_away, smallest_reserve


@dataclass(frozen=True, slots=True)
class ReleaseStep:
    """From `label` on, at most `slots` free slots stay reserved; `released`: how many fewer than at the step before.

    `share`: the chance that a request of the whole demand is still to come.
    """

    label: str
    share: float
    slots: int
    released: int


def release_steps(
    demand: Demand,
    shares: Sequence[tuple[str, float]],
    turn_away: float = TURN_AWAY,
    capacity: int | None = None,
) -> tuple[ReleaseStep, ...]:
    """The smallest reserve for the demand still expected at each step, never above the step before or the capacity.

    Each step alone keeps the promise to those still to come; the steps together may not (`promised_release`).
    `shares`: label and share still expected, in the order of time. ValueError if shares rise or leave [0, 1].
    """
    check_turn_away(turn_away)
    _check_falling([share for _, share in shares])
    steps: list[ReleaseStep] = []
    for label, share in shares:
        slots = smallest_reserve(demand.thinned(share), turn_away)
        slots = slots if capacity is None else min(slots, capacity)
        former = steps[-1].slots if steps else slots
        slots = min(slots, former)
        steps.append(ReleaseStep(label, share, slots, former - slots))
    return tuple(steps)


def _check_falling(shares: Sequence[float]) -> None:
    if any(before < after for before, after in pairwise(shares)):
        raise ValueError("the share still expected never rises")
