"""The layout "consultation-times": tables of how long patients of each class waited and were seen.

It tells no date, patient or practitioner. Every row is a visit that took place.
"""

from __future__ import annotations

import polars as pl

from scheduler.history.cells import is_given, numbers, texts
from scheduler.history.columns import Status
from scheduler.history.draft import Draft, a_draft, flag
from scheduler.history.given import Given

_SOURCES = {"motive": "visit_type", "wait_minutes": "wait_min", "actual_minutes": "consult_min"}


def consultation_times(given: Given, zone: str) -> Draft:  # noqa: ARG001 - readers of layouts are called alike
    """A draft of the table, its visit classes as motives."""
    rows = given.table.cells.height
    columns = {
        "motive": texts(given.take("visit_type")),
        "status": pl.Series([Status.ATTENDED.value]).new_from_index(0, rows),
        flag("status"): pl.Series([True]).new_from_index(0, rows),
    }
    for name in ("wait_minutes", "actual_minutes"):
        cells = given.take(_SOURCES[name])
        columns |= {name: numbers(cells), flag(name): is_given(cells)}
    return a_draft(given, columns, _SOURCES)
