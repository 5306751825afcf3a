"""Plain CP-SAT on agendas: the whole model at once, tier after tier, with default parameters and no first places.

Each tier is capped at the cost found for it before the next one is minimised, warm-started from the agendas that stand.
One weighted sum of the tiers does worse: on four weeks of a group of five sites it finds nothing in a minute.
"""

from __future__ import annotations

import math
import threading
import time

import numpy as np

from benchmarks.laid import Laid
from scheduler.agenda.problem import AgendaProblem
from solver.agenda.model import build_agenda_model
from solver.bounding import rounded_up
from solver.cpsat import Answer, Effort, Outcome, Stoppable, minimise
from solver.linear import Ints, Objective
from solver.settings import SolverSettings

SHARE = 0.5
"""Share of the time left that a tier may use, unless it is the last one, or no agendas are found yet."""
NO_TIER = 0
"""Where no soft rule costs anything, any agendas are sought."""


def lay_out_plainly(problem: AgendaProblem, settings: SolverSettings) -> Laid:
    """The agendas that plain CP-SAT finds in about `seconds`, if any, with the bound of each tier under the caps."""
    descent = _Descent(problem, settings)
    for place, tier in enumerate(descent.tiers):
        descent.minimise(tier, last=place == len(descent.tiers) - 1)
    return descent.laid()


class _Descent:
    """One run: the agendas that stand and what is proven about them."""

    def __init__(self, problem: AgendaProblem, settings: SolverSettings) -> None:
        self._began = time.monotonic()
        self._settings = settings
        self._model = build_agenda_model(problem)
        self._matrix = self._model.linear.freeze()
        self.tiers = tuple(self._matrix.objectives) or (NO_TIER,)
        self._values: Ints | None = None
        self._bounds: dict[int, int] = {}
        self._proved = True

    def minimise(self, tier: int, last: bool) -> None:
        """Spend a tier's time on its objective, and cap it at what is found; nothing once time is up."""
        objective = self._matrix.objectives.get(tier)
        answer = self._answer(objective, 1.0 if last else SHARE)
        if answer.values is not None:
            self._values = self._completed(answer.values)
        self._proved &= answer.outcome is Outcome.OPTIMAL
        self._bounds[tier] = rounded_up(answer.bound)
        if objective is not None and self._values is not None:
            self._matrix = self._matrix.with_cap(objective, objective.value(self._values))

    def laid(self) -> Laid:
        """What was reached."""
        if self._values is None:
            return Laid(None)
        return Laid(self._model.agenda(self._values), self._bounds, self._proved)

    def _answer(self, objective: Objective | None, share: float) -> Answer:
        left = self._settings.seconds - (time.monotonic() - self._began)
        if left <= 0:
            return Answer(Outcome.UNKNOWN, None, -math.inf, 0.0)
        patience = Patience(share * left, found=self._values is not None)
        effort = Effort(left, workers=self._settings.workers, seed=self._settings.seed)
        with patience:
            return minimise(
                self._matrix,
                objective,
                effort,
                hint=self._values,
                stoppable=patience.stoppable,
                listener=patience.note,
            )

    def _completed(self, values: Ints) -> Ints:
        """The same agendas with every derived column at its least, so that no cap is looser than what they cost."""
        decisions = np.array(self._model.linear.decisions, dtype=np.int64)
        return self._model.linear.complete(decisions[values[decisions] > 0].tolist())


class Patience:
    """Ends a solve when its time is up, or with the first agendas found after that: without any, nothing can follow."""

    def __init__(self, seconds: float, found: bool) -> None:
        self.stoppable = Stoppable()
        self._found = found
        self._is_up = False
        self._timer = threading.Timer(seconds, self.ring)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def note(self, _: Ints | None = None) -> None:
        """Agendas were found."""
        self._found = True
        self._stop_if_due()

    def ring(self) -> None:
        """Time is up."""
        self._is_up = True
        self._stop_if_due()

    def _stop_if_due(self) -> None:
        if self._found and self._is_up:
            self.stoppable.stop()
