"""Files that cannot be used as a whole say why, where, and never what a patient is called."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from scheduler.files import BadInput, InputProblem
from scheduler.history import Layout, read_history
from scheduler.messages import LANGUAGES
from tests.scheduler.history.histories import a_row, at, in_csv, the_practice

HEADER = b"start,status,patient\n"
SOUND = HEADER + b"2026-01-05,attended,p-1\n"
WORKBOOK = b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + bytes(40)


def problems(path: Path, layout: Layout | None = None) -> tuple[InputProblem, ...]:
    with pytest.raises(BadInput) as error:
        read_history(path, the_practice(), layout)
    assert {problem.file for problem in error.value.problems} == {str(path)}
    for language in LANGUAGES:
        assert len(error.value.in_language(language).splitlines()) == len(error.value.problems)
    return error.value.problems


def written(folder: Path, content: bytes, name: str = "history.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


UNREADABLE: dict[str, tuple[str, bytes, str, int | None]] = {
    # name of the file, content, reason, line
    "empty": ("history.csv", b"", "input-file-empty", None),
    "blank": ("history.csv", b" \n\n", "input-file-empty", None),
    "comments only": ("history.csv", b"# synthetic\n# nothing", "input-file-empty", None),
    "header only": ("history.csv", HEADER, "history-no-rows", None),
    "header without end": ("history.csv", HEADER.strip(), "history-no-rows", None),
    "header and empty lines": ("history.csv", HEADER + b"\n,,\n", "history-no-rows", None),
    "another kind": ("history.xlsx", WORKBOOK, "history-unknown-file-type", None),
    "a workbook by another name": ("history.csv", WORKBOOK, "history-not-text", None),
    "utf-16": ("history.csv", SOUND.decode().encode("utf-16"), "input-file-wide-characters", None),
    "mixed encodings": (
        "history.csv",
        SOUND + "2026-01-06,attended,é\n".encode() + "2026-01-07,attended,é\n".encode("latin-1"),
        "input-file-not-utf8",
        4,
    ),
    "cut inside a character": ("history.csv", SOUND + "é".encode()[:1], "input-file-not-utf8", 3),
    "not packed": ("history.csv.gz", SOUND, "history-not-gzip", None),
    "packed and cut": ("history.csv.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03K,", "history-not-gzip", None),
    "empty parquet": ("history.parquet", b"", "input-file-empty", None),
    "text called parquet": ("history.parquet", SOUND, "history-not-parquet", None),
    "broken parquet": ("history.parquet", b"PAR1" + bytes(100) + b"PAR1", "history-not-parquet", None),
    "too many columns": (
        "history.csv",
        ",".join(f"c{n}" for n in range(201)).encode() + b"\n1\n",
        "history-too-many-columns",
        None,
    ),
}


@pytest.mark.parametrize("case", UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_file(tmp_path: Path, case: tuple[str, bytes, str, int | None]) -> None:
    """What is no history is one problem, with its line where there is one."""
    name, content, reason, line = case
    (problem,) = problems(written(tmp_path, content, name))
    assert (problem.reason_key, problem.place.line) == (reason, line)


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there."""
    for name in ("history.csv", "history.csv.gz", "history.parquet"):
        assert problems(tmp_path / name)[0].reason_key == "input-file-missing"


