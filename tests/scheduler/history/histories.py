"""Small histories with working defaults, in files: a test states only what matters."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import datetime
from pathlib import Path
from typing import Any

from scheduler.history import History, read_history
from scheduler.practice import Practice
from tests.practices import a_practice

CATEGORIES: list[dict[str, Any]] = [
    {"id": "child", "name": "Children", "ages": "0-15"},
    {"id": "chronic", "name": "Chronic", "conditions": 2},
    {"id": "woman", "name": "Women", "sex": "f"},
    {"id": "adult", "name": "Adults"},
]


def the_practice(**changes: Any) -> Practice:
    """A practice with the doctors ada, ben and chloe at nation, four categories and the standard motives."""
    return a_practice(**{"categories": CATEGORIES} | changes)


def at(clock: str) -> datetime:
    """A time of the practice's clock."""
    return datetime.fromisoformat(clock)


def a_row(**stated: Any) -> dict[str, Any]:
    """An attended follow-up of twenty minutes with ada, booked three days before."""
    working = {
        "requested_at": "2026-01-02T18:45",
        "patient": "p-1",
        "age": "34",
        "sex": "f",
        "conditions": "0",
        "own_doctor": "ada",
        "motive": "follow-up",
        "channel": "in_person",
        "practitioner": "ada",
        "site": "nation",
        "start": "2026-01-05T09:20",
        "planned_minutes": "20",
        "wait_minutes": "4",
        "actual_minutes": "21.5",
        "status": "attended",
        "cancelled_at": "",
    }
    return working | stated


def not_seen(status: str, **stated: Any) -> dict[str, Any]:
    """A row of somebody who was not seen."""
    return a_row(**{"status": status, "wait_minutes": "", "actual_minutes": ""} | stated)


def in_csv(rows: list[dict[str, Any]], separator: str = ",", top: str = "") -> str:
    """Rows as CSV, with the columns of the first."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return top + text.getvalue()


def read_text(folder: Path, text: str | bytes, name: str = "history.csv", practice: Practice | None = None) -> History:
    """The history in a file with that text."""
    content = text.encode() if isinstance(text, str) else text
    path = folder / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return read_history(path, practice or the_practice())


def read_rows(folder: Path, *rows: dict[str, Any], practice: Practice | None = None) -> History:
    """The history that a CSV of these rows holds."""
    return read_text(folder, in_csv(list(rows)), practice=practice)


def rejected(history: History) -> list[tuple[int, str | None, str]]:
    """Row, column and reason of each rejected row."""
    return history.rejects.frame.rows()


def noted(history: History) -> list[tuple[str, str, int]]:
    """Reason, column and number of rows of each note."""
    return [(note.reason, note.column, note.rows) for note in history.notes]
