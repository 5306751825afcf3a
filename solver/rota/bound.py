"""Proven bounds, tier by tier, in a process of their own beside the search."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from solver.highs import BoundAnswer, BoundProcess, BoundTask
from solver.linear import Matrix
from solver.rota.incumbent import Incumbent

FIRST_BRANCHING = 8.0
"""Seconds of the first branch and bound of a tier when several tiers are open; doubled each time."""


ENOUGH = 3600.0
"""Seconds after which even a patient proof is given up."""

Caps = tuple[tuple[int, int], ...]
"""(tier, most it may cost) pairs."""


def caps_before(incumbent: Incumbent, tier: int) -> Caps:
    """(tier, cost that stands) of every tier before `tier`."""
    return tuple((earlier, cost) for earlier, cost in (incumbent.costs or {}).items() if earlier < tier)


def capped(incumbent: Incumbent, caps: Caps) -> Matrix:
    """The model with some tiers held at these costs."""
    matrix = incumbent.matrix
    for tier, cost in caps:
        matrix = matrix.with_cap(matrix.objectives[tier], cost)
    return matrix


@dataclass
class Bounder:
    """Chooses what to prove next: relaxations first, then branch and bound where the gap is widest.

    `deadline` as of `time.monotonic()`. `blind`: branch even while no rota stands, to find one or prove that none can.
    `infeasible` once it is proven that no rota keeps the hard rules.
    """

    incumbent: Incumbent
    deadline: float
    seed: int
    blind: bool = False
    infeasible: bool = False
    _process: BoundProcess = field(default_factory=BoundProcess)
    _task: tuple[int, Caps, bool] | None = None
    _relaxed: dict[int, Caps] = field(default_factory=dict)
    _branching: dict[int, float] = field(default_factory=dict)

    def tend(self) -> None:
        """Take an answer if there is one, and begin the next task."""
        if self._task is not None:
            answer = self._process.answer()
            if answer is None:
                return
            self._take(answer)
        if not self.infeasible:
            self._begin()

    def relax_all(self, stop: threading.Event) -> None:
        """Prove the relaxation of every open tier, one after the other, unless stopped."""
        for tier in self.incumbent.open_tiers() if self.incumbent.costs is not None else []:
            caps = caps_before(self.incumbent, tier)
            task = BoundTask(capped(self.incumbent, caps), self.incumbent.matrix.objectives[tier], False, ENOUGH)
            self._process.start(task)
            self._task = tier, caps, False
            while self._task is not None and not stop.is_set():
                answer = self._process.answer(wait=0.1)
                if answer is not None:
                    self._take(answer)

    def close(self) -> None:
        """End the process at once."""
        self._process.close()

    def _take(self, answer: BoundAnswer) -> None:
        assert self._task is not None
        tier, caps, whole = self._task
        self._task = None
        self.infeasible = answer.infeasible and not caps
        if answer.infeasible:
            return
        self.incumbent.prove(tier, answer.bound)
        if not whole:
            self._relaxed[tier] = caps
        if answer.values is not None:
            self.incumbent.offer(self.incumbent.decisions_of(answer.values))
            self.incumbent.prove(tier, answer.bound)

    def _begin(self) -> None:
        left = self.deadline - time.monotonic()
        chosen = self._next() if left > 0.2 else None
        if chosen is None:
            return
        tier, whole = chosen
        caps = caps_before(self.incumbent, tier)
        seconds = left
        if whole and len(self.incumbent.open_tiers()) > 1:
            seconds = min(left, self._branching.get(tier, FIRST_BRANCHING))
            self._branching[tier] = 2 * seconds
        hint = self.incumbent.values if whole else None
        task = BoundTask(
            capped(self.incumbent, caps), self.incumbent.matrix.objectives[tier], whole, seconds, self.seed, hint
        )
        self._process.start(task)
        self._task = tier, caps, whole

    def _next(self) -> tuple[int, bool] | None:
        """The tier to prove and whether to branch; None while there is nothing worth proving."""
        open_tiers = self.incumbent.open_tiers()
        costs = self.incumbent.costs
        if costs is None:
            return self._blind()
        stale = [tier for tier in open_tiers if self._relaxed.get(tier) != caps_before(self.incumbent, tier)]
        if stale:
            return stale[0], False
        widest = max(open_tiers, key=lambda tier: costs[tier] - self.incumbent.bounds[tier], default=None)
        return None if widest is None else (widest, True)

    def _blind(self) -> tuple[int, bool] | None:
        """Without a rota: relax the first tier once, then branch if asked to."""
        if not self.incumbent.tiers:
            return None
        tier = self.incumbent.tiers[0]
        if tier not in self._relaxed:
            return tier, False
        return (tier, True) if self.blind else None
