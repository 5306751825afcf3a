"""Bookings come in as the practice's own clock, words and numbers tell them, whatever wrote the file."""

from __future__ import annotations

import gzip
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from scheduler.history import BOOKING_COLUMNS, FRAME_SCHEMA, Layout, read_history
from tests.scheduler.history.histories import (
    a_row,
    at,
    in_csv,
    not_seen,
    noted,
    read_rows,
    read_text,
    rejected,
    the_practice,
)

OVERSEAS = {"id": "island", "name": "Island", "country": "FR", "subdivision": "974"}


def cell(folder: Path, column: str, **stated: Any) -> Any:
    """What the frame says of the only row, in a column."""
    frame = read_rows(folder, a_row(**stated)).frame
    assert frame.height == 1
    return frame[column][0]


def test_row_comes_in_as_written(tmp_path: Path) -> None:
    """Every column of the schema is read with its type."""
    history = read_rows(tmp_path, a_row(category="adult", acute="no"))
    assert (history.layout, history.rows, history.synthetic) == (Layout.BOOKINGS, 1, False)
    assert history.columns_given == set(BOOKING_COLUMNS)
    assert dict(history.frame.schema) == FRAME_SCHEMA
    assert history.frame.row(0, named=True) == {
        "requested_at": at("2026-01-02T18:45"),
        "requested_on": date(2026, 1, 2),
        "patient": "p-1",
        "category": "adult",
        "age": 34,
        "sex": "f",
        "conditions": 0,
        "own_doctor": "ada",
        "motive": "follow-up",
        "acute": False,
        "channel": "in_person",
        "practitioner": "ada",
        "site": "nation",
        "start": at("2026-01-05T09:20"),
        "day": date(2026, 1, 5),
        "planned_minutes": 20.0,
        "wait_minutes": 4.0,
        "actual_minutes": 21.5,
        "status": "attended",
        "cancelled_at": None,
        "row": 2,
    }


def test_two_columns_are_enough(tmp_path: Path) -> None:
    """A date and a status make a history; all else is unknown, and nothing is noted."""
    history = read_text(tmp_path, "start,status\n2026-01-05,attended\n", practice=the_practice(categories=None))
    known = {"day": date(2026, 1, 5), "status": "attended", "row": 2, "site": "nation"}
    assert {name: value for name, value in history.frame.row(0, named=True).items() if value is not None} == known
    assert history.columns_given == {"start", "status"}
    assert history.notes == ()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["history.csv", "HISTORY.CSV", "history.csv.gz"])
def test_separators_and_packing_do_not_matter(tmp_path: Path, separator: str, name: str) -> None:
    """Comma, semicolon or tab, packed or not, the history is the same."""
    rows = [a_row(), not_seen("cancelled", cancelled_at="2026-01-04T10:00")]
    frame = read_text(tmp_path, in_csv(rows, separator), name).frame
    assert_frame_equal(frame, read_rows(tmp_path, *rows).frame)


def test_spreadsheets_ways_do_not_matter(tmp_path: Path) -> None:
    """A byte order mark, carriage returns, quotes around everything and capitals in the header are all the same."""
    plain = "start,status,actual minutes\n2026-01-05T09:20,attended,12\n"
    as_windows = "\ufeff" + '"Start";"Status";"Actual-Minutes"\r\n"2026-01-05 09:20:00";" Attended ";"12,0"\r\n'
    assert_frame_equal(read_text(tmp_path, as_windows).frame, read_text(tmp_path, plain).frame)


def test_comment_marks_a_synthetic_history(tmp_path: Path) -> None:
    """The comment is told, and rows keep the numbers that an editor shows."""
    history = read_text(tmp_path, in_csv([a_row()], top="# synthetic: seed 7\n"))
    assert history.synthetic
    assert history.frame["row"].to_list() == [3]
    assert not read_text(tmp_path, in_csv([a_row()], top="# exported in May\n")).synthetic


