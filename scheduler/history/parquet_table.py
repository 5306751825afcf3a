"""Tables of Parquet files."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl

from scheduler.files.problems import bad_file
from scheduler.files.text import read_bytes
from scheduler.history.table import BROKEN, MOST_COLUMNS, ROW, TOO_LONG, Table

MAGIC = b"PAR1"
SYNTHETIC = "creneau.synthetic"


def read_parquet_table(path: Path) -> Table:
    """The rows of a Parquet file, numbered as if a header stood on line 1; `BadInput` if it is none.

    It is synthetic if its metadata hold the key `creneau.synthetic`.
    """
    content = read_bytes(path)
    if not content:
        raise bad_file(path, "input-file-empty")
    if not (content.startswith(MAGIC) and content.endswith(MAGIC)):
        raise bad_file(path, "history-not-parquet")
    try:
        metadata = pl.read_parquet_metadata(io.BytesIO(content))
        frame = pl.read_parquet(io.BytesIO(content))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError):
        raise bad_file(path, "history-not-parquet") from None
    return Table(path, tuple(frame.columns), 1, _numbered(frame, path), SYNTHETIC in metadata)


def _numbered(frame: pl.DataFrame, path: Path) -> pl.DataFrame:
    if frame.width > MOST_COLUMNS:
        raise bad_file(path, "history-too-many-columns", most=MOST_COLUMNS)
    cells = frame.rename({name: str(position) for position, name in enumerate(frame.columns)})
    return cells.with_columns(
        pl.int_range(2, 2 + pl.len(), dtype=pl.Int64).alias(ROW),
        pl.lit(value=False).alias(BROKEN),
        pl.lit(value=False).alias(TOO_LONG),
    )
