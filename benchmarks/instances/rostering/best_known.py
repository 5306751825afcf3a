"""The best values known for instances, from a `best_known.csv` beside their files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BestKnown:
    """Proven lower bound and best value found by anyone; equal when the instance is closed."""

    lower: int
    upper: int


def best_known(instance_file: Path) -> BestKnown | None:
    """What `best_known.csv` (columns instance, lower, upper) beside the file says of it; None if nothing usable."""
    beside = instance_file.parent / "best_known.csv"
    if not beside.is_file():
        return None
    with beside.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.get("instance") == instance_file.stem]
    return _figures(rows[0]) if rows else None


def _figures(row: dict[str, str]) -> BestKnown | None:
    try:
        return BestKnown(int(row["lower"]), int(row["upper"]))
    except (KeyError, TypeError, ValueError):
        return None
