"""Improve a rota by freeing one part of it at a time and solving that part exactly."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from solver.cpsat import Answer, Effort, Outcome, Stoppable, minimise
from solver.linear import Bools, Ints, Matrix, Objective
from solver.rota.construct import PART_OPTIONS, weighted
from solver.rota.incumbent import BLEND, Incumbent
from solver.rota.neighbourhoods import Neighbourhoods

STEP = 1000
"""How much more a unit of one tier weighs than a unit of the next inside one part."""

SMALLEST = 60
"""The fewest decisions worth freeing."""


PART_SECONDS = (0.1, 1.0)
"""The least and the most deterministic seconds for one part."""

EASIER, HARDER = 0.93, 1.05
"""How the time for the next part changes after an improvement, and after none."""

PATIENT_SECONDS = 600.0
"""Wall seconds for one part: never the limit that counts, or the answer would depend on the machine."""

PAUSE = 0.1
"""Seconds between two looks at whether to go on."""

OVERHEAD = 0.1
"""Deterministic seconds that a part costs beside its solve."""


@dataclass
class Pace:
    """How many decisions to free: more when parts are solved easily, fewer when they are not."""

    size: float
    most: int

    def after(self, outcome: Outcome, share_of_time: float) -> None:
        """Learn from one part and the share of its time it took."""
        if outcome is Outcome.OPTIMAL and share_of_time < 0.5:
            self.size = min(self.size * 1.15, self.most)
        elif outcome is not Outcome.OPTIMAL:
            self.size = max(self.size * 0.85, min(SMALLEST, self.most))


class Improver:
    """One worker that improves the incumbent, part after part.

    A part may take longer, and so grow larger, the rarer an improvement has become.
    """

    def __init__(self, incumbent: Incumbent, stoppable: Stoppable, seed: int) -> None:
        self._incumbent = incumbent
        self._stoppable = stoppable
        self._seed = seed
        self._rng: Generator = np.random.default_rng(seed)
        self._neighbourhoods = Neighbourhoods(incumbent.model, incumbent.matrix)
        self._part_seconds = PART_SECONDS[0]
        self._pace = Pace(min(200.0, self._neighbourhoods.everything), self._neighbourhoods.everything)
        self.work = 0.0

    def run(self, over: threading.Event, pause: Callable[[], bool] = lambda: False) -> None:
        """Improve until the search is over or stopped or every tier is proven; rest while `pause` says so."""
        while not (over.is_set() or self._stoppable.stopped.is_set() or self._incumbent.proven()):
            if pause() or not self.step():
                over.wait(PAUSE)

    def step(self) -> bool:
        """Free one part, solve it, and offer what comes out; False when there was nothing to free."""
        tiers = self._incumbent.open_tiers()
        values = self._incumbent.values
        if not tiers or values is None:
            return False
        if int(self._pace.size) >= self._neighbourhoods.everything and not self._incumbent.blending:
            self._solve_whole(values, tiers[0])
            return True
        closed = self._incumbent.closed
        if self._neighbourhoods.all_closed(closed):
            return False
        tier = self._tier(tiers)
        free = self._neighbourhoods.pick(self._rng, int(self._pace.size), values, tier, closed)
        return self._solve_part(free, values, tier)

    def _tier(self, tiers: list[int]) -> int:
        """The tier to improve: mostly the first open one; by what it costs while blending."""
        if self._incumbent.blending:
            costs = self._incumbent.costs or {}
            weights = np.array([1 + costs[tier] * BLEND ** (len(tiers) - place) for place, tier in enumerate(tiers)])
            return int(self._rng.choice(tiers, p=weights / weights.sum()))
        return tiers[0] if self._rng.random() < 0.5 else int(self._rng.choice(tiers))

    def _solve_whole(self, values: Ints, tier: int) -> None:
        """Solve the whole model for one tier alone; an optimal answer is a proof."""
        matrix = self._capped(self._incumbent.matrix, values, tier)
        objective = matrix.objectives[tier]
        answer = self._minimise(matrix, objective, values, 4 * self._part_seconds)
        if answer.values is not None:
            self._incumbent.offer(self._incumbent.decisions_of(answer.values))
        if answer.outcome is Outcome.OPTIMAL and answer.values is not None:
            caps = tuple(o.value(values) for t, o in self._incumbent.matrix.objectives.items() if t < tier)
            self._incumbent.prove(tier, objective.value(answer.values), caps)

    def _solve_part(self, free: Bools, values: Ints, tier: int) -> bool:
        """Solve one part: blended, or for a tier and those after it while the tiers before may not get worse."""
        part = self._incumbent.matrix.restricted(free, values)
        inside = values[part.names]
        if self._incumbent.blending:
            matrix, objective = part.matrix, weighted(part.matrix, list(self._incumbent.tiers), BLEND)
        else:
            matrix = self._capped(part.matrix, inside, tier)
            objective = weighted(matrix, [t for t in self._incumbent.tiers if t >= tier], STEP)
        if len(objective.columns) == 0:
            return False
        answer = self._minimise(matrix, objective, inside, self._part_seconds)
        better = answer.values is not None and objective.value(answer.values) < objective.value(inside)
        self._part_seconds = float(np.clip(self._part_seconds * (EASIER if better else HARDER), *PART_SECONDS))
        if better and answer.values is not None:
            self._offer(values, part.names, answer.values)
        return True

    def _offer(self, base: Ints, names: Ints, found: Ints) -> None:
        """Offer a solved part, on top of what other workers have found meanwhile."""
        now = self._incumbent.values
        assert now is not None
        merged = base.copy() if now is base else now.copy()
        merged[names] = found
        if now is base:
            self._incumbent.offer_part(merged, names)
        else:
            self._incumbent.offer(self._incumbent.decisions_of(merged))

    def _minimise(self, matrix: Matrix, objective: Objective, hint: Ints, seconds: float) -> Answer:
        effort = Effort(PATIENT_SECONDS, seconds, seed=int(self._rng.integers(2**30)))
        answer = minimise(matrix, objective, effort, hint=hint, stoppable=self._stoppable, options=PART_OPTIONS)
        self.work += answer.deterministic_seconds + OVERHEAD
        self._pace.after(answer.outcome, answer.deterministic_seconds / seconds)
        return answer

    def _capped(self, matrix: Matrix, inside: Ints, tier: int) -> Matrix:
        for earlier in self._incumbent.tiers:
            objective = matrix.objectives[earlier]
            if earlier < tier and len(objective.columns) > 0:
                matrix = matrix.with_cap(objective, objective.value(inside))
        return matrix
