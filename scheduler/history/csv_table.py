"""Tables of CSV text: one line is one row, so that every row has the number that an editor shows."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import polars as pl

from scheduler.files.problems import bad_file
from scheduler.history.content import read_content
from scheduler.history.table import BROKEN, MOST_COLUMNS, ROW, TOO_LONG, Table

Lines: TypeAlias = np.ndarray[tuple[int], np.dtype[np.bool_]]

SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class _Top:
    """What stands above the rows: the names of the columns, the separator, and where the rows begin."""

    header: tuple[str, ...]
    separator: str
    header_row: int
    end: int
    synthetic: bool


def read_csv_table(path: Path) -> Table:
    """The rows of a CSV file (comma, semicolon or tab), all cells as text; `BadInput` if it is no table."""
    content = read_content(path)
    top = _top(content, path)
    body = content[top.end :]
    del content
    lines = body.count(b"\n") + (1 if body and not body.endswith(b"\n") else 0)
    broken = _broken_lines(body, top.separator) if b'"' in body else np.zeros(lines, dtype=bool)
    cells = _cells(_blanked(body, broken) if broken.any() else body, top, path)
    if cells.height != lines:
        raise bad_file(path, "input-not-csv")
    return Table(path, top.header, top.header_row, _numbered(cells, broken, top), top.synthetic)


def _top(content: bytes, path: Path) -> _Top:
    """The header; comments and empty lines may precede it, and one comment may say that the history is synthetic."""
    start, row, synthetic = 0, 1, False
    while True:
        end = content.find(b"\n", start)
        end = len(content) if end < 0 else end
        line = content[start:end].decode("utf-8").strip("\r")
        if line.strip() and not line.startswith("#"):
            return _Top(*_header(line, path), row, end + 1, synthetic)
        if end == len(content):
            raise bad_file(path, "input-file-empty")
        synthetic = synthetic or line.lstrip("# ").lower().startswith("synthetic")
        start, row = end + 1, row + 1


def _header(line: str, path: Path) -> tuple[tuple[str, ...], str]:
    separator = max(SEPARATORS, key=line.count)
    if line.count(separator) >= MOST_COLUMNS:
        raise bad_file(path, "history-too-many-columns", most=MOST_COLUMNS)
    try:
        names = next(csv.reader([line], delimiter=separator))
    except csv.Error:
        raise bad_file(path, "input-not-csv") from None
    return tuple(name.strip() for name in names), separator


def _broken_lines(body: bytes, separator: str) -> Lines:
    """The lines whose quotation marks do not match: read as they stand, each would swallow the lines that follow."""
    lines = pl.read_csv(body, separator="\x00", quote_char=None, has_header=False, infer_schema=False)
    cell = rf'(?:"(?:[^"]|"")*"|[^"{separator}]*)'
    sound = lines.to_series().fill_null("").str.contains(rf"^{cell}(?:{separator}{cell})*\r?$")
    return (~sound).to_numpy()


def _blanked(body: bytes, broken: Lines) -> bytes:
    """The text with its broken lines made empty, all others in their places."""
    lines = body.split(b"\n")
    for number in np.flatnonzero(broken):
        lines[number] = b""
    # Without a line end after it, a last line made empty would be no line.
    return b"\n".join(lines) if body.endswith(b"\n") else b"\n".join((*lines, b""))


def _cells(body: bytes, top: _Top, path: Path) -> pl.DataFrame:
    names = [str(position) for position in range(len(top.header))]
    own_header = top.separator.join([*names, TOO_LONG]).encode()
    try:
        return pl.read_csv(
            b"\n".join((own_header, body)),
            separator=top.separator,
            infer_schema=False,
            truncate_ragged_lines=True,
        )
    except pl.exceptions.PolarsError:
        raise bad_file(path, "input-not-csv") from None


def _numbered(cells: pl.DataFrame, broken: Lines, top: _Top) -> pl.DataFrame:
    """The cells with the line of each row; lines without a cell are no rows."""
    first = top.header_row + 1
    empty = pl.all_horizontal(pl.exclude(ROW, BROKEN).is_null())
    return (
        cells.with_columns(pl.Series(BROKEN, broken))
        .with_columns(pl.int_range(first, first + pl.len(), dtype=pl.Int64).alias(ROW))
        .filter(pl.col(BROKEN) | ~empty)
        .with_columns(pl.col(TOO_LONG).is_not_null())
    )
