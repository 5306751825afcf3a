"""Laying out agendas from the command line: what was learned, the seconds it may take, and what is shown meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.interrupt import heard, stopping_on_interrupt
from api.commands.language import Language, told
from api.commands.outcome import plain_console
from scheduler.messages import say
from scheduler.messages.formats import show_percent

if TYPE_CHECKING:
    from scheduler.learned import Learned
    from scheduler.practice import Practice
    from scheduler.rota.problem import RotaProblem
    from scheduler.rota.rota import Rota
    from solver.agenda.plan import AgendaPlan, AgendaQuestion
    from solver.settings import SolverSettings

LearnedOption = Annotated[Path | None, typer.Option("--learned", metavar="LEARNED.yaml", help=told("learned"))]
AgendaSecondsOption = Annotated[float, typer.Option("--agenda-seconds", help=told("agenda-seconds"))]


def read_learned_if_any(path: Path | None, practice: Practice) -> Learned | None:
    """What was learned, None without a file; `BadInput` if it cannot be used."""
    from scheduler.files.learned import read_learned

    return None if path is None else read_learned(path, practice)


def ask_for(practice: Practice, problem: RotaProblem, rota: Rota, learned: Learned | None) -> AgendaQuestion:
    """What the agendas of a rota are to hold."""
    from solver.agenda.plan import ask_agenda

    return ask_agenda(practice, problem, rota, learned)


def lay_out_on_screen(question: AgendaQuestion, settings: SolverSettings, language: Language) -> AgendaPlan:
    """The agendas, while a line shows how far they are; the first Ctrl-C keeps the best so far."""
    from solver.agenda.plan import plan_agenda
    from solver.cpsat import Stoppable

    console, stoppable, stop = plain_console(), Stoppable(), threading.Event()

    def give_up() -> None:
        stoppable.stop()
        console.print(say("agenda-stopping", language))

    with stopping_on_interrupt(stop, give_up), console.status(_line(0.0, language)) as line:
        if not console.is_terminal:
            console.print(say("agenda-laying", language))
        return heard(
            lambda: plan_agenda(question, settings, stoppable, lambda share: line.update(_line(share, language)))
        )


def _line(share: float, language: Language) -> str:
    return say("agenda-progress", language, share=show_percent(share, language))
