"""Better places, step by step: each step chooses among the arcs of the relaxation, those in use, and a few more.

The relaxation is degenerate: most arcs cost nothing more than the best. What it uses itself is a small choice that
mostly holds a good answer, and a random tenth of the others adds what a step may lack.
"""

from __future__ import annotations

import numpy as np

from scheduler.agenda.rules import PLACES_TIER
from solver.budget import Budget
from solver.cpsat import Answer, minimise
from solver.glop import Corner
from solver.linear import Bools, Ints, Matrix

STEP = 0.3
"""Seconds that one step may take."""
FEWER, MORE = 0.7, 1.2
"""How the share of further arcs changes after a step that took all its time, or that found its best."""
PATIENCE = 8
"""Steps without any gain after which no more are tried."""
USED = 1e-6
OPTIONS = {"linearization_level": 2}
"""How CP-SAT works best on agendas: paths are nearly whole in its relaxation."""


def improve(matrix: Matrix, values: Ints, corner: Corner, budget: Budget, until: float) -> Ints:
    """Values at least as good, until they meet the bound, steps stop helping, or only `until` seconds are left."""
    objective = matrix.objectives[PLACES_TIER]
    random = np.random.default_rng(budget.seed)
    share, idle, step = 0.1, 0, 0
    while budget.left > until and idle < PATIENCE and objective.value(values) > corner.bound:
        more = random.random(matrix.width) < share if step else np.zeros(matrix.width, dtype=np.bool_)
        answer, better = _step(matrix, values, worth_trying(matrix, values, corner, more), budget)
        idle = 0 if objective.value(better) < objective.value(values) else idle + 1
        share = min(1.0, share * (MORE if answer.outcome is answer.outcome.OPTIMAL else FEWER))
        values, step = better, step + 1
    return values


def worth_trying(matrix: Matrix, values: Ints, corner: Corner, more: Bools) -> Bools:
    """The decisions that are in use, in the values or in the corner, and those of `more` that could pay.

    A decision whose reduced cost is above the gap is in no better answer.
    """
    gap = matrix.objectives[PLACES_TIER].value(values) - corner.bound
    pays = corner.reduced_costs < gap + USED
    chosen: Bools = matrix.is_decision & ((values > 0) | (corner.values > USED) | (more & pays))
    return chosen


def _step(matrix: Matrix, values: Ints, free: Bools, budget: Budget) -> tuple[Answer, Ints]:
    """The best values among some decisions, all others staying as they are."""
    part = matrix.restricted(free, values)
    answer = budget.charged(
        minimise(
            part.matrix,
            part.matrix.objectives[PLACES_TIER],
            budget.effort(STEP),
            hint=values[part.names],
            stoppable=budget.stoppable,
            options=OPTIONS,
        )
    )
    better = values.copy()
    if answer.values is not None:
        better[part.names] = answer.values
    objective = matrix.objectives[PLACES_TIER]
    return answer, better if objective.value(better) <= objective.value(values) else values
