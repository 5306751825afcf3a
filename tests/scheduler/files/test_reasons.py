"""Every reason that the code may give is a sentence of the catalogue, and the catalogue holds no idle one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

import scheduler
from scheduler.consistency.duplicates import _APART
from scheduler.consistency.references import _REFERENCES
from scheduler.files.columns import COLUMNS
from scheduler.files.starter.sheets import SHEETS
from scheduler.messages import LANGUAGES, sources

PACKAGE = Path(scheduler.__file__).parent


def reasons() -> set[str]:
    code = [file for folder in ("files", "consistency") for file in (PACKAGE / folder).rglob("*.py")]
    found = {
        key for file in code for key in re.findall(r'"((?:input|starter)-[a-z0-9-]*[a-z0-9])"', file.read_text("utf-8"))
    }
    found |= {f"input-unknown-{reference.kind}" for reference in _REFERENCES}
    found |= {f"input-twice-in-{section}" for section in _APART}
    return found | {f"starter-{sheet.section}-{column}" for sheet in SHEETS for column in COLUMNS[sheet.section]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_are_those_of_the_catalogue(language: str) -> None:
    """Neither lacks what the other has."""
    bodies = [FluentParser().parse(file.read_text("utf-8")).body for file in sources(language)]
    keys = {entry.id.name for body in bodies for entry in body if isinstance(entry, Message)}
    assert reasons() == {key for key in keys if key.startswith(("input-", "starter-"))}
