"""The best rota so far and the bounds proven so far, shared by every worker of a search."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scheduler.rota.rota import Rota
from solver.linear import Bools, Ints, Matrix
from solver.rota.model import RotaModel

BLEND = 3
"""How much more a tier weighs than the next while the search blends them."""


@dataclass(frozen=True)
class Standing:
    """A rota: values of all columns, and cost by tier in the order of tiers."""

    values: Ints
    costs: tuple[int, ...]


class Incumbent:
    """The rota that stands, the best one, and the bound of each tier.

    Better means cheaper in the first tier in which two rotas differ. While the search *blends*, the rota that stands
    is the one with the cheapest sum over the tiers, each weighing `BLEND` times the next: a smoother way down than
    tier by tier. Once it *settles*, the order of tiers decides. The best rota is kept by the order of tiers throughout.
    All methods may be called from any thread.
    """

    def __init__(
        self,
        model: RotaModel,
        matrix: Matrix,
        on_first: Callable[[], None] = lambda: None,
        blending: bool = False,
    ) -> None:
        self.model = model
        self.matrix = matrix
        self.tiers: tuple[int, ...] = tuple(matrix.objectives)
        self.bounds: dict[int, int] = dict.fromkeys(self.tiers, 0)
        self.blending = blending and len(self.tiers) > 1
        self._standing: Standing | None = None
        self._best: Standing | None = None
        self._lock = threading.RLock()
        self._on_first = on_first
        self._decisions = np.array(model.linear.decisions, dtype=np.int64)
        self.closed: Bools = np.zeros(matrix.width, dtype=np.bool_)

    @property
    def values(self) -> Ints | None:
        """Values of all columns of the rota that stands, None before the first. Treat as read-only."""
        with self._lock:
            return None if self._standing is None else self._standing.values

    @property
    def best(self) -> Standing | None:
        """The best rota, values and costs together, None before the first."""
        with self._lock:
            return self._best

    @property
    def costs(self) -> dict[int, int] | None:
        """Cost by tier of the best rota, None before the first."""
        best = self.best
        return None if best is None else dict(zip(self.tiers, best.costs, strict=True))

    def settle(self) -> None:
        """From now on the best rota stands, and the order of tiers decides what is better."""
        with self._lock:
            self.blending = False
            self._standing = self._best

    def completed(self, decisions: Ints) -> Ints | None:
        """Values of all columns for these values of the decisions, None if a row would break."""
        values = self.model.linear.complete(self._decisions[decisions > 0].tolist())
        return values if self.matrix.holds(values) else None

    def decisions_of(self, values: Ints) -> Ints:
        """The decision columns among the values of all columns."""
        return values[self._decisions]

    def offer(self, decisions: Ints) -> bool:
        """Take these decisions if they make a valid rota that is better than the best."""
        values = self.completed(decisions)
        return values is not None and self._take(values)

    def offer_part(self, values: Ints, names: Ints) -> bool:
        """Take values of which only the columns `names` (rising) differ from a rota that stood, if they are better."""
        fresh = self.model.linear.recompleted(values, names.tolist())
        return self.matrix.holds(fresh) and self._take(fresh)

    def offer_block(self, names: Ints, found: Ints) -> None:
        """Put the values of some columns into the best rota and the one that stands, where they make them better."""
        best = self.best
        for base in (None if best is None else best.values, self.values):
            if base is not None:
                merged = base.copy()
                merged[names] = found
                self.offer(self.decisions_of(merged))

    def close(self, names: Ints) -> None:
        """Keep the improvers off these columns: they are as good as can be, or somebody else is at them."""
        self._mark(names, closed=True)

    def reopen(self, names: Ints) -> None:
        """Let the improvers at these columns again."""
        self._mark(names, closed=False)

    def _mark(self, names: Ints, closed: bool) -> None:
        with self._lock:
            marks = self.closed.copy()
            marks[names] = closed
            self.closed = marks

    def _take(self, values: Ints) -> bool:
        costs = tuple(objective.value(values) for objective in self.matrix.objectives.values())
        found = Standing(values, costs)
        with self._lock:
            first = self._best is None
            if self._best is None or costs < self._best.costs:
                self._withdraw(costs)
                self._best = found
            better = self._standing is None or self._rank(costs) < self._rank(self._standing.costs)
            if better:
                self._standing = found
        if first:
            self._on_first()
        return better

    def _rank(self, costs: tuple[int, ...]) -> tuple[int, ...]:
        if not self.blending:
            return costs
        return (sum(cost * BLEND ** (len(costs) - 1 - place) for place, cost in enumerate(costs)),)

    def _withdraw(self, costs: tuple[int, ...]) -> None:
        """Drop the bounds of tiers after one that is about to cost more: they were proven for less."""
        dearer = False
        for place, tier in enumerate(self.tiers):
            if dearer:
                self.bounds[tier] = 0
            dearer = dearer or (self._best is not None and costs[place] > self._best.costs[place])

    def prove(self, tier: int, bound: int, caps: tuple[int, ...] = ()) -> None:
        """Record a bound of a tier, proven for rotas whose earlier tiers cost at most `caps` (none given: for all).

        It counts while the best rota is one of these, and never exceeds what the best rota costs.
        """
        with self._lock:
            costs = None if self._best is None else self._best.costs
            if costs is not None:
                if any(cost > cap for cost, cap in zip(costs, caps, strict=False)):
                    return
                bound = min(bound, costs[self.tiers.index(tier)])
            self.bounds[tier] = max(self.bounds[tier], bound)

    def open_tiers(self) -> list[int]:
        """Tiers whose cost is above their bound, in order; all of them before the first rota."""
        with self._lock:
            costs = self.costs
            return [tier for tier in self.tiers if costs is None or costs[tier] > self.bounds[tier]]

    def proven(self) -> bool:
        """Whether a rota stands and every tier is at its bound."""
        with self._lock:
            return self._best is not None and not self.open_tiers()

    def rota_of(self, standing: Standing) -> Rota:
        """A rota by its values."""
        return self.model.rota(np.flatnonzero(self.decisions_of(standing.values)).tolist())

    def rota(self) -> Rota | None:
        """The best rota, None before the first."""
        best = self.best
        return None if best is None else self.rota_of(best)

    def cost_by_rule(self, standing: Standing) -> dict[str, int]:
        """What each soft rule costs in a rota."""
        found: dict[str, int] = {}
        for rule, column, cost in self.model.charges:
            found[rule] = found.get(rule, 0) + cost * int(standing.values[column])
        return found
