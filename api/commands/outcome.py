"""How a command ends: its exit code, and what it says when the input is bad."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from api.commands.language import Language

if TYPE_CHECKING:
    from scheduler.files import InputProblem


class Exit(IntEnum):
    """0 good; 1 a hard rule is broken, or there is no rota; 2 bad input."""

    GOOD = 0
    BROKEN = 1
    BAD_INPUT = 2


def plain_console(*, errors: bool = False) -> Console:
    """A console that prints texts as they are: no markup, no breaks inside a sentence of an error."""
    return Console(stderr=errors, markup=False, highlight=False, emoji=False)


def complain(lines: list[str]) -> None:
    """Print lines to the error output, each on one line however long."""
    console = plain_console(errors=True)
    for line in lines:
        console.print(line, soft_wrap=True)


def refuse(problems: list[InputProblem]) -> None:
    """Raise `BadInput` if there is any problem."""
    from scheduler.files import BadInput

    if problems:
        raise BadInput(problems)


@contextmanager
def bad_input_told(language: Language) -> Iterator[None]:
    """Tell every problem of a `BadInput`, one a line, and end with exit code 2."""
    from scheduler.files import BadInput

    try:
        yield
    except BadInput as found:
        complain([problem.in_language(language) for problem in found.problems])
        raise typer.Exit(Exit.BAD_INPUT) from None
