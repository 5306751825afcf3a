"""The papers of earlier periods, which planning and judging read alike: both then see the same problem."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.language import Language, told
from api.commands.outcome import complain, refuse
from scheduler.messages import say
from scheduler.messages.formats import show_day

if TYPE_CHECKING:
    from scheduler.practice import Practice
    from scheduler.rota.papers import Ledger, RotaPaper
    from scheduler.rota.problem import RotaProblem

PreviousOption = Annotated[Path | None, typer.Option("--previous", metavar="ROTA.json", help=told("previous"))]
LedgerOption = Annotated[Path | None, typer.Option("--ledger", metavar="LEDGER.json", help=told("ledger"))]
TodayOption = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help=told("today"))]


@dataclass(frozen=True)
class Period:
    """Which weeks, seen from which date."""

    first_day: date
    weeks: int
    today: date


@dataclass(frozen=True)
class Earlier:
    """Where the papers of earlier periods are."""

    previous: Path | None
    ledger: Path | None


@dataclass(frozen=True)
class Question:
    """The problem of a period, with the ledger it counts on from."""

    problem: RotaProblem
    ledger: Ledger | None


def date_told(today: str | None) -> date:
    """The date given with --today, or that of the system."""
    from api.commands.options import parse_date

    # The one place where the date of the system comes in; everything further is told it.
    return date.today() if today is None else parse_date("--today", today)  # noqa: DTZ011


def read_question(practice: Practice, period: Period, earlier: Earlier, language: Language) -> Question:
    """The problem of a period after its earlier papers; `BadInput` if one of them cannot be used."""
    from scheduler.rota.build import build_problem

    previous = _previous(earlier.previous, practice, period, language)
    ledger = _ledger(earlier.ledger, practice, period.first_day)
    problem = build_problem(
        practice, period.first_day, period.weeks, today=period.today, previous=previous, ledger=ledger
    )
    return Question(problem, ledger)


def _previous(path: Path | None, practice: Practice, period: Period, language: Language) -> RotaPaper | None:
    from scheduler.files import read_previous_rota

    if path is None:
        return None
    found = read_previous_rota(path, practice)
    if found.notes:
        complain([say("plan-left-out", language), *(f"  {note.in_language(language)}" for note in found.notes)])
    _note_if_unused(found.paper, period, language)
    return found.paper


def _note_if_unused(paper: RotaPaper, period: Period, language: Language) -> None:
    """Say when a rota says nothing of the period: nothing that was given is passed over in silence."""
    from scheduler.calendar import DAYS_IN_WEEK

    begins = (paper.from_date - period.first_day).days
    ends = begins + paper.weeks * DAYS_IN_WEEK
    first = show_day(period.first_day, language)
    if ends < 0:
        last = show_day(period.first_day + timedelta(days=ends - 1), language)
        complain([say("previous-too-early", language, last=last, first=first)])
    elif begins >= period.weeks * DAYS_IN_WEEK:
        complain([say("previous-too-late", language, begin=show_day(paper.from_date, language), first=first)])


def _ledger(path: Path | None, practice: Practice, first_day: date) -> Ledger | None:
    from api.commands.options import ledger_problems
    from scheduler.files import read_ledger

    if path is None:
        return None
    ledger = read_ledger(path, practice)
    refuse(list(ledger_problems(path, ledger, first_day)))
    return ledger
