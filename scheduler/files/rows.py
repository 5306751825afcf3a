"""From the rows of a table to entries of a section of the practice."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scheduler.consistency.fault import listed, nearest
from scheduler.demand import CoverNeed, ExpectedDemand
from scheduler.files.columns import COLUMNS
from scheduler.files.place import RowSource
from scheduler.files.problems import InputProblem, Place
from scheduler.files.tables import Row
from scheduler.motives import ContactEntry, LengthEntry
from scheduler.part import Part
from scheduler.patients import ListEntry
from scheduler.staff import Absence, Practitioner, Wish

ENTRIES: dict[str, type[Part]] = {
    "practitioners": Practitioner,
    "lists": ListEntry,
    "absences": Absence,
    "wishes": Wish,
    "cover": CoverNeed,
    "demand": ExpectedDemand,
    "lengths": LengthEntry,
    "contacts": ContactEntry,
}


@dataclass
class Entries:
    """The entries of one table with their rows, and what is wrong with its header or rows."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    sources: list[RowSource] = field(default_factory=list)
    problems: list[InputProblem] = field(default_factory=list)


def read_rows(rows: list[Row], section: str, path: Path) -> Entries:
    """The entries of a table whose first row names the columns. Empty cells leave their field out."""
    header = [None if cell is None else _column_name(cell) for cell in rows[0].cells]
    missing = [name for name in required_columns(section) if name not in header]
    found = Entries(problems=_header_problems(header, rows[0].number, section, path))
    found.problems += [_missing_column(name, rows[0].number, path) for name in missing]
    if missing:
        return found  # every row would say the same
    readers = COLUMNS[section]
    for row in rows[1:]:
        named = dict(zip(header, row.cells, strict=False))
        entry = {name: readers[name](cell) for name, cell in named.items() if name in readers and cell is not None}
        found.entries.append(entry)
        found.sources.append(RowSource(path, row.number))
        found.problems += _stray_cells(header, row, path)
    return found


def _column_name(cell: Any) -> str:
    return str(cell).lower().replace(" ", "_").replace("-", "_")


def required_columns(section: str) -> list[str]:
    """The columns that the entries of a section cannot do without."""
    fields = ENTRIES[section].model_fields
    return [given.alias or name for name, given in fields.items() if given.is_required()]


def _missing_column(name: str, row: int, path: Path) -> InputProblem:
    place = Place(str(path), f"row {row}, column {name}", cell=(row, name))
    return InputProblem(place, None, "input-missing-column", {"name": name})


def _header_problems(header: list[str | None], row: int, section: str, path: Path) -> list[InputProblem]:
    known = list(COLUMNS[section])
    problems = []
    for position, name in enumerate(header):
        place = Place(str(path), f"row {row}, column {name}", cell=(row, str(name)))
        if name is not None and name not in known:
            facts = {"name": name, "known": listed(known), **nearest(name, known)}
            problems.append(InputProblem(place, name, "input-unknown-column", facts))
        elif name is not None and name in header[:position]:
            problems.append(InputProblem(place, name, "input-column-twice", {"name": name}))
    return problems


def _stray_cells(header: list[str | None], row: Row, path: Path) -> list[InputProblem]:
    """Cells under no column: most often a separator inside a cell that nobody put in quotes."""
    columns = [*header, *[None] * (len(row.cells) - len(header))]
    stray = [cell for name, cell in zip(columns, row.cells, strict=False) if name is None and cell is not None]
    place = RowSource(path, row.number).place(())
    return [InputProblem(place, str(stray[0]), "input-cell-without-column")] if stray else []
