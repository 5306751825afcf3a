"""From a place in the plain data of a practice to the file, field, line or cell that the user wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.consistency.fault import Location
from scheduler.files.problems import Place


def field_text(location: Location) -> str:
    """A location as a path of fields: `sites[2].hours.mon-fri`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".")


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text file; `base` is where in it the data stand that a location speaks of."""

    path: Path
    lines: Mapping[Location, int] = field(default_factory=dict)
    base: Location = ()

    def place(self, location: Location) -> Place:
        """The field and its line, or the line of the nearest thing around a field that is missing."""
        whole = (*self.base, *location)
        around = (whole[:length] for length in range(len(whole), 0, -1))
        line = next((self.lines[part] for part in around if part in self.lines), None)
        return Place(str(self.path), field_text(whole), line)


@dataclass(frozen=True, slots=True)
class RowSource:
    """A row of a table, counted as spreadsheets do."""

    path: Path
    row: int

    def place(self, location: Location) -> Place:
        """The cell, or the row when the location names no column."""
        if not location:
            return Place(str(self.path), f"row {self.row}", cell=(self.row, None))
        column = str(location[0])
        return Place(str(self.path), f"row {self.row}, column {column}", cell=(self.row, column))
