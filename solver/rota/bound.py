"""Proven bounds, block by block and tier by tier, in a process of their own beside the search."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from solver.bound_process import BoundProcess
from solver.bounding import BoundAnswer, BoundTask, Method
from solver.linear import Ints, Objective
from solver.rota.blocks import Block, blocks_of, unreached_costs
from solver.rota.construct import weighted
from solver.rota.incumbent import Incumbent

FIRST_SHARE = 15.0
"""Seconds of the first branching on a small block; doubled each time."""

LARGE_SHARE = 0.35
"""Share of the whole time for branching on a large block: its bound soon rises slowly, the search needs the core."""

LAST_SHARE = 0.1
"""Share of the whole time kept at the end for what still has room around it."""

ENOUGH = 3600.0
"""Seconds after which even a patient proof is given up."""

SMALL_BLOCK = 3000
"""Up to this many decisions a block is branched on at once, before the search has settled."""

ALL_TIERS = 0
"""In place of a tier: all tiers in one sum, to find a rota rather than prove a bound."""

SUM_STEP = 30
"""How much more a tier weighs than the next in that sum."""

Caps = tuple[int, ...]
"""The most that each tier before may cost in a block."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing to prove: a block's tier (or a rota of it to find), under these caps, by this method."""

    block: int
    tier: int
    caps: Caps
    method: Method


@dataclass(frozen=True, slots=True)
class _Proof:
    """A bound of a block's tier for every rota in which the block's earlier tiers cost at most `caps`."""

    caps: Caps
    bound: int

    def covers(self, caps: Caps) -> bool:
        """Whether the proof holds for all rotas within these caps."""
        return all(mine >= theirs for mine, theirs in zip(self.caps, caps, strict=True))


