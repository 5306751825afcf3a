"""A table as it stands in a file, before anything is known of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

ROW = "row"
BROKEN = "broken"
TOO_LONG = "too_long"
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Table:
    """The header of a table and its rows.

    `cells` has a column for each of the header, named by its position ("0", "1", …), and `row` (its line), `broken`
    (its quotation marks do not match, so its cells are null) and `too_long` (it has cells beyond the header).
    """

    path: Path
    header: tuple[str, ...]
    header_row: int
    cells: pl.DataFrame
    synthetic: bool = False
