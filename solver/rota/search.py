"""Search for a rota: a fast first one, then improvement and proof side by side until time is up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from scheduler.rota.audit import Audit, audit
from scheduler.rota.problem import Assignment, RotaProblem
from solver.cpsat import Effort, Outcome, Stoppable, minimise
from solver.result import Progress, RotaResult, Status, gap_between
from solver.rota.bound import SMALL_BLOCK, Bounder
from solver.rota.construct import as_decisions, week_after_week, weighted
from solver.rota.explain import conflict
from solver.rota.improve import PATIENT_SECONDS, Improver
from solver.rota.incumbent import BLEND, Incumbent, Standing
from solver.rota.model import build_model
from solver.settings import SolverSettings

FIRST_PART = Effort(seconds=2.0, deterministic_seconds=0.08)
"""Effort for each part of each week of the first rota."""

BLENDING_SHARE = 0.35
"""Share of the time in which the tiers are blended, on problems that are not small."""

POLL = 0.05
"""Seconds between two looks at the clock, the bound and the stop."""

IDLE = 0.1
"""Deterministic seconds that a turn without anything to improve counts for."""

EXPLANATION_SECONDS = 10.0


class DisagreementError(Exception):
    """The audit does not confirm what the model claims: a fault of ours, and no rota is returned."""


@dataclass
class _Search:
    """One search under way."""

    problem: RotaProblem
    settings: SolverSettings
    began: float = field(default_factory=time.monotonic)
    over: threading.Event = field(default_factory=threading.Event)
    stoppable: Stoppable = field(default_factory=Stoppable)
    phase: str = "build"
    first_rota_seconds: float | None = None
    infeasible: bool = False
    failure: BaseException | None = None

    def __post_init__(self) -> None:
        self.model = build_model(self.problem)
        large = len(self.model.cells) > SMALL_BLOCK
        self.incumbent = Incumbent(self.model, self.model.linear.freeze(), self._on_first, blending=large)
        self.deadline = self.began + self.settings.seconds

    @property
    def alone(self) -> bool:
        """Whether one worker does everything, by deterministic work instead of the clock."""
        return self.settings.workers == 1

    def elapsed(self) -> float:
        return time.monotonic() - self.began

    def _on_first(self) -> None:
        best = self.incumbent.best
        assert best is not None
        judged(self.problem, self.incumbent, best)
        self.first_rota_seconds = self.elapsed()

    def guarded(self, work: Callable[[], None]) -> threading.Thread:
        """A thread that hands its failure to the search."""

        def run() -> None:
            try:
                work()
            except BaseException as failure:
                self.failure = failure
                self.over.set()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        return thread

    def find_and_improve(self) -> None:
        """The first worker: a first rota, then improvement."""
        self.phase = "first_rota"
        self._find_first()
        if self.incumbent.values is None:
            if self.alone:
                self.over.set()  # nobody else could find one
            return
        self.phase = "improve"
        improver = Improver(self.incumbent, self.stoppable, self.settings.seed)
        if self.alone:
            while improver.work < self.settings.seconds and not self._ended():
                self._settle_when_due(improver.work)
                if not improver.step():
                    improver.work += IDLE
            self.over.set()
        else:
            improver.run(self.over)

    def improve_beside(self, number: int, pause: Callable[[], bool]) -> None:
        """A further worker: waits for a rota, then improves it whenever `pause` leaves it a core."""
        while self.incumbent.values is None:
            if self.over.wait(POLL):
                return
        Improver(self.incumbent, self.stoppable, self.settings.seed + 7919 * number).run(self.over, pause)

    def _settle_when_due(self, spent: float) -> None:
        if self.incumbent.blending and spent >= BLENDING_SHARE * self.settings.seconds:
            self.incumbent.settle()

    def settle_by_the_clock(self) -> None:
        """Stop blending once its share of the time is over."""
        self._settle_when_due(self.elapsed())

    def _ended(self) -> bool:
        return self.over.is_set() or self.stoppable.stopped.is_set() or self.incumbent.proven()

    def _find_first(self) -> None:
        if len(self.model.cells) > SMALL_BLOCK:
            cells = week_after_week(self.problem, self._effort(FIRST_PART), self.stoppable)
            if cells is not None and self._offer(cells):
                return
        self._find_whole()

    def _offer(self, cells: list[Assignment]) -> bool:
        known = set(self.model.cells)
        fits = all(cell in known for cell in cells)
        return fits and self.incumbent.offer(as_decisions(self.incumbent, cells))

    def _find_whole(self) -> None:
        """A first rota from the whole model, or the proof that there is none."""
        matrix = self.incumbent.matrix
        tiers = list(matrix.objectives)
        objective = weighted(matrix, tiers, BLEND) if tiers else None
        for seconds in (1.0, self.settings.seconds):
            effort = self._effort(Effort(max(1.0, self.settings.seconds), seconds))
            answer = minimise(matrix, objective, effort, stoppable=self.stoppable)
            if answer.values is not None:
                self.incumbent.offer(self.incumbent.decisions_of(answer.values))
                return
            if answer.outcome is Outcome.INFEASIBLE:
                self.infeasible = True
                self.over.set()
                return

    def _effort(self, effort: Effort) -> Effort:
        seconds = PATIENT_SECONDS if self.alone else max(0.1, min(effort.seconds, self.deadline - time.monotonic()))
        return Effort(seconds, effort.deterministic_seconds, seed=self.settings.seed)

    def progress(self) -> Progress:
        """Where the search stands now."""
        best = self.incumbent.best
        if best is None:
            return Progress(self.elapsed(), self.phase)
        cost, bound = sum(best.costs), min(sum(best.costs), sum(self.incumbent.bounds.values()))
        by_rule = self.incumbent.cost_by_rule(best)
        return Progress(self.elapsed(), self.phase, cost, bound, gap_between(cost, bound), by_rule)


def solve(
    problem: RotaProblem,
    settings: SolverSettings,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> RotaResult:
    """Search for the best rota of a problem.

    `on_progress` is called about ten times a second from the calling thread. Setting `stop` ends the search within a
    second with the best rota so far. Raises `DisagreementError` when the audit does not confirm the rota.
    """
    search = _Search(problem, settings)
    bounder = Bounder(search.incumbent, search.deadline, settings.seed)
    if not search.alone:
        bounder.reserve_small_blocks()
    threads = [search.guarded(search.find_and_improve)]
    for number in range(2, settings.workers + 1):
        # The last worker shares its core with the bounding process.
        pause = (lambda: bounder.busy) if number == settings.workers else (lambda: False)
        threads.append(search.guarded(partial(search.improve_beside, number, pause)))
    try:
        stopped = _watch(search, bounder, on_progress, stop or threading.Event())
    finally:
        search.over.set()
        bounder.close()
        for thread in threads:
            while thread.is_alive():  # a solve that was just beginning does not hear the first stop
                search.stoppable.stop()
                thread.join(POLL)
    if search.failure is not None:
        raise search.failure
    return _result(search, bounder, stopped)


def _watch(
    search: _Search, bounder: Bounder, on_progress: Callable[[Progress], None] | None, stop: threading.Event
) -> bool:
    """Look after the search until it is over; say whether somebody stopped it."""
    if search.alone:
        return _watch_alone(search, bounder, on_progress, stop)
    turn = 0
    while not (search.over.is_set() or search.incumbent.proven() or time.monotonic() >= search.deadline):
        if stop.is_set():
            return True
        search.settle_by_the_clock()
        bounder.tend()
        if bounder.infeasible:
            return False
        if on_progress is not None and turn % 2 == 0:
            on_progress(search.progress())
        turn += 1
        search.over.wait(POLL)
    return False


def _watch_alone(
    search: _Search, bounder: Bounder, on_progress: Callable[[Progress], None] | None, stop: threading.Event
) -> bool:
    """With one worker: wait for the search, then prove each open tier's relaxation once."""
    while not (search.over.is_set() or search.incumbent.proven()):
        if stop.is_set():
            return True
        if on_progress is not None:
            on_progress(search.progress())
        search.over.wait(2 * POLL)
    search.phase = "bound"
    bounder.prove_in_turn(stop)
    return stop.is_set()


