"""What a consistency check reports, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeAlias

Location: TypeAlias = tuple[str | int, ...]
Facts: TypeAlias = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a place of the practice file.

    `location` leads through the plain data of the file to the wrong value: names of fields and positions in lists.
    `reason_key` is the message's key, `facts` what the message needs.
    """

    location: Location
    reason_key: str
    facts: Mapping[str, str | int | float] = field(default_factory=dict)

    @property
    def section(self) -> str:
        """The section of the practice file."""
        return str(self.location[0])


def value_at(data: Any, location: Location) -> Any:
    """What the plain data hold at a location, None if they hold nothing there."""
    for step in location:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def nearest(word: str, known: list[str]) -> dict[str, str]:
    """The known word that looks most like another, as a fact of its message; no fact if none does.

    None for a word that is known: it is not misspelt, it only stands in the wrong place.
    """
    matches = [] if word in known else get_close_matches(word, known, n=1)
    return {"nearest": matches[0]} if matches else {}


def listed(words: list[str], most: int = 12) -> str:
    """Some words in one line, cut short when they are many, a dash when there are none."""
    shown = ", ".join(words[:most]) + (", …" if len(words) > most else "")
    return shown or "–"
