"""A history says which parts cannot be learned from it, and what they would take."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scheduler.history import Part, missing
from scheduler.messages import LANGUAGES, say
from tests.practices import a_site
from tests.scheduler.history.histories import a_row, not_seen, read_rows, the_practice

WHOLE = [a_row(motive="acute"), not_seen("did_not_attend", patient="p-2", motive="acute")]
TWO_SITES = the_practice(sites=[a_site(), a_site("lyon")])
LENGTHS = {Part.LENGTHS, Part.LENGTHS_BY_CATEGORY, Part.LENGTHS_BY_PRACTITIONER}
ACUTE = {Part.ACUTE_DEMAND, Part.ACUTE_PARTS}

WITHOUT: dict[str, tuple[tuple[str, ...], set[Part]]] = {
    # columns left out, parts that are missing then
    "nothing": ((), set()),
    "what nothing needs": (
        ("own_doctor", "channel", "planned_minutes", "wait_minutes", "patient", "cancelled_at"),
        set(),
    ),
    "minutes": (("actual_minutes",), LENGTHS),
    "motive": (("motive",), LENGTHS | ACUTE | {Part.RELEASE}),
    "who they are": (("age", "sex", "conditions"), {Part.LENGTHS_BY_CATEGORY}),
    "practitioner": (("practitioner",), {Part.LENGTHS_BY_PRACTITIONER}),
    "site": (("site",), ACUTE),
    "requests": (("requested_at",), {Part.NO_SHOWS_BY_LEAD, Part.RELEASE}),
}


@pytest.mark.parametrize("case", WITHOUT.values(), ids=WITHOUT)
def test_columns_left_out(tmp_path: Path, case: tuple[tuple[str, ...], set[Part]]) -> None:
    """Only the parts that take a column are missing without it."""
    columns, parts = case
    rows = [{name: cell for name, cell in row.items() if name not in columns} for row in WHOLE]
    assert set(missing(read_rows(tmp_path, *rows, practice=TWO_SITES))) == parts


EMPTIED: dict[str, tuple[dict[str, Any], set[Part]]] = {
    # what every row is changed to, parts that are missing then
    "empty minutes": ({"actual_minutes": ""}, LENGTHS),
    "dates only": ({"start": "2026-01-05"}, {Part.ACUTE_PARTS}),
    "requests without time": ({"requested_at": "2026-01-02"}, {Part.RELEASE}),
    "strangers only": ({"practitioner": "zoe"}, {Part.LENGTHS_BY_PRACTITIONER}),
    "planned only": ({"acute": "no"}, ACUTE | {Part.RELEASE}),
    "acute without motive": ({"acute": "yes", "motive": ""}, LENGTHS),
    "all came": ({"status": "attended"}, {Part.NO_SHOWS, Part.NO_SHOWS_BY_LEAD}),
}


@pytest.mark.parametrize("case", EMPTIED.values(), ids=EMPTIED)
def test_columns_that_tell_nothing(tmp_path: Path, case: tuple[dict[str, Any], set[Part]]) -> None:
    """A column that is there and tells nothing is as good as none."""
    stated, parts = case
    assert set(missing(read_rows(tmp_path, *(row | stated for row in WHOLE)))) == parts


def test_history_of_rejected_rows_teaches_nothing(tmp_path: Path) -> None:
    """Where no row is kept every part is missing."""
    assert list(missing(read_rows(tmp_path, a_row(status="came")))) == list(Part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_missing_part_is_told(tmp_path: Path, language: str) -> None:
    """Each part has a sentence of its own."""
    told = [say(key, language) for key in missing(read_rows(tmp_path, a_row(status="came"))).values()]
    assert len(set(told)) == len(Part)
    assert all(sentence.endswith(".") for sentence in told)
