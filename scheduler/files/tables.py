"""Tables: the rows of a CSV text or a spreadsheet, before anything is known of their columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from scheduler.files.problems import bad_file
from scheduler.files.text import read_bytes, read_text

SEPARATORS = ",;\t"
MOST_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number as spreadsheets count, and its cells (texts, numbers, dates, None)."""

    number: int
    cells: tuple[Any, ...]


def read_table(path: Path, sheet: str) -> list[Row]:
    """The rows of a table, header first, empty ones left out.

    A workbook is read from its sheet of that name, or from its first. `BadInput` if the file is no table.
    """
    rows = _workbook_rows(path, sheet) if path.suffix.lower() == ".xlsx" else _csv_rows(path)
    if not rows:
        raise bad_file(path, "input-file-empty")
    if len(rows) > MOST_ROWS:
        raise bad_file(path, "input-table-too-long", most=MOST_ROWS)
    return rows


def _csv_rows(path: Path) -> list[Row]:
    text = read_text(path)
    header = text.lstrip().splitlines()[0]
    separator = max(SEPARATORS, key=header.count)
    try:
        return _filled(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise bad_file(path, "input-not-csv") from None


def _workbook_rows(path: Path, sheet: str) -> list[Row]:
    content = read_bytes(path)
    if not content:
        raise bad_file(path, "input-file-empty")
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        name = next((name for name in book.sheetnames if name.strip().lower() == sheet), book.sheetnames[0])
        # The size that a workbook states of its sheets is often wrong.
        book[name].reset_dimensions()
        return _filled(book[name].iter_rows(values_only=True))
    except Exception:
        raise bad_file(path, "input-not-workbook") from None


def _filled(rows: Iterable[Iterable[Any]]) -> list[Row]:
    numbered = (Row(number, tuple(map(_stripped, cells))) for number, cells in enumerate(rows, 1))
    filled = (row for row in numbered if any(cell is not None for cell in row.cells))
    return list(islice(filled, MOST_ROWS + 1))


def _stripped(cell: Any) -> Any:
    """A cell without the blanks around it, None if that leaves nothing."""
    return (cell.strip() or None) if isinstance(cell, str) else cell