def test_too_much_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A packed file that would fill the memory is refused before it does."""
    import gzip

    monkeypatch.setattr("scheduler.history.content.MOST_BYTES", 2**20)
    path = written(tmp_path, gzip.compress(SOUND + b"2026-01-05,attended,p-1\n" * 100_000), "history.csv.gz")
    (problem,) = problems(path)
    assert (problem.reason_key, problem.facts) == ("history-too-large", {"most": 1})


def test_unknown_header_names_the_layouts_and_the_nearest_columns(tmp_path: Path) -> None:
    """Who misspelt a column learns which one; who has another table learns what is needed."""
    path = written(tmp_path, b"strat;status;Room\n2026-01-05;attended;3\n")
    first, second = problems(path)
    assert first.in_language("en") == (
        f"{path}: row 1: This header is of no known layout. Bookings need the columns start, status; the table of "
        "no-shows AppointmentDay, No-show; tables of consultation times visit_type, consult_min."
    )
    assert second.in_language("en") == (
        f"{path}: row 1, column strat: “strat” is no column of a known layout. Is “start” meant?"
    )


def test_first_row_in_place_of_a_header_is_not_told(tmp_path: Path) -> None:
    """A file without a header begins with a patient."""
    path = written(tmp_path, b"2026-01-05T09:20,patient-17,attended\n2026-01-05T09:40,patient-18,attended\n")
    assert "patient-17" not in "".join(problem.in_language("fr") for problem in problems(path))


def test_unknown_and_double_columns_are_told_together(tmp_path: Path) -> None:
    """Every fault of a header is told at once, with the column that it may mean."""
    path = written(tmp_path, b"start,status,actual_minuts,Status,name\n2026-01-05,attended,3,x,y\n")
    found = [(problem.reason_key, problem.value, problem.facts.get("nearest")) for problem in problems(path)]
    assert found == [
        ("input-column-twice", "Status", None),
        ("input-unknown-column", "actual_minuts", "actual_minutes"),
        ("input-unknown-column", "name", None),
    ]


def test_stated_layout_is_held_to(tmp_path: Path) -> None:
    """A layout that was asked for names the columns that it lacks."""
    path = written(tmp_path, SOUND)
    found = [(problem.reason_key, problem.facts["name"]) for problem in problems(path, Layout.NO_SHOWS)]
    assert found == [("input-missing-column", "AppointmentDay"), ("input-missing-column", "No-show")]


def test_times_with_and_without_offset_are_refused(tmp_path: Path) -> None:
    """Nobody could tell which clock the times without an offset show; the first of each is named."""
    rows = [
        a_row(requested_at="2026-01-02", start="2026-01-05T08:20Z"),
        a_row(requested_at="", start="2026-01-05T08:40Z"),
        a_row(requested_at="2026-01-03T10:15", start="2026-01-05T09:00Z"),
    ]
    path = written(tmp_path, in_csv(rows).encode())
    (problem,) = problems(path)
    assert problem.in_language("en") == (
        f"{path}: row 4, column requested_at: This time has no offset, while the one in row 2, "
        "column start has one. Either all times have an offset (such as +01:00 or Z), or none has."
    )


def test_parquet_with_and_without_zone_is_refused(tmp_path: Path) -> None:
    """Columns of which one has a zone and one has none are the same fault."""
    zoned, bare = datetime(2026, 1, 2, 8, tzinfo=ZoneInfo("UTC")), at("2026-01-05T09:00")
    path = tmp_path / "history.parquet"
    pl.DataFrame({"requested_at": [zoned], "start": [bare], "status": ["attended"]}).write_parquet(path)
    (problem,) = problems(path)
    assert (problem.reason_key, problem.place.cell) == ("history-mixed-zones", (2, "start"))


WRONG: list[tuple[str, list[Any], str]] = [
    ("start", [20260105], "history-type-time"),
    ("planned_minutes", [date(2026, 1, 5)], "history-type-number"),
    ("acute", [0.5], "history-type-truth"),
    ("patient", [b"p-1"], "history-type-text"),
    ("motive", [["acute"]], "history-type-text"),
]


@pytest.mark.parametrize(("column", "cells", "reason"), WRONG)
def test_parquet_of_wrong_types(tmp_path: Path, column: str, cells: list[Any], reason: str) -> None:
    """A column of a type that cannot hold such values is named with its type."""
    path = tmp_path / "history.parquet"
    pl.DataFrame({"start": ["2026-01-05"], "status": ["attended"]} | {column: cells}).write_parquet(path)
    (problem,) = problems(path)
    assert (problem.reason_key, problem.place.cell) == (reason, (1, column))
