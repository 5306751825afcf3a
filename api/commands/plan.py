"""`creneau plan`: solves the rota of the coming weeks, judges it and writes the files a manager uses."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.earlier import (
    Earlier,
    LedgerOption,
    Period,
    PreviousOption,
    TodayOption,
    date_told,
    read_question,
)
from api.commands.interrupt import heard, stopping_on_interrupt
from api.commands.language import Language, LanguageOption, PracticeArgument, language_for, told
from api.commands.laying import (
    AgendaSecondsOption,
    LearnedOption,
    ask_for,
    lay_out_on_screen,
    read_learned_if_any,
)
from api.commands.outcome import Exit, bad_input_told, complain, plain_console, refuse
from scheduler.messages import say

if TYPE_CHECKING:
    from scheduler.learned import Learned
    from scheduler.practice import Practice
    from scheduler.rota.papers import Ledger
    from scheduler.rota.problem import RotaProblem
    from solver.agenda.plan import AgendaPlan
    from solver.result import RotaResult
    from solver.settings import SolverSettings


PATIENCE = 5.0
"""Seconds for the agendas once somebody has ended the search for a rota early."""


def plan(
    *,
    practice: PracticeArgument,
    first_day: Annotated[str, typer.Option("--from", metavar="YYYY-MM-DD", help=told("from"), show_default=False)],
    weeks: Annotated[int, typer.Option("--weeks", help=told("weeks"), show_default=False)],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=told("out"), show_default=False)],
    seconds: Annotated[float, typer.Option("--seconds", help=told("seconds"))] = 60.0,
    workers: Annotated[int, typer.Option("--workers", help=told("workers"))] = 2,
    seed: Annotated[int, typer.Option("--seed", help=told("seed"))] = 1,
    previous: PreviousOption = None,
    ledger: LedgerOption = None,
    learned: LearnedOption = None,
    agenda_seconds: AgendaSecondsOption = 20.0,
    today: TodayOption = None,
    lang: LanguageOption = None,
) -> None:
    """Plan the weeks from a Monday and write the rota and its agendas with their papers."""
    language = language_for(practice, lang)
    with bad_input_told(language):
        period = _period(first_day, weeks, today)
        _check_options(period, seconds, agenda_seconds, workers, out)
        job = _read(practice, period, Earlier(previous, ledger), learned, language)
    result = _search(job.problem, _settings(seconds, workers, seed), language)
    if result.rota is None or result.audit is None:
        _no_rota(result, job)
        raise typer.Exit(Exit.BROKEN)
    agenda = _lay_out(job, result, _settings(agenda_seconds, workers, seed))
    _write(job, result, agenda, seed, out)
    if agenda is None:
        raise typer.Exit(Exit.BROKEN)


@dataclass(frozen=True)
class _Job:
    """What is to be planned."""

    practice: Practice
    problem: RotaProblem
    ledger: Ledger | None
    learned: Learned | None
    today: date
    language: Language


def _period(first_day: str, weeks: int, today: str | None) -> Period:
    from api.commands.options import parse_date

    return Period(parse_date("--from", first_day), weeks, date_told(today))


def _check_options(period: Period, seconds: float, agenda_seconds: float, workers: int, out: Path) -> None:
    from api.commands.options import directory_problems, period_problems, search_problems

    wrong_period = period_problems(period.first_day, period.weeks)
    wrong_effort = [*search_problems(seconds, workers), *search_problems(agenda_seconds, 1, "--agenda-seconds")]
    refuse([*wrong_period, *wrong_effort, *directory_problems(out)])


def _read(path: Path, period: Period, earlier: Earlier, learned: Path | None, language: Language) -> _Job:
    from scheduler.files import read_practice

    practice = read_practice(path)
    question = read_question(practice, period, earlier, language)
    return _Job(
        practice, question.problem, question.ledger, read_learned_if_any(learned, practice), period.today, language
    )


def _settings(seconds: float, workers: int, seed: int) -> SolverSettings:
    from solver.settings import SolverSettings

    return SolverSettings(seconds=seconds, workers=workers, seed=seed)


def _search(problem: RotaProblem, settings: SolverSettings, language: Language) -> RotaResult:
    from api.commands.progress import screen_for
    from solver.rota.search import solve

    stop = threading.Event()
    screen = screen_for(plain_console(), language)
    stopping = stopping_on_interrupt(stop, lambda: screen.say(say("plan-stopping", language)))
    with screen, stopping:
        return heard(lambda: solve(problem, settings, screen.tell, stop))


def _lay_out(job: _Job, result: RotaResult, settings: SolverSettings) -> AgendaPlan | None:
    """The agendas of the rota; None if laying them out went wrong, so that the rota is not lost with them."""
    from solver.agenda.search import NoAgendaError
    from solver.child_process import ProcessLostError

    if result.rota is None:
        raise ValueError("no rota, no agendas")
    if result.stopped:
        settings = replace(settings, seconds=min(settings.seconds, PATIENCE))
    question = ask_for(job.practice, job.problem, result.rota, job.learned)
    try:
        return lay_out_on_screen(question, settings, job.language)
    except (NoAgendaError, ProcessLostError) as failure:
        complain([say("agenda-failed", job.language, reason=str(failure) or type(failure).__name__)])
        return None


def _no_rota(result: RotaResult, job: _Job) -> None:
    from scheduler.rota.sentences import clash

    told_why = [clash(one, job.problem, job.practice, job.language) for one in result.conflict]
    answer = f"plan-{result.status}"
    if result.status == "infeasible" and not told_why:
        answer = "plan-infeasible-unexplained"
    lines = [say(answer, job.language), *(f"  • {line}" for line in dict.fromkeys(told_why))]
    complain([*lines, say("plan-nothing-written", job.language)])


def _write(job: _Job, result: RotaResult, agenda: AgendaPlan | None, seed: int, out: Path) -> None:
    from api.commands.closing import show_closing
    from api.export.files import files_of
    from api.export.plan import plan_of
    from api.export.write import write_whole

    made = plan_of(
        job.practice,
        job.problem,
        result,
        seed=seed,
        language=job.language,
        today=job.today,
        ledger=job.ledger,
        agenda=agenda,
    )
    files = files_of(made)
    write_whole(out, files)
    show_closing(plain_console(), made, out, files)
