"""Tasks of proving a bound, and their answers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from solver.linear import Ints, Matrix, Objective

INTEGRALITY = 1e-6
"""How far below a whole number a bound may lie and still be rounded up to it."""


class Method(StrEnum):
    """How to prove: the linear relaxation, or branch and bound."""

    RELAX = "relax"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class BoundTask:
    """Minimise an objective over a model by one method in about `seconds`.

    `hint`: values of a rota to start from (branching).
    """

    matrix: Matrix
    objective: Objective
    method: Method
    seconds: float
    seed: int = 1
    hint: Ints | None = None


@dataclass(frozen=True)
class BoundAnswer:
    """The proven bound (a whole number) and what else the method found.

    `values`: a rota, if one was found. `finished`: solved to the end, not cut by time. `infeasible`: there is no rota.
    """

    bound: int
    values: Ints | None = None
    finished: bool = False
    infeasible: bool = False


def rounded_up(bound: float) -> int:
    """The least whole cost that a proven bound allows, never below 0."""
    return max(0, math.ceil(bound - INTEGRALITY * max(1.0, abs(bound)))) if math.isfinite(bound) else 0


def prove(task: BoundTask) -> BoundAnswer:
    """Run a task in this process."""
    from solver import highs

    return highs.relax(task) if task.method is Method.RELAX else highs.branch(task)
