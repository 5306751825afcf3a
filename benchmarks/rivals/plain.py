"""Plain CP-SAT: the whole model at once, tier after tier, with default parameters and nothing of our search.

Each tier is capped at the cost found for it before the next one is minimised, warm-started from the rota that stands.
"""

from __future__ import annotations

import math
import time

import numpy as np

from scheduler.rota.audit import audit
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota
from solver.bounding import rounded_up
from solver.cpsat import Answer, Effort, Outcome, minimise
from solver.linear import Ints, Objective
from solver.result import RotaResult, Status
from solver.rota.model import build_model
from solver.settings import SolverSettings

SHARE = 0.5
"""Share of the time left that a tier may use, unless it is the last one."""


def solve_plainly(problem: RotaProblem, settings: SolverSettings) -> RotaResult:
    """The rota that plain CP-SAT finds in about `seconds`, with its audit and the bound of each tier under the caps."""
    descent = _Descent(problem, settings)
    for place, objective in enumerate(descent.objectives):
        descent.minimise(objective, last=place == len(descent.objectives) - 1)
    return descent.result()


class _Descent:
    """One run: the rota that stands and what is proven about it."""

    def __init__(self, problem: RotaProblem, settings: SolverSettings) -> None:
        self._began = time.monotonic()
        self._problem, self._settings = problem, settings
        self._model = build_model(problem)
        self._matrix = self._model.linear.freeze()
        self._decisions = np.array(self._model.linear.decisions, dtype=np.int64)
        self.objectives: tuple[Objective | None, ...] = tuple(self._matrix.objectives.values()) or (None,)
        self._values: Ints | None = None
        self._bounds: list[int] = []
        self._outcomes: list[Outcome] = []
        self._first_rota_seconds: float | None = None

    def minimise(self, objective: Objective | None, last: bool) -> None:
        """Spend a tier's time on its objective, and cap it at what is found; nothing once time is up."""
        answer = self._answer(objective, 1.0 if last else SHARE)
        if answer.outcome is Outcome.UNKNOWN and self._values is None:
            answer = self._answer(objective, 1.0)  # without any rota the later tiers have no use for their time
        if answer.values is not None:
            self._values = self._completed(answer.values)
        self._outcomes.append(answer.outcome)
        self._bounds.append(rounded_up(answer.bound))
        if objective is not None and self._values is not None:
            self._matrix = self._matrix.with_cap(objective, objective.value(self._values))

    def result(self) -> RotaResult:
        """What was reached, judged by the audit."""
        if self._values is None:
            infeasible = Outcome.INFEASIBLE in self._outcomes
            return RotaResult(Status.INFEASIBLE if infeasible else Status.NO_ANSWER, self._elapsed())
        proven = all(outcome is Outcome.OPTIMAL for outcome in self._outcomes)
        rota = self._rota(self._values)
        return RotaResult(
            Status.OPTIMAL if proven else Status.FEASIBLE,
            self._elapsed(),
            rota,
            audit(self._problem, rota),
            dict(zip(self._matrix.objectives, self._bounds, strict=False)),
            self._first_rota_seconds,
        )

    def _answer(self, objective: Objective | None, share: float) -> Answer:
        left = self._settings.seconds - self._elapsed()
        if left <= 0:
            return Answer(Outcome.UNKNOWN, None, -math.inf, 0.0)
        effort = Effort(share * left, workers=self._settings.workers, seed=self._settings.seed)
        listener = self._note_first if self._first_rota_seconds is None else None
        return minimise(self._matrix, objective, effort, hint=self._values, listener=listener)

    def _note_first(self, values: Ints) -> None:
        if self._first_rota_seconds is None and audit(self._problem, self._rota(values)).valid:
            self._first_rota_seconds = self._elapsed()

    def _completed(self, values: Ints) -> Ints:
        """The same rota with every derived column at its least, so that no cap is looser than the rota's cost."""
        return self._model.linear.complete(self._decisions[values[self._decisions] > 0].tolist())

    def _rota(self, values: Ints) -> Rota:
        return self._model.rota(np.flatnonzero(values[self._decisions]).tolist())

    def _elapsed(self) -> float:
        return time.monotonic() - self._began
