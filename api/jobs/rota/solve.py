"""The solve itself: the search for a rota, its agendas, and what is told of them meanwhile."""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass, field, replace

from api.export.plan import Plan, plan_of
from api.jobs.rota.papers import no_rota_papers, plan_papers
from api.jobs.rota.question import RotaQuestion
from api.jobs.rota.solving import Look
from scheduler.rota.problem import RotaProblem
from solver.agenda.plan import AgendaPlan, ask_agenda, plan_agenda
from solver.agenda.search import NoAgendaError
from solver.child_process import ProcessLostError
from solver.cpsat import Stoppable
from solver.result import Progress, RotaResult
from solver.rota.search import solve
from solver.settings import SolverSettings

PATIENCE = 5.0
"""Seconds for the agendas once somebody has stopped the search for a rota."""

LAYING = "agendas"
"""The phase after the search for a rota."""

_log = logging.getLogger(__name__)


@dataclass
class Solve:
    """The one solve of this process; `lock` guards `look`."""

    question: RotaQuestion
    stop: threading.Event = field(default_factory=threading.Event)
    agenda_stop: Stoppable = field(default_factory=Stoppable)
    lock: threading.Lock = field(default_factory=threading.Lock)
    look: Look = field(default_factory=Look)

    def run(self) -> None:
        """Search, lay out, and say how it ended whatever happens."""
        try:
            self._run()
        except Exception:
            _log.exception("a solve failed")
            self._note(ended=True, failure="rota-failed")

    def _run(self) -> None:
        question, problem = self.question, self.question.problem()
        result = solve(problem, self._settings(question.seconds), self._tell, self.stop)
        if result.rota is None:
            self._note(papers=no_rota_papers(question, problem, result), searched=True, ended=True)
            return
        plan = self._plan(problem, result)
        self._tell(Progress(result.seconds, LAYING, result.cost, result.bound, result.gap, plan.audit.cost_by_rule))
        self._note(papers=plan_papers(plan), searched=True)
        agenda = self._lay_out(plan)
        # At once: between agendas and end nobody could tell whether agendas are still to come.
        self._note(ended=True, **({} if agenda is None else {"papers": plan_papers(replace(plan, agenda=agenda))}))

    def _settings(self, seconds: float) -> SolverSettings:
        return SolverSettings(seconds, min(self.question.workers, cores()), self.question.seed)

    def _plan(self, problem: RotaProblem, result: RotaResult) -> Plan:
        question = self.question
        return plan_of(
            question.practice,
            problem,
            result,
            seed=question.seed,
            language=question.practice.practice.language,
            today=question.today,
            ledger=question.ledger,
        )

    def _lay_out(self, plan: Plan) -> AgendaPlan | None:
        """The agendas; None if laying them out went wrong, so that the rota is not lost with them."""
        seconds = self.question.agenda_seconds
        settings = self._settings(min(seconds, PATIENCE) if self.stop.is_set() else seconds)
        asked = ask_agenda(self.question.practice, plan.problem, plan.rota, self.question.learned)
        try:
            return plan_agenda(asked, settings, self.agenda_stop, self._tell_share)
        except (NoAgendaError, ProcessLostError):
            _log.exception("agendas failed")
            return None

    def _tell(self, progress: Progress) -> None:
        told = {
            "seconds": round(progress.seconds, 1),
            "phase": progress.phase,
            "cost": progress.cost,
            "bound": progress.bound,
            "gap": None if progress.gap is None else round(progress.gap, 6),
            "cost_by_rule": {rule: cost for rule, cost in progress.cost_by_rule.items() if cost},
        }
        self._note(progress=told)

    def _tell_share(self, share: float) -> None:
        with self.lock:
            progress = {**(self.look.progress or {}), "phase": LAYING, "share": round(share, 3)}
        self._note(progress=progress)

    def _note(self, **changes: object) -> None:
        with self.lock:
            self.look = replace(self.look, **changes)  # type: ignore[arg-type]

    def looked(self) -> Look:
        """How it stands; papers are handed over once."""
        with self.lock:
            look = self.look
            self.look = replace(look, papers=None)
        return look

    def end_soon(self) -> None:
        """End the search for a rota, or, if it has ended, the agendas."""
        if self.look.searched:
            self.agenda_stop.stop()
        self.stop.set()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
