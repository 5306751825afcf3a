"""Proven bounds, block by block and tier by tier, in a process of their own beside the search."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from solver.bound_process import BoundProcess
from solver.bounding import BoundAnswer, BoundTask, Method
from solver.rota.blocks import Block, blocks_of, unreached_costs
from solver.rota.incumbent import Incumbent

FIRST_SHARE = 6.0
"""Seconds of the first branching of a block's tier while others are open too; doubled each time."""

ENOUGH = 3600.0
"""Seconds after which even a patient proof is given up."""

SMALL_BLOCK = 3000
"""Up to this many decisions a block is branched on at once, before the search has settled."""

Caps = tuple[int, ...]
"""The most that each tier before may cost in a block."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing to prove: a block's tier, under these caps, by this method."""

    block: int
    tier: int
    caps: Caps
    method: Method


@dataclass
class Bounder:
    """Chooses what to prove next, and keeps the bound of each block and tier.

    `deadline` as of `time.monotonic()`. `blind`: branch even while no rota stands, to find one or prove that none can.
    `infeasible` once it is proven that no rota keeps the hard rules.

    A bound of a tier holds for every rota whose earlier tiers cost at most as much as the best rota's. For a block this
    means: at most its own cost and whatever the other blocks could still save.
    """

    incumbent: Incumbent
    deadline: float
    seed: int
    blind: bool = False
    infeasible: bool = False
    _process: BoundProcess = field(default_factory=BoundProcess)
    _step: _Step | None = None
    _relaxed: dict[tuple[int, int], Caps] = field(default_factory=dict)
    _shares: dict[tuple[int, int], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Cut the model into blocks; what no decision can change is a bound from the start."""
        matrix = self.incumbent.matrix
        self._blocks: tuple[Block, ...] = blocks_of(matrix)
        self._unreached = unreached_costs(matrix, self._blocks)
        self._bounds = {(b, tier): 0 for b in range(len(self._blocks)) for tier in self.incumbent.tiers}
        for tier in self.incumbent.tiers:
            self._report(tier)

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
        """Relax every open tier of every block, one after the other, unless stopped."""
        for tier in self.incumbent.tiers if self.incumbent.costs is not None else ():
            for number in range(len(self._blocks)):
                if self._open(number, tier):
                    self._begin(self._of(number, tier, Method.RELAX), ENOUGH)
                    self._wait(stop)

    def close(self) -> None:
        """End the process at once."""
        self._process.close()

    def _wait(self, stop: threading.Event) -> None:
        while self._step is not None and not stop.is_set():
            answer = self._process.answer(wait=0.1)
            if answer is not None:
                self._take(self._step, answer)

    def _take(self, step: _Step, answer: BoundAnswer) -> None:
        self._step = None
        if answer.infeasible:
            self.infeasible = not step.caps
            return
        if answer.values is not None:
            self.incumbent.offer_block(self._blocks[step.block].names, answer.values)
        self._bounds[step.block, step.tier] = max(self._bounds[step.block, step.tier], answer.bound)
        self._report(step.tier)
        if step.method is Method.RELAX:
            self._relaxed[step.block, step.tier] = step.caps
        if not any(self._open(step.block, tier) for tier in self.incumbent.tiers):
            self.incumbent.close(self._blocks[step.block].names)

    def _report(self, tier: int) -> None:
        proven = sum(self._bounds[number, tier] for number in range(len(self._blocks)))
        self.incumbent.prove(tier, proven + self._unreached[tier])

    def _begin(self, step: _Step, seconds: float) -> None:
        block = self._blocks[step.block]
        matrix = block.matrix
        for tier, most in zip(self.incumbent.tiers, step.caps, strict=False):
            if len(matrix.objectives[tier].columns) > 0:
                matrix = matrix.with_cap(matrix.objectives[tier], most)
        values = self.incumbent.best_values
        hint = values[block.names] if values is not None and step.method is Method.BRANCH else None
        self._process.start(BoundTask(matrix, matrix.objectives[step.tier], step.method, seconds, self.seed, hint))
        self._step = step

    def _seconds(self, step: _Step, left: float) -> float:
        """A share of the time left for branching, unless nothing else is open."""
        if step.method is Method.RELAX or len(self._all_open()) == 1:
            return left
        key = step.block, step.tier
        seconds = min(left, self._shares.get(key, FIRST_SHARE))
        self._shares[key] = 2 * seconds
        return seconds

    def _next(self) -> _Step | None:
        """What to prove next; None while there is nothing worth proving."""
        if self.incumbent.costs is None:
            return self._blind()
        candidates = [key for key in self._all_open() if self._ripe(*key)]
        for number, tier in candidates:
            if self._relaxed.get((number, tier)) is None:
                return self._of(number, tier, Method.RELAX)
            if self._blocks[number].decisions <= SMALL_BLOCK and (number, tier) not in self._shares:
                return self._of(number, tier, Method.BRANCH)
        widest = max(candidates, key=lambda key: self._gap(*key), default=None)
        return None if widest is None else self._of(*widest, Method.BRANCH)

    def _all_open(self) -> list[tuple[int, int]]:
        """(block, tier) pairs whose cost is above their bound: small blocks first, tiers in order."""
        tiers = self.incumbent.open_tiers()
        return [(n, tier) for n in range(len(self._blocks)) for tier in tiers if self._open(n, tier)]

    def _ripe(self, number: int, tier: int) -> bool:
        """Whether a proof is worth its time now: caps of a large block are far too high while the search blends."""
        small = self._blocks[number].decisions <= SMALL_BLOCK
        return small or not self.incumbent.blending or tier == self.incumbent.tiers[0]

    def _open(self, number: int, tier: int) -> bool:
        return self._gap(number, tier) > 0

    def _gap(self, number: int, tier: int) -> int:
        """Cost less bound of a block's tier; open before the first rota."""
        values = self.incumbent.best_values
        if values is None:
            return 1
        return self._blocks[number].cost(values, tier) - self._bounds[number, tier]

    def _of(self, number: int, tier: int, method: Method) -> _Step:
        return _Step(number, tier, self._caps(number, tier), method)

    def _caps(self, number: int, tier: int) -> Caps:
        costs = self.incumbent.costs
        if costs is None:
            return ()
        return tuple(
            costs[earlier] - self.incumbent.bounds[earlier] + self._bounds[number, earlier]
            for earlier in self.incumbent.tiers
            if earlier < tier
        )

    def _blind(self) -> _Step | None:
        """Without a rota: relax the first tier of each block once, then branch if asked to."""
        for tier in self.incumbent.tiers[:1]:
            for number in range(len(self._blocks)):
                if (number, tier) not in self._relaxed:
                    return self._of(number, tier, Method.RELAX)
                if self.blind and (number, tier) not in self._shares:
                    return self._of(number, tier, Method.BRANCH)
        return None
