"""The best rota of a tiny problem by listing them all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, product

from scheduler.rota.audit import Audit, audit
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota
from scheduler.rota.rules import TIERS

Costs = tuple[int, ...]
"""What a rota costs in each tier, in order."""


def every_rota(problem: RotaProblem) -> Iterator[Rota]:
    """Every rota of candidates and pinned assignments, valid or not."""
    cells = sorted({*problem.cells(), *problem.pinned})
    assert len(cells) <= 12, "too many cells to list every rota"
    return (Rota.of(compress(cells, choice)) for choice in product((0, 1), repeat=len(cells)))


def valid_rotas(problem: RotaProblem) -> dict[Rota, Audit]:
    """Every valid rota with its audit."""
    judged = {rota: audit(problem, rota) for rota in every_rota(problem)}
    return {rota: verdict for rota, verdict in judged.items() if verdict.valid}


def costs(verdict: Audit) -> Costs:
    """The cost of each tier."""
    return tuple(verdict.cost_by_tier[tier] for tier in TIERS)


def best_costs(problem: RotaProblem) -> Costs | None:
    """The cheapest valid rota's costs, a tier before all that follow; None if no rota is valid."""
    return min(map(costs, valid_rotas(problem).values()), default=None)
