"""Writing a synthetic history: whole or not at all, and said to be synthetic."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import polars as pl

SUFFIXES = (".csv", ".parquet")
SYNTHETIC = "creneau.synthetic"
"""The key under which a Parquet file holds the note; a CSV file holds it in its first line."""


def can_write(path: Path) -> bool:
    """Whether a file could be written there, as far as can be told beforehand."""
    folder = path.absolute().parent
    return not path.is_dir() and folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def write_history(frame: pl.DataFrame, path: Path, note: str) -> None:
    """Write the rows as CSV or Parquet, by the name's ending, with the note that they are synthetic.

    An earlier file is replaced in one step, or left as it was; OSError if nothing can be written.
    """
    workshop = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.absolute().parent))
    try:
        made = workshop / path.name
        _write(frame, made, note)
        made.replace(path)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _write(frame: pl.DataFrame, path: Path, note: str) -> None:
    with path.open("wb") as file:
        if path.suffix.lower() == ".parquet":
            frame.write_parquet(file, metadata={SYNTHETIC: note})
        else:
            file.write(f"# synthetic: {note}\n".encode())
            frame.write_csv(file, datetime_format="%Y-%m-%dT%H:%M")
        file.flush()
        os.fsync(file.fileno())
