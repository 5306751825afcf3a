"""A history: the bookings of a past time as the learners take them."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from scheduler.history.layouts import Layout
from scheduler.history.rejects import Note, Rejects


@dataclass(frozen=True, slots=True)
class History:
    """The usable rows of a file, in its order, and an account of all others.

    `frame` has the columns of `FRAME_SCHEMA`, null where unknown: times are wall clock of the practice, lengths are
    minutes, `row` is the line of the file. `day` is there in every row, except for consultation times, which have
    none. `columns_given`: the columns that the file itself held. `rows`: the rows read; those of `frame` and of
    `rejects` together. `notes`: the values left out of rows that were kept.
    """

    frame: pl.DataFrame
    rejects: Rejects
    columns_given: frozenset[str]
    layout: Layout
    synthetic: bool
    rows: int
    notes: tuple[Note, ...] = field(default=())
