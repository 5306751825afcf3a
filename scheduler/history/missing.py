"""What a history cannot tell for want of columns."""

from __future__ import annotations

from enum import StrEnum

import polars as pl

from scheduler.history.columns import Status
from scheduler.history.history import History


class Part(StrEnum):
    """A part of what can be learned."""

    LENGTHS = "lengths"
    LENGTHS_BY_CATEGORY = "lengths_by_category"
    LENGTHS_BY_PRACTITIONER = "lengths_by_practitioner"
    ACUTE_DEMAND = "acute_demand"
    ACUTE_PARTS = "acute_parts"
    NO_SHOWS = "no_shows"
    NO_SHOWS_BY_LEAD = "no_shows_by_lead"
    RELEASE = "release"


def _told(*columns: str) -> pl.Expr:
    return pl.all_horizontal(pl.col(columns).is_not_null())


_LENGTH = (pl.col("status") == Status.ATTENDED) & _told("motive", "actual_minutes")
_ACUTE = pl.col("acute") & _told("site", "day")
_MISSED = pl.col("status") == Status.DID_NOT_ATTEND

# A part can be learned if some row tells all that it takes.
_TELLS: dict[Part, pl.Expr] = {
    Part.LENGTHS: _LENGTH,
    Part.LENGTHS_BY_CATEGORY: _LENGTH & _told("category"),
    Part.LENGTHS_BY_PRACTITIONER: _LENGTH & _told("practitioner"),
    Part.ACUTE_DEMAND: _ACUTE,
    Part.ACUTE_PARTS: _ACUTE & _told("start"),
    Part.NO_SHOWS: _MISSED,
    Part.NO_SHOWS_BY_LEAD: _MISSED & _told("requested_on", "day"),
    Part.RELEASE: pl.col("acute") & _told("requested_at", "day"),
}


def missing(history: History) -> dict[Part, str]:
    """The parts that cannot be learned, each with the key of a sentence that says which columns they take."""
    told = history.frame.select(tells.any().alias(part) for part, tells in _TELLS.items()).row(0, named=True)
    return {part: f"history-missing-{part.replace('_', '-')}" for part in Part if not told[part]}
