"""A value that tells nothing is left out and counted; its row still teaches what it can."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scheduler.history.histories import a_row, not_seen, noted, read_rows, rejected

CANCELLED = "2026-01-04T10:00"
DOUBTFUL: dict[str, tuple[dict[str, Any], str, str]] = {
    # what the row is changed to, the column, the reason
    "request in words": ({"requested_at": "soon"}, "requested_at", "history-time-unreadable"),
    "request in another age": ({"requested_at": "0026-01-02"}, "requested_at", "history-date-absurd"),
    "another sex": ({"sex": "x"}, "sex", "history-sex-unknown"),
    "conditions in words": ({"conditions": "some"}, "conditions", "history-conditions-impossible"),
    "less than no conditions": ({"conditions": "-1"}, "conditions", "history-conditions-impossible"),
    "too many conditions": ({"conditions": "51"}, "conditions", "history-conditions-impossible"),
    "perhaps acute": ({"acute": "perhaps"}, "acute", "history-truth-unreadable"),
    "negative wait": ({"wait_minutes": "-1"}, "wait_minutes", "history-wait-impossible"),
    "endless wait": ({"wait_minutes": "481"}, "wait_minutes", "history-wait-impossible"),
    "wait in words": ({"wait_minutes": "long"}, "wait_minutes", "history-wait-impossible"),
    "practitioner who left": ({"practitioner": "zoe"}, "practitioner", "history-practitioner-left"),
    "own doctor who left": ({"own_doctor": "zoe"}, "own_doctor", "history-practitioner-left"),
    "another site": ({"site": "moon"}, "site", "history-site-unknown"),
    "another category": ({"category": "vip"}, "category", "history-category-unknown"),
    "another channel": ({"channel": "letter"}, "channel", "history-channel-unknown"),
    "another motive": ({"motive": "flu"}, "motive", "history-motive-unknown"),
}
CANCELLING: dict[str, tuple[dict[str, Any], str, str]] = {
    "in words": ({"cancelled_at": "late"}, "cancelled_at", "history-time-unreadable"),
    "a date": ({"cancelled_at": "2026-01-04"}, "cancelled_at", "history-no-clock"),
    "before the request": ({"cancelled_at": "2026-01-01T10:00"}, "cancelled_at", "history-cancelled-outside"),
    "after the day": ({"cancelled_at": "2026-01-06T10:00"}, "cancelled_at", "history-cancelled-outside"),
}


@pytest.mark.parametrize("changes", DOUBTFUL.values(), ids=DOUBTFUL)
def test_doubtful_value_is_left_out(tmp_path: Path, changes: tuple[dict[str, Any], str, str]) -> None:
    """The row is kept without the value, one note counts it, and the row beside it keeps its own."""
    stated, column, reason = changes
    same = {"acute": "yes", "category": "woman"}
    history = read_rows(tmp_path, a_row(**same), a_row(**same | {"patient": "p-2", "motive": "tele"} | stated))
    assert rejected(history) == []
    assert noted(history) == [(reason, column, 1)]
    expected = "woman" if column == "category" else "tele" if column != "motive" else None
    assert history.frame["category" if column == "category" else "motive"][1] == expected
    if column not in ("category", "acute"):  # those two are told by other columns then
        assert history.frame[column][1] is None
    assert history.frame[column][0] is not None


@pytest.mark.parametrize("changes", CANCELLING.values(), ids=CANCELLING)
def test_doubtful_time_of_cancelling_is_left_out(tmp_path: Path, changes: tuple[dict[str, Any], str, str]) -> None:
    """A cancellation is kept when nobody can tell when it came."""
    stated, column, reason = changes
    sound = not_seen("cancelled", cancelled_at=CANCELLED)
    history = read_rows(tmp_path, sound, not_seen("cancelled", **{"patient": "p-2"} | stated))
    assert noted(history) == [(reason, column, 1)]
    assert history.frame["cancelled_at"].is_null().to_list() == [False, True]


def test_absurd_request_has_no_date_either(tmp_path: Path) -> None:
    """No lead time is counted from a request two thousand years ago."""
    history = read_rows(tmp_path, a_row(requested_at="0026-01-02T10:00"))
    assert history.frame.select("requested_at", "requested_on").rows() == [(None, None)]


def test_rejected_rows_are_not_noted(tmp_path: Path) -> None:
    """Notes count kept rows only."""
    assert noted(read_rows(tmp_path, a_row(), a_row(status="", site="moon"))) == []


def test_empty_cells_are_not_noted(tmp_path: Path) -> None:
    """Nothing is no doubtful value."""
    empty = {name: "" for name in a_row() if name not in ("start", "status")}
    history = read_rows(tmp_path, a_row(**empty))
    assert (rejected(history), noted(history)) == ([], [])


def test_strange_name_is_told_where_it_is_common(tmp_path: Path) -> None:
    """A motive of ten rows is told, so that it can be set right; one of few rows could be a patient's."""
    rows = [a_row(patient=f"p-{number}", motive="flu" if number < 10 else "Jean Dupont") for number in range(12)]
    (note,) = read_rows(tmp_path, *rows).notes
    assert (note.rows, note.named) == (12, ("flu",))
