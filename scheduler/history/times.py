"""How a column of times becomes wall clock of the practice."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from scheduler.history.cells import is_given, texts

_CLOCK = r"[0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?"
_OFFSET = r"(?:[Zz]|[+-][01]\d(?::?[0-5]\d)?)"
_TIME = rf"^\d{{4}}-\d{{2}}-\d{{2}}(?:[Tt ]{_CLOCK}{_OFFSET}?)?$"
_LENGTH_OF_DATE = 10
_LENGTH_TO_MINUTES = 16


@dataclass(frozen=True, slots=True)
class Times:
    """A column of times: wall clock (null where only a date is given), dates, and what each cell held.

    `given`: it held something. `zoned`: a time with an offset. `clocked`: a time of day.
    """

    wall: pl.Series
    day: pl.Series
    given: pl.Series
    zoned: pl.Series

    @property
    def clocked(self) -> pl.Series:
        """Which cells held a time of day."""
        return self.wall.is_not_null()


def read_times(cells: pl.Series, zone: str | None) -> Times:
    """Times from ISO 8601 text, dates or timestamps; those with an offset are converted to the zone's wall clock.

    `zone` None takes every time as it stands, whatever offset it bears.
    """
    if isinstance(cells.dtype, pl.Date):
        return _only_days(cells)
    if isinstance(cells.dtype, pl.Datetime):
        return _timestamps(cells, zone)
    return _written(cells, zone)


def _only_days(cells: pl.Series) -> Times:
    clockless = pl.Series([None], dtype=pl.Datetime("us")).new_from_index(0, len(cells))
    return Times(clockless, cells, cells.is_not_null(), clockless.is_not_null())


def _timestamps(cells: pl.Series, zone: str | None) -> Times:
    held = cells.dtype.time_zone if isinstance(cells.dtype, pl.Datetime) else None
    shown = cells.dt.convert_time_zone(zone) if held and zone else cells
    wall = shown.dt.replace_time_zone(None).dt.cast_time_unit("us")
    given = cells.is_not_null()
    return Times(wall, wall.dt.date(), given, given if held else ~(given | True))


def _written(cells: pl.Series, zone: str | None) -> Times:
    bare = texts(cells)
    sound = bare.set(~bare.str.contains(_TIME), None)
    timed = sound.set(sound.str.len_bytes() == _LENGTH_OF_DATE, None)
    wall = _clock(timed)
    offset = timed.str.slice(_LENGTH_TO_MINUTES).str.extract(rf"({_OFFSET})$")
    zoned = wall.is_not_null() & offset.is_not_null()
    if zone and zoned.any():
        wall = wall.zip_with(~zoned, _converted(wall, offset, zone))
    days = sound.str.slice(0, _LENGTH_OF_DATE).str.to_date("%Y-%m-%d", strict=False)
    # A date before a clock time that does not exist is no date either.
    day = days.zip_with(timed.is_null(), wall.dt.date())
    return Times(wall, day, is_given(cells), zoned)


def _clock(timed: pl.Series) -> pl.Series:
    """The wall clock that is written, offsets left aside."""
    seconds = timed.str.slice(_LENGTH_TO_MINUTES).str.extract(r"^(:\d{2}(?:\.\d+)?)").fill_null(":00")
    plain = timed.str.slice(0, _LENGTH_OF_DATE) + "T" + timed.str.slice(11, 5) + seconds
    return plain.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", strict=False, time_unit="us")


def _converted(wall: pl.Series, offset: pl.Series, zone: str) -> pl.Series:
    """From the wall clock of an offset to that of a zone: by way of universal time no hour is doubtful."""
    digits = offset.str.replace_all(r"[Zz:+-]", "").str.pad_end(4, "0")
    minutes = digits.str.slice(0, 2).cast(pl.Int64) * 60 + digits.str.slice(2, 2).cast(pl.Int64)
    ahead = minutes.zip_with(~offset.str.starts_with("-"), -minutes)
    universal = wall - (ahead * 60_000_000).cast(pl.Duration("us"))
    return universal.dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.replace_time_zone(None)
