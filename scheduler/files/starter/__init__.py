"""The first files of a practice of one's own: a commented practice file and the spreadsheets beside it."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib.resources import files
from pathlib import Path

from scheduler.files.problems import BadInput, InputProblem, Place, bad_file
from scheduler.files.starter.sheets import write_sheets
from scheduler.messages import LANGUAGES, UnknownLanguageError

PRACTICE_FILE = "practice.yaml"


def write_starter(directory: Path, language: str) -> list[Path]:
    """Writes the starting files into a folder, which is made if there is none; the paths written.

    `BadInput` if one of them is there already or the folder cannot be written: then none is written.
    """
    if language not in LANGUAGES:
        raise UnknownLanguageError(language)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".starter-", dir=directory))
    except OSError:
        raise bad_file(directory, "input-folder-not-writable") from None
    try:
        return _move_all(_write(aside, language), directory)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _write(folder: Path, language: str) -> list[Path]:
    text = files(__package__).joinpath(f"practice.{language}.yaml").read_text(encoding="utf-8")
    practice = folder / PRACTICE_FILE
    practice.write_text(text, encoding="utf-8")
    return [practice, *write_sheets(folder, language)]


def _move_all(written: list[Path], directory: Path) -> list[Path]:
    there = [directory / file.name for file in written if os.path.lexists(directory / file.name)]
    if there:
        raise BadInput(InputProblem(Place(str(path)), None, "input-file-exists") for path in there)
    return [file.rename(directory / file.name) for file in written]