def test_empty_lines_are_no_rows(tmp_path: Path) -> None:
    """Lines without a cell are passed over, and those below keep their numbers."""
    history = read_text(tmp_path, "start,status\n\n2026-01-05,attended\n,\n\r\n2026-01-06,attended")
    assert history.rows == 2
    assert history.frame["row"].to_list() == [3, 6]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-05T09:20", at("2026-01-05T09:20")),
        ("2026-01-05 09:20", at("2026-01-05T09:20")),
        ("2026-01-05T09:20:30", at("2026-01-05T09:20:30")),
        ("2026-01-05T09:20:30.25", at("2026-01-05T09:20:30.250000")),
        ("2026-01-05T08:20Z", at("2026-01-05T09:20")),
        ("2026-01-05T09:20:00+01:00", at("2026-01-05T09:20")),
        ("2026-01-05T03:20-0500", at("2026-01-05T09:20")),
        ("2026-07-06T09:20+02", at("2026-07-06T09:20")),
        ("2026-01-05", None),
    ],
)
def test_times_become_wall_clock(tmp_path: Path, written: str, expected: datetime | None) -> None:
    """A time shows the practice's clock, converted if it has an offset; a date alone has no time."""
    assert cell(tmp_path, "start", start=written, requested_at="") == expected


def test_offset_may_move_the_date(tmp_path: Path) -> None:
    """The date of an appointment is that of the practice's clock, overseas too."""
    late = a_row(start="2026-01-05T22:30Z", requested_at="")
    assert read_rows(tmp_path, late).frame["day"].to_list() == [date(2026, 1, 5)]
    overseas = read_rows(tmp_path, late, practice=the_practice(practice=OVERSEAS))
    assert overseas.frame["start"].to_list() == [at("2026-01-06T02:30")]
    assert overseas.frame["day"].to_list() == [date(2026, 1, 6)]


def test_clock_changes_break_nothing(tmp_path: Path) -> None:
    """An hour that is skipped or repeated is read as it stands, and reached from two offsets."""
    skipped = a_row(start="2026-03-29T02:30", requested_at="")
    repeated = a_row(start="2026-10-25T02:30", requested_at="")
    history = read_rows(tmp_path, skipped, repeated)
    assert history.frame["start"].to_list() == [at("2026-03-29T02:30"), at("2026-10-25T02:30")]
    twice = [a_row(start=f"2026-10-25T02:30{offset}", requested_at="", patient="") for offset in ("+02:00", "+01:00")]
    assert read_rows(tmp_path, *twice).frame["start"].to_list() == [at("2026-10-25T02:30")] * 2


@given(
    st.lists(
        st.tuples(
            st.datetimes(at("1980-01-01T00:00"), at("2090-01-01T00:00")).map(
                lambda moment: moment.replace(microsecond=0)
            ),
            st.integers(-14 * 4, 14 * 4),
        ),
        min_size=1,
        max_size=20,
    )
)
@settings(deadline=None, max_examples=30)
def test_conversion_agrees_with_the_standard_library(
    tmp_path_factory: pytest.TempPathFactory, moments: list[tuple[datetime, int]]
) -> None:
    """Whatever the offset, the wall clock is the one that Python's own zones give."""
    written = [
        f"{moment.isoformat()}{'-' if q < 0 else '+'}{abs(q) // 4:02d}:{abs(q) % 4 * 15:02d}" for moment, q in moments
    ]
    text = "start,status\n" + "".join(f"{time},attended\n" for time in written)
    frame = read_text(tmp_path_factory.mktemp("history"), text).frame
    paris = ZoneInfo("Europe/Paris")
    assert frame["start"].to_list() == [
        datetime.fromisoformat(time).astimezone(paris).replace(tzinfo=None) for time in written
    ]


def test_refused_request_has_a_date_of_its_own(tmp_path: Path) -> None:
    """What was asked for is its date, with its time if it has one; without either, the day of the request."""
    hour = not_seen("refused", start="2026-01-06T09:00")
    day = not_seen("refused", start="2026-01-07")
    asked = not_seen("refused", start="")
    frame = read_rows(tmp_path, hour, day, asked).frame
    assert frame["day"].to_list() == [date(2026, 1, 6), date(2026, 1, 7), date(2026, 1, 2)]
    assert frame["start"].to_list() == [at("2026-01-06T09:00"), None, None]


def test_only_site_of_a_practice_is_that_of_all(tmp_path: Path) -> None:
    """A file without sites is of the only one; a row that leaves it empty where others name it is not."""
    text = "start,status\n2026-01-05,attended\n"
    assert read_text(tmp_path, text).frame["site"].to_list() == ["nation"]
    assert cell(tmp_path, "site", site="") is None


