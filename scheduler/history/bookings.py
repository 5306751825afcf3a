"""The layout "bookings": the documented schema, a row for each booking or refused request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from scheduler.files.problems import BadInput, InputProblem
from scheduler.history.cells import is_given, numbers, texts, truths
from scheduler.history.columns import BOOKING_COLUMNS, Kind, Status
from scheduler.history.draft import CANCELLED_ON, Draft, a_draft, flag
from scheduler.history.given import Given
from scheduler.history.sexes import sexes
from scheduler.history.table import ROW
from scheduler.history.times import Times, read_times

_TEXTS = [name for name, kind in BOOKING_COLUMNS.items() if kind is Kind.TEXT and name not in ("sex", "status")]
_NUMBERS = ("planned_minutes", "wait_minutes", "actual_minutes")
_WHOLE_NUMBERS = ("age", "conditions")


def bookings(given: Given, zone: str) -> Draft:
    """A draft of a file of bookings; `BadInput` if some of its times have an offset and others have none."""
    times = {name: read_times(given.take(name), zone) for name, kind in BOOKING_COLUMNS.items() if kind is Kind.TIME}
    problems = list(_mixed_zones(given, times))
    if problems:
        raise BadInput(problems)
    columns = dict(_of_times(times)) | {name: texts(given.take(name)) for name in _TEXTS}
    for name in (*_NUMBERS, *_WHOLE_NUMBERS, "acute", "sex", "status"):
        cells = given.take(name)
        columns |= {flag(name): is_given(cells), name: _read(name, cells)}
    return _refusals_dated(a_draft(given, columns, {name: name for name in BOOKING_COLUMNS}))


def _refusals_dated(draft: Draft) -> Draft:
    """A refusal that names no appointment is of the day of the request."""
    nameless = (pl.col("status") == Status.REFUSED) & ~pl.col(flag("start"))
    day = pl.when(nameless).then("requested_on").otherwise("day").alias("day")
    return replace(draft, frame=draft.frame.with_columns(day))


def _read(name: str, cells: pl.Series) -> pl.Series:
    if name in _NUMBERS:
        return numbers(cells)
    if name in _WHOLE_NUMBERS:
        # An age of 0.5 years is an age of 0; what is out of all bounds must not wrap around.
        return numbers(cells).floor().clip(-1, 10_000)
    if name == "acute":
        return truths(cells)
    return sexes(cells) if name == "sex" else texts(cells).str.to_lowercase()


def _of_times(times: dict[str, Times]) -> Iterator[tuple[str, pl.Series]]:
    days = {"requested_at": "requested_on", "start": "day", "cancelled_at": CANCELLED_ON}
    for name, read in times.items():
        yield name, read.wall
        yield days[name], read.day
        yield flag(name), read.given


def _mixed_zones(given: Given, times: dict[str, Times]) -> Iterator[InputProblem]:
    """The first time without an offset, where others have one: nobody could tell which clock it shows."""
    zoned = _first(given, {name: read.zoned for name, read in times.items()})
    bare = _first(given, {name: read.clocked & ~read.zoned for name, read in times.items()})
    if zoned and bare:
        facts: dict[str, str | int] = {"row": str(zoned[0]), "column": given.name(zoned[1])}
        row, name = bare
        yield InputProblem(given.place(name, row), None, "history-mixed-zones", facts)  # a patient's time is not told


def _first(given: Given, marks: dict[str, pl.Series]) -> tuple[int, str] | None:
    """The row and column of the first mark."""
    rows = given.table.cells.get_column(ROW)
    found = [(int(rows.filter(mark)[0]), name) for name, mark in marks.items() if mark.any()]
    return min(found, default=None)
