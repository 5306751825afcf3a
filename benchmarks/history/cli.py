"""`creneau history generate`: writes a realistic synthetic history. Joins the command line by entry point."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.messages import say

if TYPE_CHECKING:
    from benchmarks.history.generate import Synthetic
    from scheduler.files import InputProblem
    from scheduler.practice import Practice

COMMAND = "creneau history generate"
BAD_INPUT = 2
MOST_MONTHS = 240


class Language(StrEnum):
    """The languages of the catalogue."""

    FR = "fr"
    EN = "en"


def system_language() -> Language:
    """The language of the system: French if it says so, otherwise English."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return Language.FR if named.lower().startswith("fr") else Language.EN


def told(key: str) -> str:
    """A help text in the language of the system."""
    return say(f"help-{key}", system_language())


app = typer.Typer(help=told("histories"), no_args_is_help=True)


@app.callback()
def about() -> None:
    """Histories are named by what is done with them."""


@app.command(help=told("generate"))
def generate(
    *,
    practice: Annotated[Path, typer.Option("--practice", metavar="PRACTICE.yaml", help=told("practice"))],
    first: Annotated[str, typer.Option("--from", metavar="YYYY-MM-DD", help=told("generate-from"))],
    months: Annotated[int, typer.Option("--months", help=told("generate-months"))] = 12,
    seed: Annotated[int, typer.Option("--seed", help=told("seed"))] = 1,
    out: Annotated[Path, typer.Option("--out", metavar="HISTORY.csv", help=told("generate-out"))],
    lang: Annotated[Language | None, typer.Option("--lang", help=told("lang"))] = None,
) -> None:
    """Write the synthetic history of a practice, and say what was made."""
    from scheduler.files import read_practice

    with _bad_input_told(lang or system_language()):
        first_day = _checked(first, months, seed, out)
        read = read_practice(practice)
    language = lang or Language(read.practice.language)
    with _bad_input_told(language):
        made = _made(practice, read, first_day, months, seed)
        _write(made, out, f"{COMMAND}, practice {read.practice.id}, from {first_day}, months {months}, seed {seed}")
    _tell(made, read, months, out, language)


def _checked(first: str, months: int, seed: int, out: Path) -> date:
    """The first day, once every option is found right; `BadInput` with everything wrong."""
    from scheduler.files import BadInput

    problems = list(_problems(first, months, seed, out))
    if problems:
        raise BadInput(problems)
    return date.fromisoformat(first)


def _problems(first: str, months: int, seed: int, out: Path) -> Iterator[InputProblem]:
    from benchmarks.history.write import SUFFIXES, can_write

    if not _is_date(first):
        yield _problem("--from", first, "option-not-a-date")
    if not 1 <= months <= MOST_MONTHS:
        yield _problem("--months", months, "generate-months", most=MOST_MONTHS)
    if seed < 0:
        yield _problem("--seed", seed, "generate-seed")
    if out.suffix.lower() not in SUFFIXES:
        yield _problem("--out", str(out), "generate-suffix")
    elif not can_write(out):
        yield _problem("--out", str(out), "generate-not-writable")


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _problem(option: str, value: str | int, reason: str, **facts: str | int) -> InputProblem:
    from scheduler.files import InputProblem, Place

    return InputProblem(Place(option), value, reason, facts)


def _made(path: Path, practice: Practice, first_day: date, months: int, seed: int) -> Synthetic:
    """The history; `BadInput` if none can be drawn from the practice or for the period."""
    import numpy as np

    from benchmarks.history.generate import NoPatientsError, NoSessionsError
    from benchmarks.history.generate import generate as draw
    from scheduler.files.problems import BadInput, bad_file

    try:
        return draw(practice, first_day, months, np.random.default_rng(seed))
    except NoPatientsError:
        raise bad_file(path, "generate-no-patients") from None
    except NoSessionsError:
        raise bad_file(path, "generate-no-sessions") from None
    except OverflowError:
        raise BadInput([_problem("--from", str(first_day), "generate-too-far")]) from None


def _write(made: Synthetic, out: Path, note: str) -> None:
    from benchmarks.history.write import write_history
    from scheduler.files import BadInput

    try:
        write_history(made.frame, out, note)
    except OSError:
        raise BadInput([_problem("--out", str(out), "generate-not-writable")]) from None


def _tell(made: Synthetic, practice: Practice, months: int, out: Path, language: Language) -> None:
    from benchmarks.history.summary import summary_of
    from scheduler.messages.formats import show_number
    from scheduler.part import label_text

    found = summary_of(made.frame, months)
    facts: dict[str, dict[str, str | float]] = {
        "generate-made": {"name": label_text(practice.practice.name, language), "path": str(out)},
        "generate-synthetic": {},
        "generate-rows": {"rows": show_number(found.rows, language)},
        "generate-consultations": {"count": show_number(found.consultations, language)},
        "generate-acute": {"share": found.acute},
        "generate-refused": {"share": found.refused},
        "generate-missed": {"share": found.missed},
        "generate-minutes": {"minutes": show_number(found.minutes, language, 1)},
    }
    for key, said in facts.items():
        typer.echo(say(key, language, **said))


@contextmanager
def _bad_input_told(language: Language) -> Iterator[None]:
    """Tell every problem of a `BadInput`, one a line, and end with exit code 2."""
    from scheduler.files import BadInput

    try:
        yield
    except BadInput as found:
        typer.echo(found.in_language(language), err=True)
        raise typer.Exit(BAD_INPUT) from None