def as_parquet(folder: Path, frame: pl.DataFrame, **metadata: str) -> Path:
    path = folder / "history.parquet"
    frame.write_parquet(path, metadata=metadata)
    return path


@given(st.data())
@settings(deadline=None, max_examples=25)
def test_csv_and_parquet_hold_the_same_history(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """What is read from CSV, written again as either kind of file, is read as the same once more."""
    folder = tmp_path_factory.mktemp("history")
    states = st.sampled_from([{}, {"age": ""}, {"sex": "x"}, {"start": "2026-01-05"}, {"practitioner": "zoe"}])
    rows = [
        a_row(patient=f"p-{number}") | data.draw(states) for number in range(data.draw(st.integers(1, 8), label="rows"))
    ]
    first = read_rows(folder, *rows).frame
    started = pl.col("start").dt.strftime("%Y-%m-%dT%H:%M:%S").fill_null(pl.col("day").dt.strftime("%Y-%m-%d"))
    canonical = first.with_columns(started.alias("start")).select(*BOOKING_COLUMNS)
    shown = canonical.with_columns(pl.col(pl.Datetime).dt.strftime("%Y-%m-%dT%H:%M:%S"))
    from_csv = read_text(folder, shown.write_csv(), "again.csv").frame
    from_parquet = read_history(as_parquet(folder, canonical), the_practice()).frame
    assert_frame_equal(from_csv, from_parquet)
    assert_frame_equal(from_csv, first)


def test_parquet_may_hold_true_types(tmp_path: Path) -> None:
    """Timestamps of a zone, of another unit, dates, categories and whole numbers are read as their text would be."""
    moment = datetime(2026, 1, 5, 8, 20, tzinfo=ZoneInfo("UTC"))
    frame = pl.DataFrame(
        {
            "requested_at": [datetime(2026, 1, 2, 17, 45, tzinfo=ZoneInfo("UTC"))],
            "start": [moment],
            "status": pl.Series(["attended"], dtype=pl.Categorical),
            "patient": [417],
            "acute": [True],
            "age": pl.Series([34], dtype=pl.UInt8),
            "actual_minutes": [float("nan")],
        },
    ).with_columns(pl.col("requested_at").dt.cast_time_unit("ns"))
    history = read_history(as_parquet(tmp_path, frame, **{"creneau.synthetic": "seed 7"}), the_practice())
    row = history.frame.row(0, named=True)
    assert history.synthetic
    assert (row["start"], row["requested_at"]) == (at("2026-01-05T09:20"), at("2026-01-02T18:45"))
    assert (row["patient"], row["acute"], row["age"], row["actual_minutes"], row["row"]) == ("417", True, 34, None, 2)


def test_parquet_dates_have_no_time(tmp_path: Path) -> None:
    """A column of dates gives days only."""
    frame = pl.DataFrame({"start": [date(2026, 1, 5), None], "status": ["attended", "attended"]})
    history = read_history(as_parquet(tmp_path, frame), the_practice())
    assert history.frame.select("start", "day").rows() == [(None, date(2026, 1, 5))]
    assert rejected(history) == [(3, "start", "history-start-missing")]


def test_packed_file_is_read_as_a_whole(tmp_path: Path) -> None:
    """A file packed in two pieces, as log rotation leaves it, is one history."""
    first, second = in_csv([a_row()]), "2026-01-06T09:00"
    columns = first.splitlines()[0].split(",")
    line = ",".join(second if name == "start" else "attended" if name == "status" else "" for name in columns) + "\n"
    path = tmp_path / "history.csv.gz"
    path.write_bytes(gzip.compress(first.encode()) + gzip.compress(line.encode()))
    assert read_history(path, the_practice()).rows == 2


def test_numbers_are_read_in_both_ways_of_writing(tmp_path: Path) -> None:
    """A comma is as good as a point; an age in parts of a year is counted down."""
    history = read_rows(tmp_path, a_row(actual_minutes="12,5", age="0.5"))
    assert history.frame.select("actual_minutes", "age").rows() == [(12.5, 0)]
    assert noted(history) == []
