"""What to expect of a release: how many reserved slots are taken, how many open, who is turned away all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from solver.agenda.protection.demand import Demand
from solver.agenda.protection.release import ReleaseStep
from solver.agenda.protection.tables import Reals, binomial_rows


@dataclass(frozen=True, slots=True)
class ReleaseOutcome:
    """Expected slots of a release, step by step.

    `asked`: acute requests from the first step on; `turned_away`: the share of them that finds no reserved slot.
    `opened[k]`: free slots opened to all at step k; `taken[k]`: reserved slots taken between step k and the next.
    """

    asked: float
    turned_away: float
    opened: tuple[float, ...]
    taken: tuple[float, ...]


def release_outcome(demand: Demand, steps: Sequence[ReleaseStep]) -> ReleaseOutcome:
    """What `steps` bring when acute patients only get reserved slots, exactly, over requests to come and slots free.

    Of r requests still to come, each is still to come at the next step with chance (its share ÷ the former share).
    ValueError without steps.
    """
    if not steps:
        raise ValueError("a release has at least one step")
    table = demand.counted().thinned(steps[0].share).table
    asked = float(table @ np.arange(len(table)))
    chances = np.zeros((len(table), steps[0].slots + 1))
    chances[:, -1] = table
    opened, taken, lost = zip(*_followed(chances, steps), strict=True)
    return ReleaseOutcome(asked, sum(lost) / asked if asked else 0.0, opened, taken)


def _followed(chances: Reals, steps: Sequence[ReleaseStep]) -> Iterator[tuple[float, float, float]]:
    """Slots opened and taken and requests lost at each step; entry (r, f): the chance of r still to come, f free."""
    for step, after in zip(steps, [*(step.share for step in steps[1:]), 0.0], strict=True):
        share = after / step.share if step.share else 0.0
        kept = _capped(chances, step.slots)
        opened = _mean_free(chances) - _mean_free(kept)
        chances = _asked(kept, share)
        yield opened, _mean_free(kept) - _mean_free(chances), _lost(kept, share)


def _mean_free(chances: Reals) -> float:
    return float(chances.sum(axis=0) @ np.arange(chances.shape[1]))


def _capped(chances: Reals, slots: int) -> Reals:
    kept = chances[:, : slots + 1].copy()
    kept[:, -1] += chances[:, slots + 1 :].sum(axis=1)
    return kept


def _lost(chances: Reals, share: float) -> float:
    """Those who come and find no slot free."""
    came = chances.T @ binomial_rows(len(chances) - 1, 1 - share)
    free, asked = np.indices(came.shape)
    return float((came * np.maximum(0, asked - free)).sum())


def _asked(chances: Reals, share: float) -> Reals:
    """The chances once all came but those who stay away with chance `share`; who finds no slot free is gone."""
    rows = binomial_rows(len(chances) - 1, share)
    after = np.zeros_like(chances)
    for free in range(chances.shape[1] - 1, 0, -1):
        for came in range(min(free, len(chances))):
            stayed = np.diagonal(rows, -came)
            after[: len(stayed), free - came] += chances[came:, free] * stayed
    after[:, 0] = (chances.T @ rows).sum(axis=0) - after.sum(axis=1)
    return after
