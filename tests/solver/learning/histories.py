"""Histories for tests: rows with working defaults, and lengths drawn from a known truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from scheduler.history import FRAME_SCHEMA, History, Layout, Rejects
from scheduler.practice import Practice
from tests.practices import a_doctor, a_practice, a_site

A_MONDAY = date(2026, 1, 5)
CATEGORIES = [{"id": "child", "name": "Children", "ages": "0-6"}, {"id": "adult", "name": "Adults"}]


def a_learning_practice(**changes: Any) -> Practice:
    """A practice with two categories, open from Monday to Saturday, whose motives are the standard ones."""
    return a_practice(
        **{"categories": CATEGORIES, "sites": [a_site(hours={"mon-sat": "08:00-20:00"})]} | changes,
    )


def a_practice_of(doctors: int, **changes: Any) -> Practice:
    """The same with doctors d0, d1, …"""
    return a_learning_practice(practitioners=[a_doctor(f"d{number}") for number in range(doctors)], **changes)


def a_row(**stated: Any) -> dict[str, Any]:
    """An attended follow-up of 18 minutes at the only site on a Monday at 9."""
    working: dict[str, Any] = {
        "motive": "follow-up",
        "acute": False,
        "practitioner": "ada",
        "site": "nation",
        "day": A_MONDAY,
        "status": "attended",
        "actual_minutes": 18.0,
    }
    row = working | stated
    if row["status"] != "attended" and "actual_minutes" not in stated:
        row["actual_minutes"] = None
    if "start" not in row and row["day"] is not None:
        row["start"] = datetime.combine(row["day"], datetime.min.time()) + timedelta(hours=9)
    return row


def a_frame(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """The frame of a history; what rows do not state is null."""
    stated = {name for row in rows for name in row}
    columns = {name: [row.get(name) for row in rows] if name in stated else [None] * len(rows) for name in FRAME_SCHEMA}
    return pl.DataFrame({name: pl.Series(values, dtype=FRAME_SCHEMA[name]) for name, values in columns.items()})


def a_history(held: Sequence[Mapping[str, Any]] | pl.DataFrame, **stated: Any) -> History:
    """A history of those rows, none of which was left out."""
    frame = held if isinstance(held, pl.DataFrame) else a_frame(held)
    working: dict[str, Any] = {
        "rejects": Rejects(),
        "columns_given": frozenset(FRAME_SCHEMA),
        "layout": Layout.BOOKINGS,
        "synthetic": False,
        "rows": frame.height,
    }
    return History(frame, **working | stated)


def timed(groups: Mapping[tuple[str, str | None, str | None], Sequence[float]]) -> pl.DataFrame:
    """Timed cases from minutes by motive, category and practitioner; all on one day."""
    rows = [(*keys, float(minutes)) for keys, found in groups.items() for minutes in found]
    schema = {"motive": pl.String, "category": pl.String, "practitioner": pl.String, "minutes": pl.Float64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(pl.lit(A_MONDAY).alias("day"), pl.col("minutes").log().alias("log"))


def lognormal(seed: int, count: int, mean: float, sd: float = 0.3) -> list[float]:
    """Lengths of that mean in minutes whose logarithms spread by `sd`."""
    drawn = np.random.default_rng(seed).normal(np.log(mean) - sd**2 / 2, sd, count)
    return [float(one) for one in np.exp(drawn)]


def dates(count: int, first: date = A_MONDAY, sundays: bool = False) -> list[date]:
    """Dates in a row, Sundays left out unless wanted."""
    found = [first + timedelta(days=number) for number in range(count)]
    return [day for day in found if sundays or day.weekday() < 6]
