"""The agendas of a rota, from the practice to the answer."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.agenda.build.diary import Diary
from scheduler.agenda.build.problem import build_agenda_problem, build_diary
from scheduler.agenda.problem import AgendaProblem
from scheduler.learned import Learned
from scheduler.practice import Practice
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota
from solver.agenda.reserves import DayReserve, day_reserves
from solver.agenda.result import AgendaResult
from solver.agenda.search import Listener, lay_out
from solver.cpsat import Stoppable
from solver.settings import SolverSettings


@dataclass(frozen=True)
class AgendaQuestion:
    """The agenda problem of a rota, with what it was made from."""

    diary: Diary
    reserves: tuple[DayReserve, ...]
    problem: AgendaProblem


@dataclass(frozen=True)
class AgendaPlan:
    """The agendas of a rota, with the question they answer."""

    question: AgendaQuestion
    result: AgendaResult


def ask_agenda(
    practice: Practice, rota_problem: RotaProblem, rota: Rota, learned: Learned | None = None
) -> AgendaQuestion:
    """What the agendas of a rota are to hold: needs by what was learned, by the practice, or by cited figures."""
    diary = build_diary(practice, rota_problem, rota, learned)
    reserves = day_reserves(diary)
    return AgendaQuestion(
        diary, reserves, build_agenda_problem(diary, {(one.site, one.day): one.parts for one in reserves})
    )


def plan_agenda(
    question: AgendaQuestion,
    settings: SolverSettings | None = None,
    stoppable: Stoppable | None = None,
    listener: Listener | None = None,
) -> AgendaPlan:
    """The agendas, audited; arguments as for `lay_out`."""
    return AgendaPlan(question, lay_out(question.problem, settings, stoppable, listener))
