"""Options that a manager may get wrong, told as plainly as the mistakes in a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from api.export.write import NotADirectoryToWriteError, check_directory
from scheduler.files import BadInput, InputProblem, Place
from scheduler.rota.papers import Ledger

MOST_WEEKS = 53


def parse_date(option: str, text: str) -> date:
    """A date from YYYY-MM-DD; `BadInput` otherwise."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput([problem(option, text, "option-not-a-date")]) from None


def period_problems(first_day: date, weeks: int) -> Iterator[InputProblem]:
    """What is wrong with a period: it begins on a Monday and has 1 to 53 weeks."""
    if first_day.weekday():
        yield problem("--from", first_day.isoformat(), "option-not-monday")
    if not 1 <= weeks <= MOST_WEEKS:
        yield problem("--weeks", weeks, "option-weeks", most=MOST_WEEKS)


def search_problems(seconds: float, workers: int, option: str = "--seconds") -> Iterator[InputProblem]:
    """What is wrong with the effort asked for; `option` names the seconds."""
    if not 0 < seconds < float("inf"):
        yield problem(option, seconds, "option-seconds")
    if workers < 1:
        yield problem("--workers", workers, "option-workers")


def ledger_problems(path: Path, ledger: Ledger, first_day: date) -> Iterator[InputProblem]:
    """Whether the ledger already counts days of the period, which would then count twice."""
    if ledger.until >= first_day:
        facts = {"until": ledger.until.isoformat(), "first": first_day.isoformat()}
        yield InputProblem(Place(str(path), "until"), ledger.until.isoformat(), "option-ledger-ahead", facts)


def directory_problems(out: Path) -> Iterator[InputProblem]:
    """Whether the files could be written there, found out before a long search."""
    try:
        check_directory(out)
    except NotADirectoryToWriteError as found:
        yield problem("--out", str(out), "option-no-directory", path=str(found))


def problem(option: str, value: str | float, reason: str, **facts: str | int) -> InputProblem:
    """One problem with the value of an option."""
    shown = value if isinstance(value, str | int) else str(value)
    return InputProblem(Place(option), shown, reason, facts)
