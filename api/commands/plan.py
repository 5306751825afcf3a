"""`creneau plan`: solves the rota of the coming weeks, judges it and writes the files a manager uses."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
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
from api.commands.interrupt import stopping_on_interrupt
from api.commands.language import Language, LanguageOption, PracticeArgument, language_for, told
from api.commands.outcome import Exit, bad_input_told, complain, plain_console, refuse
from scheduler.messages import say

if TYPE_CHECKING:
    from scheduler.practice import Practice
    from scheduler.rota.papers import Ledger
    from scheduler.rota.problem import RotaProblem
    from solver.result import RotaResult
    from solver.settings import SolverSettings

LOOK = 0.2
"""Seconds between two looks at a running search, in which Ctrl-C is heard."""


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
    today: TodayOption = None,
    lang: LanguageOption = None,
) -> None:
    """Plan the weeks from a Monday and write the rota with its papers."""
    language = language_for(practice, lang)
    with bad_input_told(language):
        period = _period(first_day, weeks, today)
        _check_options(period, seconds, workers, out)
        job = _read(practice, period, Earlier(previous, ledger), language)
    result = _search(job.problem, _settings(seconds, workers, seed), language)
    if result.rota is None or result.audit is None:
        _no_rota(result, job)
        raise typer.Exit(Exit.BROKEN)
    _write(job, result, seed, out)


@dataclass(frozen=True)
class _Job:
    """What is to be planned."""

    practice: Practice
    problem: RotaProblem
    ledger: Ledger | None
    today: date
    language: Language


def _period(first_day: str, weeks: int, today: str | None) -> Period:
    from api.commands.options import parse_date

    return Period(parse_date("--from", first_day), weeks, date_told(today))


def _check_options(period: Period, seconds: float, workers: int, out: Path) -> None:
    from api.commands.options import directory_problems, period_problems, search_problems

    wrong_period = period_problems(period.first_day, period.weeks)
    refuse([*wrong_period, *search_problems(seconds, workers), *directory_problems(out)])


def _read(path: Path, period: Period, earlier: Earlier, language: Language) -> _Job:
    from scheduler.files import read_practice

    practice = read_practice(path)
    question = read_question(practice, period, earlier, language)
    return _Job(practice, question.problem, question.ledger, period.today, language)


def _settings(seconds: float, workers: int, seed: int) -> SolverSettings:
    from solver.settings import SolverSettings

    return SolverSettings(seconds=seconds, workers=workers, seed=seed)


def _search(problem: RotaProblem, settings: SolverSettings, language: Language) -> RotaResult:
    """Search in a thread of its own, so that Ctrl-C is heard while native code runs."""
    from api.commands.progress import screen_for
    from solver.rota.search import solve

    stop = threading.Event()
    screen = screen_for(plain_console(), language)
    stopping = stopping_on_interrupt(stop, lambda: screen.say(say("plan-stopping", language)))
    with screen, stopping, ThreadPoolExecutor(max_workers=1) as pool:
        answer = pool.submit(solve, problem, settings, screen.tell, stop)
        while True:
            try:
                return answer.result(timeout=LOOK)
            except NotYet:
                if answer.done():
                    raise  # the search itself ran out of something: not ours to hide


def _no_rota(result: RotaResult, job: _Job) -> None:
    from scheduler.rota.sentences import clash

    told_why = [clash(one, job.problem, job.practice, job.language) for one in result.conflict]
    answer = f"plan-{result.status}"
    if result.status == "infeasible" and not told_why:
        answer = "plan-infeasible-unexplained"
    lines = [say(answer, job.language), *(f"  • {line}" for line in dict.fromkeys(told_why))]
    complain([*lines, say("plan-nothing-written", job.language)])


def _write(job: _Job, result: RotaResult, seed: int, out: Path) -> None:
    from api.commands.closing import show_closing
    from api.export.files import files_of
    from api.export.plan import plan_of
    from api.export.write import write_whole

    made = plan_of(
        job.practice, job.problem, result, seed=seed, language=job.language, today=job.today, ledger=job.ledger
    )
    files = files_of(made)
    write_whole(out, files)
    show_closing(plain_console(), made, out, files)
