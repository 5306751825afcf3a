"""The solver as the studies see it: loaded when a study runs, so that the command line starts without ortools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.rota.problem import RotaProblem

if TYPE_CHECKING:
    from solver.result import RotaResult


def solve_rota(problem: RotaProblem, seconds: float, workers: int, seed: int) -> RotaResult:
    """What our solver makes of the problem within `seconds`."""
    from solver.rota.search import solve
    from solver.settings import SolverSettings

    return solve(problem, SolverSettings(seconds=seconds, workers=workers, seed=seed))


def solve_rota_plainly(problem: RotaProblem, seconds: float, workers: int, seed: int) -> RotaResult:
    """What plain CP-SAT makes of our model within `seconds`, without our search."""
    from benchmarks.rivals.plain import solve_plainly
    from solver.settings import SolverSettings

    return solve_plainly(problem, SolverSettings(seconds=seconds, workers=workers, seed=seed))
