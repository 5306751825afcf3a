"""What a layout says of each row in the words of the frame, before any row is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from scheduler.history.columns import FRAME_SCHEMA
from scheduler.history.given import Given
from scheduler.history.table import BROKEN, ROW, TOO_LONG

# Columns that show, beside the value read (null if unreadable), whether the file held anything at all.
FLAGGED = (
    "requested_at",
    "age",
    "sex",
    "conditions",
    "acute",
    "start",
    "planned_minutes",
    "wait_minutes",
    "actual_minutes",
    "status",
    "cancelled_at",
)
CANCELLED_ON = "cancelled_on"
BOOKING = "booking"


def flag(name: str) -> str:
    """The draft's column that says whether the file held anything in another."""
    return f"{name}:given"


@dataclass(frozen=True, slots=True)
class Draft:
    """Every row of a table, in the columns of the frame and those that the rules ask for beside them.

    `names`: how the file calls each column. `held`: the columns that it has.
    """

    frame: pl.DataFrame
    names: Mapping[str, str]
    held: frozenset[str]

    def with_motives(self, called: Mapping[str, str]) -> Draft:
        """The draft with the motives that the file calls otherwise under the practice's ids."""
        return replace(self, frame=self.frame.with_columns(pl.col("motive").replace(called))) if called else self


def a_draft(given: Given, columns: Mapping[str, pl.Series], sources: Mapping[str, str]) -> Draft:
    """A draft from the columns that a layout has; all others are null. `sources`: the layout's name for each."""
    kept = given.table.cells.select(ROW, BROKEN, TOO_LONG)
    frame = kept.with_columns(series.alias(name) for name, series in columns.items())
    others = {**FRAME_SCHEMA, BOOKING: pl.String, CANCELLED_ON: pl.Date}
    empty = [pl.lit(None, dtype=kind).alias(name) for name, kind in others.items() if name not in frame.columns]
    unmarked = [pl.lit(value=False).alias(flag(name)) for name in FLAGGED if flag(name) not in frame.columns]
    typed = [pl.col(name).cast(kind) for name, kind in FRAME_SCHEMA.items() if name in columns]
    held = frozenset(name for name, source in sources.items() if source in given and name in FRAME_SCHEMA)
    names = {name: given.name(source) for name, source in sources.items()}
    return Draft(frame.with_columns(*empty, *unmarked, *typed), names, held)
