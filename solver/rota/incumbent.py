"""The best rota so far and the bounds proven so far, shared by every worker of a search."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np

from scheduler.rota.rota import Rota
from solver.linear import Ints, Matrix
from solver.rota.model import RotaModel


class Incumbent:
    """Values of all columns of the best rota, its cost by tier and the bound by tier.

    Better means cheaper in the first tier in which two rotas differ. All methods may be called from any thread.
    """

    def __init__(self, model: RotaModel, matrix: Matrix, on_better: Callable[[], None] | None = None) -> None:
        self.model = model
        self.matrix = matrix
        self.tiers: tuple[int, ...] = tuple(matrix.objectives)
        self.bounds: dict[int, int] = dict.fromkeys(self.tiers, 0)
        self.version = 0
        self._values: Ints | None = None
        self._costs: tuple[int, ...] | None = None
        self._lock = threading.RLock()
        self._on_better = on_better
        self._decisions = np.array(model.linear.decisions, dtype=np.int64)

    @property
    def values(self) -> Ints | None:
        """Values of all columns of the best rota, None before the first. Treat as read-only."""
        with self._lock:
            return self._values

    @property
    def costs(self) -> dict[int, int] | None:
        """Cost by tier of the best rota, None before the first."""
        with self._lock:
            return None if self._costs is None else dict(zip(self.tiers, self._costs, strict=True))

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

    def _take(self, values: Ints) -> bool:
        costs = tuple(objective.value(values) for objective in self.matrix.objectives.values())
        with self._lock:
            if self._costs is not None and costs >= self._costs:
                return False
            self._values, self._costs = values, costs
            self.version += 1
        if self._on_better is not None:
            self._on_better()
        return True

    def prove(self, tier: int, bound: int) -> None:
        """Record a proven bound of a tier; it never exceeds the cost that stands."""
        with self._lock:
            cost = bound if self._costs is None else self._costs[self.tiers.index(tier)]
            self.bounds[tier] = max(self.bounds[tier], min(bound, cost))

    def open_tiers(self) -> list[int]:
        """Tiers whose cost is above their bound, in order."""
        with self._lock:
            if self._costs is None:
                return list(self.tiers)
            return [t for t, cost in zip(self.tiers, self._costs, strict=True) if cost > self.bounds[t]]

    def proven(self) -> bool:
        """Whether a rota stands and every tier is at its bound."""
        with self._lock:
            return self._costs is not None and not self.open_tiers()

    def rota(self) -> Rota | None:
        """The best rota, None before the first."""
        values = self.values
        return None if values is None else self.model.rota(np.flatnonzero(self.decisions_of(values)).tolist())

    def cost_by_rule(self) -> dict[str, int]:
        """What each soft rule costs in the best rota."""
        values = self.values
        found: dict[str, int] = {}
        for rule, column, cost in self.model.charges if values is not None else ():
            amount = cost * int(values[column]) if values is not None else 0
            found[rule] = found.get(rule, 0) + amount
        return found