@dataclass
class Bounder:
    """Chooses what to prove next, and keeps what is proven of each block and tier.

    `deadline` as of `time.monotonic()`. `blind`: branch even while no rota stands, to find one or prove that none can.
    `infeasible` once it is proven that no rota keeps the hard rules.

    A proof holds a block's earlier tiers at what they cost now. It counts for the whole once the other blocks cannot
    make room for this block to cost more there, that is when the earlier tiers are proven to the end.
    """

    incumbent: Incumbent
    deadline: float
    seed: int
    blind: bool = False
    infeasible: bool = False
    _process: BoundProcess = field(default_factory=BoundProcess)
    _step: _Step | None = None
    _proofs: dict[tuple[int, int], list[_Proof]] = field(default_factory=dict)
    _found: list[tuple[Ints, Ints]] = field(default_factory=list)
    _tried: set[_Step] = field(default_factory=set)
    _shares: dict[tuple[int, int], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Cut the model into blocks; what no decision can change is a bound from the start."""
        matrix = self.incumbent.matrix
        self._blocks: tuple[Block, ...] = blocks_of(matrix)
        self._unreached = unreached_costs(matrix, self._blocks)
        self._whole_time = max(0.0, self.deadline - time.monotonic())
        self._report()

    @property
    def busy(self) -> bool:
        """Whether the process is at work."""
        return self._process.busy

    def reserve_small_blocks(self) -> None:
        """Keep the improvers off blocks that branch and bound will settle soon."""
        for block in self._blocks[:-1]:
            if block.decisions <= SMALL_BLOCK:
                self.incumbent.close(block.names)

    def tend(self) -> None:
        """Take an answer if there is one, and begin the next step."""
        if self._step is not None:
            answer = self._process.answer()
            if answer is None:
                return
            self._take(self._step, answer)
        self._offer_found()
        self._report()
        if not self.infeasible:
            left = self.deadline - time.monotonic()
            step = self._next() if left > 0.2 else None
            if step is not None:
                self._begin(step, self._seconds(step, left))

    def prove_in_turn(self, stop: threading.Event) -> None:
        """Relax every open tier of every block, one after the other, unless stopped."""
        for tier in self.incumbent.tiers if self.incumbent.costs is not None else ():
            for number in range(len(self._blocks)):
                if self._gap(number, tier) > 0:
                    self._begin(self._of(number, tier, Method.RELAX), ENOUGH)
                    self._wait(stop)
        self._report()

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
        self._tried.add(step)
        if answer.infeasible:
            self.infeasible = not step.caps
            return
        names = self._blocks[step.block].names
        if answer.values is not None and step.tier in {ALL_TIERS, self.incumbent.tiers[-1]}:
            self._found.append((names, answer.values))
            self._offer_found()
        if step.tier == ALL_TIERS:
            self._take_sum(step.block, answer)
        else:
            self._proofs.setdefault((step.block, step.tier), []).append(_Proof(step.caps, answer.bound))
        if not any(self._gap(step.block, tier) > 0 for tier in self.incumbent.tiers):
            self.incumbent.close(names)

    def _take_sum(self, number: int, answer: BoundAnswer) -> None:
        """A bound of the sum is one of the last tier, less what the tiers before it cost at most."""
        block, tiers = self._blocks[number], self.incumbent.tiers
        if not answer.finished or answer.values is None:
            self.incumbent.reopen(block.names)
            return
        caps = tuple(block.matrix.objectives[tier].value(answer.values) for tier in tiers[:-1])
        earlier = sum(cost * SUM_STEP ** (len(caps) - place) for place, cost in enumerate(caps))
        self._proofs.setdefault((number, tiers[-1]), []).append(_Proof(caps, max(0, answer.bound - earlier)))

    def _offer_found(self) -> None:
        """Put the rotas of blocks into the best rota, once there is one."""
        while self._found and self.incumbent.costs is not None:
            self.incumbent.offer_block(*self._found.pop())

    def _report(self) -> None:
        """Tell the incumbent what is proven of each tier for the whole."""
        for tier in self.incumbent.tiers:
            proven = sum(self._bound(number, tier, self._room(number, tier)) for number in range(len(self._blocks)))
            self.incumbent.prove(tier, proven + self._unreached[tier])

    def _bound(self, number: int, tier: int, caps: Caps) -> int:
        """The best proof of a block's tier that holds within these caps."""
        proofs = self._proofs.get((number, tier), [])
        return max((proof.bound for proof in proofs if proof.covers(caps)), default=0)

    def _room(self, number: int, tier: int) -> Caps:
        """The most a block's earlier tiers can cost in a rota whose earlier tiers cost no more than the best's."""
        costs, bounds = self.incumbent.costs, self.incumbent.bounds
        if costs is None:
            return tuple(2**60 for earlier in self.incumbent.tiers if earlier < tier)
        own = self._own(number, tier)
        earlier = [e for e in self.incumbent.tiers if e < tier]
        return tuple(cost + costs[e] - bounds[e] for e, cost in zip(earlier, own, strict=True))

    def _own(self, number: int, tier: int) -> Caps:
        """What a block's earlier tiers cost in the best rota; nothing before the first rota."""
        values = self.incumbent.best_values
        if values is None:
            return ()
        return tuple(self._blocks[number].cost(values, e) for e in self.incumbent.tiers if e < tier)

    def _begin(self, step: _Step, seconds: float) -> None:
        block = self._blocks[step.block]
        matrix = block.matrix
        for tier, most in zip(self.incumbent.tiers, step.caps, strict=False):
            if len(matrix.objectives[tier].columns) > 0:
                matrix = matrix.with_cap(matrix.objectives[tier], most)
        values = self.incumbent.best_values
        hint = values[block.names] if values is not None and step.method is Method.BRANCH else None
        self._process.start(BoundTask(matrix, self._objective(step), step.method, seconds, self.seed, hint))
        self._step = step

    def _objective(self, step: _Step) -> Objective:
        matrix = self._blocks[step.block].matrix
        if step.tier == ALL_TIERS:
            return weighted(matrix, list(self.incumbent.tiers), SUM_STEP)
        return matrix.objectives[step.tier]

    def _seconds(self, step: _Step, left: float) -> float:
        """All the time left to relax; a share of it to branch, unless there is nothing else to prove."""
        if step.method is Method.RELAX or self._simple:
            return left
        if self._blocks[step.block].decisions > SMALL_BLOCK:
            return min(left, LARGE_SHARE * self._whole_time)
        key = step.block, step.tier
        seconds = min(left, self._shares.get(key, FIRST_SHARE))
        self._shares[key] = 2 * seconds
        return seconds

    @property
    def _simple(self) -> bool:
        """One block and one tier: branching on it is all there is."""
        return len(self._blocks) == 1 == len(self.incumbent.tiers)

    def _next(self) -> _Step | None:
        """What to prove next: block after block, small ones first, tier after tier; None if nothing is worth it now."""
        if self.incumbent.costs is None:
            return self._blind()
        return self._small_blocks() or self._large_blocks()

    def _small_blocks(self) -> _Step | None:
        for number, block in enumerate(self._blocks):
            for tier in self.incumbent.tiers if block.decisions <= SMALL_BLOCK else ():
                if self._gap(number, tier) > 0:
                    step = self._branch_once(number, tier)
                    if step is not None:
                        return step
                    break
        return None

    def _large_blocks(self) -> _Step | None:
        """First what may well count in the end, then what counts as things stand."""
        large = [number for number, block in enumerate(self._blocks) if block.decisions > SMALL_BLOCK]
        steps = [self._prove_once(number) for number in large]
        if self.deadline - time.monotonic() < LAST_SHARE * self._whole_time:
            steps += [self._relax_once(number, tier) for number in large for tier in self.incumbent.open_tiers()]
        if self._simple:
            steps.append(self._again())
        return next((step for step in steps if step is not None), None)

    def _branch_once(self, number: int, tier: int) -> _Step | None:
        """Find a rota of a small block, then branch on its tier; each is tried once."""
        steps = [self._of(number, tier, Method.BRANCH)]
        if len(self.incumbent.tiers) > 1:
            steps.insert(0, _Step(number, ALL_TIERS, (), Method.BRANCH))
        return next((step for step in steps if step not in self._tried), None)

    def _prove_once(self, number: int) -> _Step | None:
        """Relax a large block's first tier, then branch on its last as if the tiers before cost what is proven."""
        tiers = self.incumbent.tiers
        first = _Step(number, tiers[0], (), Method.RELAX)
        hoped = tuple(self._bound(number, tier, self._own(number, tier)) for tier in tiers[:-1])
        last = _Step(number, tiers[-1], hoped, Method.BRANCH)
        return next((step for step in (first, last) if step not in self._tried and self._gap(number, step.tier)), None)

    def _relax_once(self, number: int, tier: int) -> _Step | None:
        """Relax a large block's tier with the room that other blocks leave, unless a proof covers that."""
        room = self._room(number, tier)
        known = any(proof.covers(room) for proof in self._proofs.get((number, tier), []))
        return None if known or self._loose(number, tier) == 0 else _Step(number, tier, room, Method.RELAX)

    def _again(self) -> _Step | None:
        """Branch where the gap is widest with the room that other blocks leave."""
        pairs = [(n, tier) for n in range(len(self._blocks)) for tier in self.incumbent.open_tiers()]
        widest = max(pairs, key=lambda pair: self._loose(*pair), default=None)
        if widest is None or self._loose(*widest) == 0:
            return None
        step = _Step(*widest, self._room(*widest), Method.BRANCH)
        small = widest[0] < len(self._blocks) - 1
        return None if small and step in self._tried else step

    def _loose(self, number: int, tier: int) -> int:
        """Cost of a block's tier less what is proven of it with the room that the other blocks leave."""
        values = self.incumbent.best_values
        assert values is not None
        return self._blocks[number].cost(values, tier) - self._bound(number, tier, self._room(number, tier))

    def _gap(self, number: int, tier: int) -> int:
        """Cost of a block's tier less what is proven of it as it stands; open before the first rota."""
        values = self.incumbent.best_values
        if values is None:
            return 1
        return self._blocks[number].cost(values, tier) - self._bound(number, tier, self._own(number, tier))

    def _of(self, number: int, tier: int, method: Method) -> _Step:
        return _Step(number, tier, self._own(number, tier), method)

    def _blind(self) -> _Step | None:
        """Without a rota: find rotas of the small blocks, relax the first tier of each; branch on all if asked to."""
        tiers, steps = self.incumbent.tiers, []
        for number, block in enumerate(self._blocks):
            if len(tiers) > 1 and number < len(self._blocks) - 1 and block.decisions <= SMALL_BLOCK:
                steps.append(_Step(number, ALL_TIERS, (), Method.BRANCH))
        for tier in tiers[:1]:
            for number in range(len(self._blocks)):
                steps.append(_Step(number, tier, (), Method.RELAX))
                if self.blind:
                    steps.append(_Step(number, tier, (), Method.BRANCH))
        return next((step for step in steps if step not in self._tried), None)
