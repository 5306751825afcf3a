"""Rejected rows are counted, and listed where they are wanted."""

from __future__ import annotations

import csv
from pathlib import Path

from scheduler.history import History
from tests.scheduler.history.histories import read_text


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
    listed = a_bad_history(tmp_path).rejects.in_csv("fr").decode("utf-8")
    rows = list(csv.reader(listed.splitlines()))
    assert rows[0] == ["row", "column", "reason"]
    assert [row[:2] for row in rows[1:]] == [["2", "Age"], ["3", "status"], ["4", "Age"], ["5", ""]]
    assert rows[1][2] == "L’âge n’est pas un nombre de 0 à 115."
