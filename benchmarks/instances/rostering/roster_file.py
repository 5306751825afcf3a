"""Writes and reads rosters of the benchmark as CSV: one row per worked shift."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from benchmarks.instances.rostering.instance import Worked


def write_roster(path: Path, roster: Iterable[Worked]) -> None:
    """Write `employee,day,shift` rows, days counted from 0."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Worked._fields)
        writer.writerows(roster)


def read_roster(path: Path) -> tuple[Worked, ...]:
    """The roster of a file that `write_roster` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Worked(row["employee"], int(row["day"]), row["shift"]) for row in csv.DictReader(file))
