"""Proven bounds, tier by tier, in a process of their own beside the search."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from solver.bound_process import BoundProcess
from solver.bounding import BoundAnswer, BoundTask, Method
from solver.linear import Matrix
from solver.rota.incumbent import Incumbent

FIRST_SHARE = 8.0
"""Seconds of the first pricing or branching of a tier when several tiers are open; doubled each time."""

ENOUGH = 3600.0
"""Seconds after which even a patient proof is given up."""

BRANCHING = 6000
"""Up to this many decisions branch and bound is worth a try."""

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


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing to prove: a tier, under these caps, by this method."""

    tier: int
    caps: Caps
    method: Method


@dataclass
class Bounder:
    """Chooses what to prove next: relaxations first, then prices or branches where the gap is widest.

    `deadline` as of `time.monotonic()`. `blind`: branch even while no rota stands, to find one or prove that none can.
    `infeasible` once it is proven that no rota keeps the hard rules.
    """

    incumbent: Incumbent
    deadline: float
    seed: int
    blind: bool = False
    infeasible: bool = False
    _process: BoundProcess = field(default_factory=BoundProcess)
    _step: _Step | None = None
    _relaxed: dict[int, tuple[Caps, NDArray[np.float64] | None]] = field(default_factory=dict)
    _shares: dict[int, float] = field(default_factory=dict)

    @property
    def busy(self) -> bool:
        """Whether the process is at work."""
        return self._process.busy

    def tend(self) -> None:
        """Take an answer if there is one, and begin the next step."""
        if self._step is not None:
            answer = self._process.answer()
            if answer is None:
                return
            self._take(self._step, answer)
        if not self.infeasible:
            left = self.deadline - time.monotonic()
            step = self._next() if left > 0.2 else None
            if step is not None:
                self._begin(step, self._seconds(step, left))

    def prove_in_turn(self, stop: threading.Event) -> None:
        """Relax every open tier, one after the other, unless stopped."""
        for tier in self.incumbent.open_tiers() if self.incumbent.costs is not None else []:
            self._begin(_Step(tier, caps_before(self.incumbent, tier), Method.RELAX), ENOUGH)
            while self._step is not None and not stop.is_set():
                answer = self._process.answer(wait=0.1)
                if answer is not None:
                    self._take(self._step, answer)

    def close(self) -> None:
        """End the process at once."""
        self._process.close()

    def _take(self, step: _Step, answer: BoundAnswer) -> None:
        self._step = None
        if answer.infeasible:
            self.infeasible = not step.caps
            return
        self.incumbent.prove(step.tier, answer.bound)
        if step.method is not Method.BRANCH:
            self._relaxed[step.tier] = (step.caps, answer.prices)
        if answer.values is not None:
            self.incumbent.offer(self.incumbent.decisions_of(answer.values))
            self.incumbent.prove(step.tier, answer.bound)

    def _begin(self, step: _Step, seconds: float) -> None:
        costs = self.incumbent.costs
        prices = self._relaxed[step.tier][1] if step.method is Method.PRICE else None
        if prices is not None:
            prices = np.concatenate([prices, np.zeros(self._height(step) - len(prices))])
        task = BoundTask(
            capped(self.incumbent, step.caps),
            self.incumbent.matrix.objectives[step.tier],
            step.method,
            seconds,
            self.seed,
            hint=self.incumbent.best_values if step.method is Method.BRANCH else None,
            prices=prices,
            target=None if costs is None else costs[step.tier],
        )
        self._process.start(task)
        self._step = step

    def _height(self, step: _Step) -> int:
        return self.incumbent.matrix.height + len(step.caps)

    def _seconds(self, step: _Step, left: float) -> float:
        """A share of the time left for methods that could use all of it, unless no other tier is open."""
        if step.method is Method.RELAX or len(self.incumbent.open_tiers()) == 1:
            return left
        seconds = min(left, self._shares.get(step.tier, FIRST_SHARE))
        self._shares[step.tier] = 2 * seconds
        return seconds

    def _next(self) -> _Step | None:
        """What to prove next; None while there is nothing worth proving."""
        costs = self.incumbent.costs
        if costs is None:
            return self._blind()
        open_tiers = self.incumbent.open_tiers()
        if self.incumbent.blending:  # the costs that later tiers are capped at would be far too high still
            open_tiers = open_tiers[:1] if open_tiers[:1] == list(self.incumbent.tiers[:1]) else []
        for tier in open_tiers:
            if tier not in self._relaxed:
                return self._of(tier, Method.RELAX)
        if self.incumbent.blending:
            return None
        widest = max(open_tiers, key=lambda tier: costs[tier] - self.incumbent.bounds[tier], default=None)
        if widest is None:
            return None
        small = len(self.incumbent.model.cells) <= BRANCHING
        priced = self._relaxed[widest][1] is not None
        return self._of(widest, Method.BRANCH if small or not priced else Method.PRICE)

    def _of(self, tier: int, method: Method) -> _Step:
        return _Step(tier, caps_before(self.incumbent, tier), method)

    def _blind(self) -> _Step | None:
        """Without a rota: relax the first tier once, then branch if asked to."""
        if not self.incumbent.tiers:
            return None
        tier = self.incumbent.tiers[0]
        if tier not in self._relaxed:
            return self._of(tier, Method.RELAX)
        return self._of(tier, Method.BRANCH) if self.blind else None
