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

from api.commands.interrupt import stopping_on_interrupt
from api.commands.language import Language, LanguageOption, PracticeArgument, language_for, told
from api.commands.outcome import Exit, bad_input_told, complain, plain_console, refuse
from scheduler.messages import say

if TYPE_CHECKING:
    from scheduler.practice import Practice
    from scheduler.rota.papers import Ledger, RotaPaper
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
    previous: Annotated[Path | None, typer.Option("--previous", metavar="ROTA.json", help=told("previous"))] = None,
    ledger: Annotated[Path | None, typer.Option("--ledger", metavar="LEDGER.json", help=told("ledger"))] = None,
    today: Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help=told("today"))] = None,
    lang: LanguageOption = None,
) -> None:
    """Plan the weeks from a Monday and write the rota with its papers."""
    language = language_for(practice, lang)
    with bad_input_told(language):
        period = _period(first_day, weeks, today)
        _check_options(period, seconds, workers, out)
        job = _read(practice, period, _Papers(previous, ledger), language)
    result = _search(job.problem, _settings(seconds, workers, seed), language)
    if result.rota is None or result.audit is None:
        _no_rota(result, job)
        raise typer.Exit(Exit.BROKEN)
    _write(job, result, seed, out)


@dataclass(frozen=True)
class _Period:
    """What to plan, seen from which date."""

    first_day: date
    weeks: int
    today: date


@dataclass(frozen=True)
class _Papers:
    """Where the papers of earlier periods are."""

    previous: Path | None
    ledger: Path | None


@dataclass(frozen=True)
class _Job:
    """What is to be planned."""

    practice: Practice
    problem: RotaProblem
    ledger: Ledger | None
    today: date
    language: Language


def _period(first_day: str, weeks: int, today: str | None) -> _Period:
    from api.commands.options import parse_date

    begin = parse_date("--from", first_day)
    # The one place where the date of the system comes in; everything further is told it.
    now = date.today() if today is None else parse_date("--today", today)  # noqa: DTZ011
    return _Period(begin, weeks, now)


def _check_options(period: _Period, seconds: float, workers: int, out: Path) -> None:
    from api.commands.options import directory_problems, period_problems, search_problems

    wrong_period = period_problems(period.first_day, period.weeks)
    refuse([*wrong_period, *search_problems(seconds, workers), *directory_problems(out)])


def _read(path: Path, period: _Period, papers: _Papers, language: Language) -> _Job:
    from scheduler.files import read_practice
    from scheduler.rota.build import build_problem

    practice = read_practice(path)
    previous = _previous(papers.previous, practice, language)
    ledger = _ledger(papers.ledger, practice, period.first_day)
    problem = build_problem(
        practice, period.first_day, period.weeks, today=period.today, previous=previous, ledger=ledger
    )
    return _Job(practice, problem, ledger, period.today, language)


def _previous(path: Path | None, practice: Practice, language: Language) -> RotaPaper | None:
    from scheduler.files import read_previous_rota

    if path is None:
        return None
    found = read_previous_rota(path, practice)
    if found.notes:
        complain([say("plan-left-out", language), *(f"  {note.in_language(language)}" for note in found.notes)])
    return found.paper


def _ledger(path: Path | None, practice: Practice, first_day: date) -> Ledger | None:
    from api.commands.options import ledger_problems
    from scheduler.files import read_ledger

    if path is None:
        return None
    ledger = read_ledger(path, practice)
    refuse(list(ledger_problems(path, ledger, first_day)))
    return ledger


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
    lines = [say(f"plan-{result.status}", job.language), *(f"  • {line}" for line in dict.fromkeys(told_why))]
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
