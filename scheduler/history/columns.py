"""The columns of a history: those of its file, and those of the frame that readers give."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import polars as pl

DataType: TypeAlias = pl.DataType | type[pl.DataType]


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    TIME = "time"


class Status(StrEnum):
    """What became of a booking."""

    ATTENDED = "attended"
    DID_NOT_ATTEND = "did_not_attend"
    CANCELLED = "cancelled"
    REFUSED = "refused"


BOOKING_COLUMNS: dict[str, Kind] = {
    "requested_at": Kind.TIME,
    "patient": Kind.TEXT,
    "category": Kind.TEXT,
    "age": Kind.NUMBER,
    "sex": Kind.TEXT,
    "conditions": Kind.NUMBER,
    "own_doctor": Kind.TEXT,
    "motive": Kind.TEXT,
    "acute": Kind.TRUTH,
    "channel": Kind.TEXT,
    "practitioner": Kind.TEXT,
    "site": Kind.TEXT,
    "start": Kind.TIME,
    "planned_minutes": Kind.NUMBER,
    "wait_minutes": Kind.NUMBER,
    "actual_minutes": Kind.NUMBER,
    "status": Kind.TEXT,
    "cancelled_at": Kind.TIME,
}

# Times are wall clock of the practice, without a zone; `row` is the line of the file.
FRAME_SCHEMA: dict[str, DataType] = {
    "requested_at": pl.Datetime("us"),
    "requested_on": pl.Date,
    "patient": pl.String,
    "category": pl.String,
    "age": pl.Int32,
    "sex": pl.String,
    "conditions": pl.Int32,
    "own_doctor": pl.String,
    "motive": pl.String,
    "acute": pl.Boolean,
    "channel": pl.String,
    "practitioner": pl.String,
    "site": pl.String,
    "start": pl.Datetime("us"),
    "day": pl.Date,
    "planned_minutes": pl.Float64,
    "wait_minutes": pl.Float64,
    "actual_minutes": pl.Float64,
    "status": pl.String,
    "cancelled_at": pl.Datetime("us"),
    "row": pl.Int64,
}
