"""What is wrong with a file: the problems found, all raised together."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.messages import say

SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the file and the field, and the line of a text or the cell (row, column) of a table."""

    file: str
    field: str = ""
    line: int | None = None
    cell: tuple[int, str | None] | None = None

    @property
    def position(self) -> int:
        """How far down its file the place is, to sort by."""
        return self.cell[0] if self.cell else self.line or 0

    def in_language(self, language: str) -> str:
        """The place in one line: "practice.yaml:12: sites[2].hours"."""
        file = self.file if self.line is None else f"{self.file}:{self.line}"
        within = self.field if self.cell is None else _cell(*self.cell, language)
        return f"{file}: {within}" if within else file


@dataclass(frozen=True, slots=True)
class InputProblem:
    """One thing wrong with a file.

    `value` is what stands there, as plain data (None if nothing does). `reason_key` is a key of the message
    catalogue, `facts` what its sentence needs.
    """

    place: Place
    value: Any
    reason_key: str
    facts: Mapping[str, str | int | float] = dataclasses.field(default_factory=dict)

    @property
    def file(self) -> str:
        """The file."""
        return self.place.file

    @property
    def field(self) -> str:
        """The path of the field: `sites[2].hours.mon-fri`, or `row 14, column from` in a table; empty for the file."""
        return self.place.field

    def sentence(self, language: str) -> str:
        """What is wrong, in a language."""
        hint = say("input-nearest", language, nearest=self.facts["nearest"]) if "nearest" in self.facts else ""
        facts = {name: fact for name, fact in self.facts.items() if name != "nearest"}
        return " ".join(part for part in (say(self.reason_key, language, **facts), hint) if part)

    def in_language(self, language: str) -> str:
        """File, field, value and sentence in one line."""
        shown = "" if self.value is None else f" = {_shown(self.value)}"
        return f"{self.place.in_language(language)}{shown}: {self.sentence(language)}"


class BadInput(Exception):  # noqa: N818 - named for what the user did, not for what the program does
    """Files that cannot be used, with every problem found in them."""

    def __init__(self, problems: Iterable[InputProblem]) -> None:
        self.problems: tuple[InputProblem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, language: str) -> str:
        """The problems in a language, one a line."""
        return "\n".join(problem.in_language(language) for problem in self.problems)


def bad_file(path: Path, reason_key: str, line: int | None = None, **facts: str | int) -> BadInput:
    """The error for a file that cannot be read at all."""
    return BadInput([InputProblem(Place(str(path), line=line), None, reason_key, facts)])


def _cell(row: int, column: str | None, language: str) -> str:
    # Row numbers as the spreadsheet shows them, without separators.
    if column is None:
        return say("input-row", language, row=str(row))
    return say("input-cell", language, row=str(row), column=column)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"
