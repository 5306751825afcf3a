"""Every row is kept or rejected once, for the first reason that holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.history.row_rules import REASONS
from tests.scheduler.history.histories import a_row, in_csv, not_seen, read_rows, read_text, rejected

LATER = "2026-01-06T08:00"
BAD: dict[str, tuple[dict[str, Any], str, str]] = {
    # what the row is changed to, the column, the reason
    "no status": ({"status": " "}, "status", "history-status-missing"),
    "another status": ({"status": "came"}, "status", "history-status-unknown"),
    "no date": ({"start": ""}, "start", "history-start-missing"),
    "no date at all of a refusal": (
        {"status": "refused", "start": "", "requested_at": "", "actual_minutes": ""},
        "start",
        "history-start-missing",
    ),
    "words for a date": ({"start": "Monday"}, "start", "history-start-unreadable"),
    "another order": ({"start": "05/01/2026 09:20"}, "start", "history-start-unreadable"),
    "no such day": ({"start": "2026-02-30"}, "start", "history-start-unreadable"),
    "no such hour": ({"start": "2026-01-05T24:00"}, "start", "history-start-unreadable"),
    "no such minute": ({"start": "2026-01-05T09:60"}, "start", "history-start-unreadable"),
    "a leap second": ({"start": "2026-01-05T23:59:60"}, "start", "history-start-unreadable"),
    "text after a date": ({"start": "2026-01-05 morning"}, "start", "history-start-unreadable"),
    "long ago": ({"start": "0206-01-05", "requested_at": ""}, "start", "history-start-absurd"),
    "far ahead": ({"start": "2101-01-01"}, "start", "history-start-absurd"),
    "requested later": ({"requested_at": LATER}, "requested_at", "history-requested-after"),
    "requested on a later date": ({"requested_at": "2026-01-06"}, "requested_at", "history-requested-after"),
    "refused before it was asked": (
        {"status": "refused", "requested_at": LATER, "actual_minutes": ""},
        "requested_at",
        "history-requested-after",
    ),
    "negative age": ({"age": "-1"}, "age", "history-age-impossible"),
    "great age": ({"age": "116"}, "age", "history-age-impossible"),
    "age out of all bounds": ({"age": "99999999999"}, "age", "history-age-impossible"),
    "age in words": ({"age": "old"}, "age", "history-age-impossible"),
    "nothing planned": ({"planned_minutes": "0"}, "planned_minutes", "history-minutes-impossible"),
    "less than nothing planned": ({"planned_minutes": "-15"}, "planned_minutes", "history-minutes-impossible"),
    "a day planned": ({"planned_minutes": "480.5"}, "planned_minutes", "history-minutes-impossible"),
    "planned in words": ({"planned_minutes": "20 min"}, "planned_minutes", "history-minutes-impossible"),
    "attended in no time": ({"actual_minutes": "0"}, "actual_minutes", "history-minutes-impossible"),
    "attended for days": ({"actual_minutes": "1440"}, "actual_minutes", "history-minutes-impossible"),
    "no number": ({"actual_minutes": "NaN"}, "actual_minutes", "history-minutes-impossible"),
    "absent for less than nothing": (
        {"status": "did_not_attend", "actual_minutes": "-5"},
        "actual_minutes",
        "history-minutes-impossible",
    ),
    "absent for some time": ({"status": "did_not_attend"}, "actual_minutes", "history-minutes-without-visit"),
    "absent for a moment": (
        {"status": "did_not_attend", "actual_minutes": "0.5"},
        "actual_minutes",
        "history-minutes-without-visit",
    ),
    "cancelled for some time": ({"status": "cancelled"}, "actual_minutes", "history-minutes-without-visit"),
    "cancelled, yet attended": ({"cancelled_at": "2026-01-04T10:00"}, "cancelled_at", "history-cancelled-yet-not"),
    "cancelled who knows when, yet attended": ({"cancelled_at": "?"}, "cancelled_at", "history-cancelled-yet-not"),
}


@pytest.mark.parametrize("changes", BAD.values(), ids=BAD)
def test_bad_row_is_rejected(tmp_path: Path, changes: tuple[dict[str, Any], str, str]) -> None:
    """A row that cannot be used is named with its line, the column and the reason; the rows around it are kept."""
    stated, column, reason = changes
    history = read_rows(tmp_path, a_row(), a_row(**{"patient": "p-2"} | stated), a_row(patient="p-3"))
    assert rejected(history) == [(3, column, reason)]
    assert history.frame["row"].to_list() == [2, 4]


EDGES: dict[str, dict[str, Any]] = {
    "requested on the day, later": {"requested_at": "2026-01-05T18:00"},
    "oldest": {"age": "115"},
    "newborn": {"age": "0"},
    "longest": {"planned_minutes": "480", "actual_minutes": "480"},
    "shortest": {"actual_minutes": "0.1"},
    "absent for no time": {"status": "did_not_attend", "actual_minutes": "0"},
    "first year": {"start": "1970-01-01", "requested_at": ""},
    "last year": {"start": "2100-12-31"},
}


@pytest.mark.parametrize("stated", EDGES.values(), ids=EDGES)
def test_edge_of_a_rule_is_kept(tmp_path: Path, stated: dict[str, Any]) -> None:
    """What a rule just allows is kept."""
    assert rejected(read_rows(tmp_path, a_row(**stated))) == []


def test_no_time_of_the_absent_is_no_length(tmp_path: Path) -> None:
    """The 0 minutes that systems write for those who did not come are not there to be averaged."""
    frame = read_rows(tmp_path, not_seen("did_not_attend", actual_minutes="0")).frame
    assert frame["actual_minutes"].to_list() == [None]


def test_row_with_many_faults_counts_once(tmp_path: Path) -> None:
    """Only the first reason is told."""
    history = read_rows(tmp_path, a_row(status="", start="", age="-1", planned_minutes="0"))
    assert rejected(history) == [(2, "status", "history-status-missing")]


def test_same_booking_counts_once(tmp_path: Path) -> None:
    """The first row of a patient, hour and practitioner is kept, whatever else the others say."""
    history = read_rows(tmp_path, a_row(), a_row(actual_minutes="3"), a_row(), a_row(practitioner="ben"))
    assert rejected(history) == [(3, "start", "history-duplicate"), (4, "start", "history-duplicate")]
    assert history.frame["actual_minutes"].to_list() == [21.5, 21.5]


def test_bad_row_makes_no_duplicate(tmp_path: Path) -> None:
    """Only rows without another fault are compared, and with kept rows only."""
    history = read_rows(tmp_path, a_row(age="-1"), a_row(), a_row(age="-1"))
    assert rejected(history) == [(2, "age", "history-age-impossible"), (4, "age", "history-age-impossible")]


def test_practitioners_who_left_are_told_apart_for_duplicates(tmp_path: Path) -> None:
    """Two bookings with two doctors whom the practice no longer has are two."""
    assert rejected(read_rows(tmp_path, a_row(practitioner="yann"), a_row(practitioner="zoe"))) == []


UNCERTAIN = [{"patient": ""}, {"start": "2026-01-05"}]


@pytest.mark.parametrize("stated", UNCERTAIN)
def test_unknown_patients_and_hours_make_no_duplicates(tmp_path: Path, stated: dict[str, Any]) -> None:
    """Without patient or time of day nobody can tell whether two rows are one booking."""
    assert read_rows(tmp_path, a_row(**stated), a_row(**stated)).frame.height == 2


def test_booking_taken_again_is_no_duplicate(tmp_path: Path) -> None:
    """Who cancels and takes the same hour again has two bookings; cancelling it twice is one."""
    cancelled = not_seen("cancelled", cancelled_at="2026-01-03T08:00")
    history = read_rows(tmp_path, cancelled, a_row(), cancelled)
    assert rejected(history) == [(4, "start", "history-duplicate")]


def test_lines_with_odd_quotation_marks_cost_no_others(tmp_path: Path) -> None:
    """A mark that nobody closed would swallow the lines below; only its own line is lost."""
    text = 'start,status,patient\n2026-01-05,attended,"p-1\n2026-01-06,attended,p-2\n2026-01-07,attended,p"3"\n'
    history = read_text(tmp_path, text + '2026-01-08,attended,"p, 4"\n2026-01-09,"atten')
    assert rejected(history) == [(row, None, "history-row-quotes") for row in (2, 4, 6)]
    assert history.frame["patient"].to_list() == ["p-2", "p, 4"]


def test_cells_beyond_the_header_are_a_fault_of_the_row(tmp_path: Path) -> None:
    """A separator too many may have moved every cell of the row."""
    history = read_text(tmp_path, "start,status\n2026-01-05,attended,1\n2026-01-06,attended\n")
    assert rejected(history) == [(2, None, "history-row-too-long")]


CELLS: dict[str, list[str]] = {
    "requested_at": ["2026-01-02T18:45", LATER, "soon", "2026-01-02", ""],
    "patient": ["p-1", "p-2", ""],
    "age": ["34", "-1", "200", "x", ""],
    "conditions": ["0", "3", "-2", "many", ""],
    "sex": ["f", "M", "?", ""],
    "motive": ["acute", "follow-up", "flu", ""],
    "acute": ["yes", "0", "perhaps", ""],
    "practitioner": ["ada", "zoe", ""],
    "site": ["nation", "moon", ""],
    "start": ["2026-01-05T09:20", "2026-01-05", "Monday", "9999-01-01", ""],
    "planned_minutes": ["20", "0", "x", ""],
    "wait_minutes": ["0", "-4", "5000", ""],
    "actual_minutes": ["12.5", "0", "-3", "481", ""],
    "status": ["attended", "did_not_attend", "cancelled", "refused", "came", ""],
    "cancelled_at": ["2026-01-04T10:00", "2025-01-01", "x", ""],
}


@given(st.lists(st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()}), min_size=1))
@settings(deadline=None, max_examples=60)
def test_every_row_is_kept_or_rejected_once(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    """Rows = kept + rejected, each line once, every reason a known one, and what is kept obeys the rules."""
    history = read_text(tmp_path_factory.mktemp("history"), in_csv([a_row(acute="no"), *rows]))
    lines = [*history.frame["row"], *history.rejects.frame["row"]]
    filled = [number for number, row in enumerate(rows, 3) if any(row.values())]
    assert sorted(lines) == [2, *filled]
    assert history.rows == history.frame.height + len(history.rejects) == len(filled) + 1
    assert sum(history.rejects.counts.values()) == len(history.rejects)
    assert set(history.rejects.counts) <= REASONS
    assert history.frame["row"].is_sorted()
    for row in history.frame.iter_rows(named=True):
        assert row["day"] is not None
        assert row["requested_on"] is None or row["requested_on"] <= row["day"]
        assert row["age"] is None or 0 <= row["age"] <= 115
        assert row["actual_minutes"] is None or (row["status"] == "attended" and 0 < row["actual_minutes"] <= 480)
        assert row["wait_minutes"] is None or 0 <= row["wait_minutes"] <= 480
        assert row["cancelled_at"] is None or row["status"] == "cancelled"
        assert row["practitioner"] in ("ada", None)
        assert row["site"] in ("nation", None)


LINES = st.lists(st.text(alphabet='ab,"; \t2-', max_size=12), min_size=1, max_size=12)


@given(LINES, st.booleans())
@settings(deadline=None, max_examples=80)
def test_one_line_is_one_row_whatever_it_holds(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], ended: bool
) -> None:
    """No arrangement of quotation marks and separators loses a line, doubles one or shifts its number."""
    text = "start,status\n2026-01-05,attended\n" + "\n".join(lines) + ("\n" if ended else "")
    history = read_text(tmp_path_factory.mktemp("history"), text)
    filled = [number for number, line in enumerate(lines, 3) if line.strip(",")]
    assert history.rejects.frame["row"].to_list() == filled
    assert history.frame["row"].to_list() == [2]
