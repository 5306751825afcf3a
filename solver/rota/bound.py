"""Proven bounds, block by block and tier by tier, in a process of their own beside the search."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.bound_process import BoundProcess
from solver.bounding import BoundAnswer, BoundTask, Method
from solver.child_process import ProcessLostError
from solver.linear import Ints, Objective
from solver.rota.blocks import Block, blocks_of, unreached_costs
from solver.rota.construct import weighted
from solver.rota.incumbent import Incumbent, Standing

SMALL_SHARE = 15.0
"""Seconds for branching on a small block."""

LARGE_SHARE = 0.35
"""Share of the whole time for branching on a large block: its bound soon rises slowly, the search needs the core."""

LAST_SHARE = 0.1
"""Share of the whole time kept at the end for what still has room around it."""

ENOUGH = 3600.0
"""Seconds after which even a patient proof is given up."""

SMALL_BLOCK = 3000
"""Up to this many decisions a problem is searched whole, and a block branched on at once."""

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

    `deadline` as of `time.monotonic()`. `infeasible` once it is proven that no rota keeps the
    hard rules; `lost` once the process has died.

    A proof holds a block's earlier tiers at what they cost now. It counts for the whole once the other blocks cannot
    make room for this block to cost more there, that is when the earlier tiers are proven to the end.
    """

    incumbent: Incumbent
    deadline: float
    seed: int
    infeasible: bool = False
    lost: bool = False
    _process: BoundProcess = field(default_factory=BoundProcess)
    _step: _Step | None = None
    _proofs: dict[tuple[int, int], list[_Proof]] = field(default_factory=dict)
    _found: list[tuple[Ints, Ints]] = field(default_factory=list)
    _tried: set[_Step] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Cut the model into blocks; what no decision can change is a bound from the start."""
        matrix = self.incumbent.matrix
        self._blocks: tuple[Block, ...] = blocks_of(matrix)
        self._unreached = unreached_costs(matrix, self._blocks)
        self._whole_time = max(0.0, self.deadline - time.monotonic())
        self.report()

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
        if self.lost:
            return
        try:
            self._tend()
        except ProcessLostError:  # the search goes on without further proofs
            self.lost, self._step = True, None
            self._process.close()

    def _tend(self) -> None:
        if self._step is not None:
            answer = self._process.answer()
            if answer is None:
                return
            self._take(self._step, answer)
        self._offer_found()
        self.report()
        if not self.infeasible:
            left = self.deadline - time.monotonic()
            step = self._next() if left > 0.2 else None
            if step is not None:
                self._begin(step, self._seconds(step, left))

    def prove_in_turn(self, stop: threading.Event) -> None:
        """Relax every open tier of every block, one after the other, unless stopped."""
        for tier in self.incumbent.tiers if self.incumbent.costs is not None else ():
            for number in range(len(self._blocks)):
                if self._gap(number, tier) > 0 and not stop.is_set():
                    self._begin(_Step(number, tier, self._room_now(number, tier), Method.RELAX), ENOUGH)
                    self._wait(stop)
            self.report()

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
        elif step.method is Method.BRANCH:
            self.incumbent.reopen(names)

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

    def report(self) -> None:
        """Tell the incumbent what is proven of each tier for the whole."""
        best = self.incumbent.best
        proven = self._proven(best)
        for place, tier in enumerate(self.incumbent.tiers):
            whole = sum(proven[number, tier] for number in range(len(self._blocks))) + self._unreached[tier]
            if best is not None or place == 0:
                self.incumbent.prove(tier, whole, () if best is None else best.costs[:place])

    def _proven(self, best: Standing | None) -> dict[tuple[int, int], int]:
        """What is proven of each block and tier with the room that the other blocks leave, tier after tier."""
        proven: dict[tuple[int, int], int] = {}
        for tier in self.incumbent.tiers:
            for number in range(len(self._blocks)):
                proven[number, tier] = self._bound(number, tier, self._room(number, tier, best, proven))
        return proven

    def _room(self, number: int, tier: int, best: Standing | None, proven: Mapping[tuple[int, int], int]) -> Caps:
        """The most a block's earlier tiers can cost in a rota whose earlier tiers cost no more than the best's."""
        earlier = [e for e in self.incumbent.tiers if e < tier]
        if best is None:
            return tuple(2**60 for _ in earlier)
        others = [other for other in range(len(self._blocks)) if other != number]
        return tuple(
            cost - self._unreached[e] - sum(proven[other, e] for other in others)
            for e, cost in zip(earlier, best.costs, strict=False)
        )

    def _room_now(self, number: int, tier: int) -> Caps:
        best = self.incumbent.best
        return self._room(number, tier, best, self._proven(best))

    def _bound(self, number: int, tier: int, caps: Caps) -> int:
        """The best proof of a block's tier that holds within these caps."""
        proofs = self._proofs.get((number, tier), [])
        return max((proof.bound for proof in proofs if proof.covers(caps)), default=0)

    def _own(self, number: int, tier: int) -> Caps:
        """What a block's earlier tiers cost in the best rota; nothing before the first rota."""
        best = self.incumbent.best
        if best is None:
            return ()
        return tuple(self._blocks[number].cost(best.values, e) for e in self.incumbent.tiers if e < tier)

    def _begin(self, step: _Step, seconds: float) -> None:
        block = self._blocks[step.block]
        matrix = block.matrix
        for tier, most in zip(self.incumbent.tiers, step.caps, strict=False):
            if len(matrix.objectives[tier].columns) > 0:
                matrix = matrix.with_cap(matrix.objectives[tier], most)
        best = self.incumbent.best
        hint = best.values[block.names] if best is not None and step.method is Method.BRANCH else None
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
        return min(left, SMALL_SHARE)

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
        room = self._room_now(number, tier)
        known = any(proof.covers(room) for proof in self._proofs.get((number, tier), []))
        return None if known or self._loose(number, tier) == 0 else _Step(number, tier, room, Method.RELAX)

    def _again(self) -> _Step | None:
        """Branch where the gap is widest with the room that other blocks leave."""
        pairs = [(n, tier) for n in range(len(self._blocks)) for tier in self.incumbent.open_tiers()]
        widest = max(pairs, key=lambda pair: self._loose(*pair), default=None)
        if widest is None or self._loose(*widest) == 0:
            return None
        step = _Step(*widest, self._room_now(*widest), Method.BRANCH)
        small = widest[0] < len(self._blocks) - 1
        return None if small and step in self._tried else step

    def _loose(self, number: int, tier: int) -> int:
        """Cost of a block's tier less what is proven of it with the room that the other blocks leave."""
        best = self.incumbent.best
        assert best is not None
        return self._blocks[number].cost(best.values, tier) - self._bound(number, tier, self._room_now(number, tier))

    def _gap(self, number: int, tier: int) -> int:
        """Cost of a block's tier less what is proven of it as it stands; open before the first rota."""
        best = self.incumbent.best
        if best is None:
            return 1
        return self._blocks[number].cost(best.values, tier) - self._bound(number, tier, self._own(number, tier))

    def _of(self, number: int, tier: int, method: Method) -> _Step:
        return _Step(number, tier, self._own(number, tier), method)

    def _blind(self) -> _Step | None:
        """Without a rota: find rotas of the small blocks, and relax the first tier of each."""
        tiers, steps = self.incumbent.tiers, []
        for number, block in enumerate(self._blocks):
            if len(tiers) > 1 and number < len(self._blocks) - 1 and block.decisions <= SMALL_BLOCK:
                steps.append(_Step(number, ALL_TIERS, (), Method.BRANCH))
        for tier in tiers[:1]:
            for number in range(len(self._blocks)):
                steps.append(_Step(number, tier, (), Method.RELAX))
        return next((step for step in steps if step not in self._tried), None)
