"""The files to start from are sound, and nothing of the user's is ever overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.consistency import find_doubts
from scheduler.files import BadInput, read_practice, write_starter
from scheduler.files.columns import COLUMNS
from scheduler.messages import LANGUAGES
from scheduler.practice import Practice

FILES = ["practice.yaml", "staff.xlsx", "lists.xlsx", "absences.xlsx", "wishes.xlsx"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_starter_is_a_sound_practice(tmp_path: Path, language: str) -> None:
    """What is written reads as a practice with staff, lists, absences and wishes, in a new folder."""
    folder = tmp_path / "new" / "folder"
    assert [path.relative_to(folder).as_posix() for path in write_starter(folder, language)] == FILES
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    practice = read_practice(folder / "practice.yaml")
    assert all([practice.practitioners, practice.lists, practice.absences, practice.wishes])
    assert practice.practice.language == language
    assert find_doubts(practice) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_starter_shows_every_section(tmp_path: Path, language: str) -> None:
    """Whatever a practice file may say has its place in the starting one, included tables among them."""
    write_starter(tmp_path, language)
    lines = [line.strip() for line in (tmp_path / "practice.yaml").read_text(encoding="utf-8").splitlines()]
    shown = {line.partition(":")[0] for line in lines if ":" in line}
    assert set(Practice.model_fields) - shown == {"capitation"}


def test_languages_differ_in_words_only(tmp_path: Path) -> None:
    """The practice is the same in each language but for its names."""
    practices = []
    for language in LANGUAGES:
        write_starter(tmp_path / language, language)
        practices.append(read_practice(tmp_path / language / "practice.yaml"))
    shapes = [(p.contracts, p.cover, p.demand, p.lists, p.absences, p.wishes, p.prices, p.agenda) for p in practices]
    assert shapes[1:] == shapes[:-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_spreadsheets_explain_every_column(tmp_path: Path, language: str) -> None:
    """Each spreadsheet has all columns of its section, and a sheet that says what to write in each."""
    write_starter(tmp_path, language)
    for name, section in zip(FILES[1:], ["practitioners", "lists", "absences", "wishes"], strict=True):
        rows, hints = load_workbook(tmp_path / name).worksheets
        assert [cell.value for cell in rows[1]] == list(COLUMNS[section])
        assert [row[0] for row in hints.iter_rows(min_row=2, values_only=True)] == list(COLUMNS[section])


def test_existing_file_is_kept(tmp_path: Path) -> None:
    """If one file is there already, nothing is written and nothing is left behind."""
    (tmp_path / "lists.xlsx").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput) as error:
        write_starter(tmp_path, "en")
    assert [(problem.file, problem.reason_key) for problem in error.value.problems] == [
        (str(tmp_path / "lists.xlsx"), "input-file-exists")
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["lists.xlsx"]
    assert (tmp_path / "lists.xlsx").read_text(encoding="utf-8") == "mine"


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    """A file where the folder should be is refused."""
    (tmp_path / "here").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput) as error:
        write_starter(tmp_path / "here", "en")
    assert [problem.reason_key for problem in error.value.problems] == ["input-folder-not-writable"]