def judged(problem: RotaProblem, incumbent: Incumbent, best: Standing) -> Audit:
    """The audit of a rota of the incumbent; `DisagreementError` unless it confirms validity and every cost."""
    verdict = audit(problem, incumbent.rota_of(best))
    if not verdict.valid:
        raise DisagreementError(f"the audit finds {len(verdict.violations)} violations: {verdict.violations[:3]}")
    costs = dict(zip(incumbent.tiers, best.costs, strict=True))
    judged_costs = {tier: cost for tier, cost in verdict.cost_by_tier.items() if cost or tier in costs}
    if judged_costs != costs:
        raise DisagreementError(f"the audit counts {judged_costs}, the model {costs}: {verdict.cost_by_rule}")
    return verdict


def _result(search: _Search, bounder: Bounder, stopped: bool) -> RotaResult:
    incumbent = search.incumbent
    best = incumbent.best
    if best is not None:
        bounder.report()
        return RotaResult(
            Status.OPTIMAL if incumbent.proven() else Status.FEASIBLE,
            search.elapsed(),
            incumbent.rota_of(best),
            judged(search.problem, incumbent, best),
            dict(incumbent.bounds),
            search.first_rota_seconds,
            stopped=stopped,
        )
    if search.infeasible or bounder.infeasible:
        clash = conflict(search.problem, Effort(EXPLANATION_SECONDS, seed=search.settings.seed))
        if clash or search.infeasible:
            return RotaResult(Status.INFEASIBLE, search.elapsed(), conflict=clash, stopped=stopped)
    return RotaResult(Status.NO_ANSWER, search.elapsed(), stopped=stopped)
