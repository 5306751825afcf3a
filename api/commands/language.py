"""In which language a command speaks."""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scheduler.messages import say

_IN_FILE = re.compile(r"^\s*(?:.*[{,]\s*)?language:\s*[\"']?(fr|en)\b", re.MULTILINE)
_LOOKED_AT = 20_000


class Language(StrEnum):
    """The languages of the catalogue."""

    FR = "fr"
    EN = "en"


def system_language() -> Language:
    """The language of the system: French if it says so, otherwise English."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return Language.FR if named.lower().startswith("fr") else Language.EN


def language_for(practice: Path, asked: Language | None) -> Language:
    """The language asked for, or that of the practice file even if it is wrong elsewhere, or the system's.

    A file that states no language is in French, as the schema says.
    """
    if asked is not None:
        return asked
    try:
        with practice.open(encoding="utf-8", errors="replace") as file:
            stated = _IN_FILE.search(file.read(_LOOKED_AT))
    except OSError:
        return system_language()
    return Language(stated[1]) if stated else Language.FR


def told(key: str) -> str:
    """A help text in the language of the system."""
    return say(f"help-{key}", system_language())


LanguageOption = Annotated[Language | None, typer.Option("--lang", help=told("lang"))]
PracticeArgument = Annotated[Path, typer.Argument(metavar="PRACTICE.yaml", help=told("practice"), show_default=False)]
