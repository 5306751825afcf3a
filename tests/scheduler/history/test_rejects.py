"""Rejected rows are counted, and listed where they are wanted."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from scheduler.files import BadInput
from scheduler.history import History, Rejects, reason_sentence, write_rejects
from scheduler.history.layouts import Layout
from scheduler.history.note_rules import note_rules
from scheduler.history.row_rules import REASONS
from scheduler.messages import LANGUAGES
from tests.scheduler.history.histories import a_row, read_rows, read_text, the_practice


def a_bad_history(folder: Path) -> History:
    """Two impossible ages, a strange status, and a line with an odd quotation mark."""
    text = 'start,status,Age\n2026-01-05,attended,-1\n2026-01-05,came,3\n2026-01-05,attended,200\n2026-01-05,"\n'
    return read_text(folder, text)


def test_rejects_are_counted_by_reason(tmp_path: Path) -> None:
    """The commonest reason comes first."""
    counts = a_bad_history(tmp_path).rejects.counts
    assert list(counts.items()) == [
        ("history-age-impossible", 2),
        ("history-row-quotes", 1),
        ("history-status-unknown", 1),
    ]


def test_rejects_are_listed_in_the_language_asked(tmp_path: Path) -> None:
    """The list has line, column as the file calls it, and a sentence; nothing of the row itself."""
    write_rejects(a_bad_history(tmp_path).rejects, tmp_path / "rejects.csv", "fr")
    with (tmp_path / "rejects.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["row", "column", "reason"]
    assert [row[:2] for row in rows[1:]] == [["2", "Age"], ["3", "status"], ["4", "Age"], ["5", ""]]
    assert rows[1][2] == "L’âge n’est pas un nombre de 0 à 115."


def test_list_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    """Writing again leaves one file, the new one."""
    path = tmp_path / "rejects.csv"
    path.write_text("old", encoding="utf-8")
    write_rejects(read_rows(tmp_path, a_row()).rejects, path, "en")
    assert path.read_text(encoding="utf-8") == "row,column,reason\n"
    assert {file.name for file in tmp_path.iterdir()} == {"rejects.csv", "history.csv"}


def test_list_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder that is not there is bad input, and nothing is left behind."""
    with pytest.raises(BadInput, match="cannot be written"):
        write_rejects(Rejects(), tmp_path / "nowhere" / "rejects.csv", "en")
    (tmp_path / "taken").mkdir()
    with pytest.raises(BadInput, match="cannot be written"):
        write_rejects(Rejects(), tmp_path / "taken", "en")
    assert [file.name for file in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_told(language: str) -> None:
    """Each reason of a row or value has a sentence with its limits filled in."""
    notes = {rule.reason for rule in note_rules(the_practice(), Layout.BOOKINGS)}
    for reason in REASONS | notes:
        told = reason_sentence(reason, language)
        assert told.endswith(".")
        assert "{" not in told
