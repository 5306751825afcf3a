"""`creneau agenda`: the agendas of a rota at hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.earlier import Earlier, Period, TodayOption, date_told, read_question
from api.commands.language import Language, LanguageOption, PracticeArgument, language_for, told
from api.commands.laying import LearnedOption, ask_for, lay_out_on_screen, read_learned_if_any
from api.commands.outcome import bad_input_told, plain_console, refuse

if TYPE_CHECKING:
    from api.export.plan import Plan
    from scheduler.practice import Practice


def agenda(
    *,
    practice: PracticeArgument,
    rota: Annotated[Path, typer.Argument(metavar="ROTA.json", help=told("rota"), show_default=False)],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=told("out"), show_default=False)],
    learned: LearnedOption = None,
    seconds: Annotated[float, typer.Option("--seconds", help=told("seconds"))] = 20.0,
    workers: Annotated[int, typer.Option("--workers", help=told("workers"))] = 2,
    seed: Annotated[int, typer.Option("--seed", help=told("seed"))] = 1,
    today: TodayOption = None,
    lang: LanguageOption = None,
) -> None:
    """Lay out the agendas of a rota and write them."""
    from api.commands.closing import show_agenda_closing
    from api.commands.options import directory_problems, search_problems
    from api.export.files import agenda_files_of
    from api.export.write import write_whole
    from scheduler.files import read_practice
    from solver.settings import SolverSettings

    language = language_for(practice, lang)
    with bad_input_told(language):
        refuse([*search_problems(seconds, workers), *directory_problems(out)])
        read = read_practice(practice)
        plan = _plan_at_hand(read, rota, date_told(today), language)
        lessons = read_learned_if_any(learned, read)
    question = ask_for(read, plan.problem, plan.rota, lessons)
    laid = lay_out_on_screen(question, SolverSettings(seconds=seconds, workers=workers, seed=seed), language)
    made = replace(plan, agenda=laid, seed=seed)
    files = agenda_files_of(made)
    write_whole(out, files)
    show_agenda_closing(plain_console(), made, out, files)


def _plan_at_hand(practice: Practice, path: Path, today: date, language: Language) -> Plan:
    """A rota made before as a plan: judged, but of no search."""
    from api.export.plan import plan_of
    from scheduler.files import read_rota
    from scheduler.rota.audit import audit
    from scheduler.rota.papers import from_paper
    from solver.result import RotaResult, Status

    paper = read_rota(path, practice)
    period = Period(paper.from_date, paper.weeks, today)
    problem = read_question(practice, period, Earlier(None, None), language).problem
    rota = from_paper(paper, problem)
    result = RotaResult(Status.FEASIBLE, 0.0, rota, audit(problem, rota))
    return plan_of(practice, problem, result, seed=1, language=language, today=today)
