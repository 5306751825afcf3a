"""Agenda problems of whole practices: of a rota in a file, or of one made here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import engine
from benchmarks.instances.practices import TODAY
from scheduler.agenda.problem import AgendaProblem
from scheduler.rota.audit import audit
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota

if TYPE_CHECKING:
    from scheduler.practice import Practice


class NoRotaError(Exception):
    """No rota was found in the time for it: give it more with --rota-seconds, or name one with --rota."""

    def __str__(self) -> str:
        return str(self.__doc__)


@dataclass(frozen=True)
class AgendaInstance:
    """The agenda problem of a rota, and what the rota costs."""

    problem: AgendaProblem
    rota_cost: int


def of_rota_made(path: Path, first_day: date, weeks: int, seconds: float, seed: int) -> AgendaInstance:
    """The problem of a rota that our search makes with one worker: then it is the same on every machine.

    `seconds` are counted as work, of which a machine may do more or less in a second. Errors: `BadInput` and
    `NoRotaError`.
    """
    from scheduler.files import read_practice
    from scheduler.rota.build import build_problem

    practice = read_practice(path)
    problem = build_problem(practice, first_day, weeks, today=TODAY)
    rota = engine.solve_rota(problem, seconds, 1, seed).rota
    if rota is None:
        raise NoRotaError
    return _instance(practice, problem, rota)


def of_rota_file(path: Path, rota_path: Path) -> AgendaInstance:
    """The problem of the rota in a file, over its weeks; raises `BadInput` with everything wrong in the files."""
    from scheduler.files import read_practice, read_rota
    from scheduler.rota.build import build_problem
    from scheduler.rota.papers import from_paper

    practice = read_practice(path)
    paper = read_rota(rota_path, practice)
    problem = build_problem(practice, paper.from_date, paper.weeks, today=TODAY)
    return _instance(practice, problem, from_paper(paper, problem))


def _instance(practice: Practice, problem: RotaProblem, rota: Rota) -> AgendaInstance:
    from solver.agenda.plan import ask_agenda

    return AgendaInstance(ask_agenda(practice, problem, rota).problem, audit(problem, rota).cost)
