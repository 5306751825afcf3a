"""docs/history.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from scheduler.history import BOOKING_COLUMNS, Part
from scheduler.history.layouts import FORMS, Layout
from scheduler.history.note_rules import note_rules
from scheduler.history.row_rules import REASONS
from tests.practices import a_doctor, a_site
from tests.scheduler.history.histories import noted, read_text, rejected, the_practice

PAGE = (Path(__file__).parents[3] / "docs" / "history.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text between a title of the page and the next."""
    return re.split(r"^#+ ", PAGE.split(f"# {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def first_cells(title: str) -> list[str]:
    """The first words in code of every row of a section's tables."""
    return re.findall(r"^\| `([^`]+)`", section(title), flags=re.MULTILINE)


def test_example_is_read_as_the_page_says(tmp_path: Path) -> None:
    """Of the seven rows six count, the last is rejected, and one practitioner has left."""
    example = re.search(r"```csv example\n(.*?)```", PAGE, flags=re.DOTALL)
    assert example
    people = [a_doctor("gp-1", home_site="centre"), a_doctor("gp-2", home_site="centre")]
    practice = the_practice(sites=[a_site("centre")], practitioners=people, cover=[])
    history = read_text(tmp_path, example[1], practice=practice)
    assert (history.rows, history.frame.height) == (7, 6)
    assert rejected(history) == [(8, "requested_at", "history-requested-after")]
    assert noted(history) == [("history-practitioner-left", "practitioner", 1)]


def test_every_column_has_its_row() -> None:
    """The table of columns is complete."""
    assert sorted(first_cells("Bookings")) == sorted(BOOKING_COLUMNS)


def test_every_reason_has_its_row() -> None:
    """The tables of reasons are complete."""
    notes = {rule.reason for rule in note_rules(the_practice(), Layout.BOOKINGS)}
    assert sorted(first_cells("Rows")) == sorted(REASONS | notes)


def test_every_part_has_its_row() -> None:
    """The table of parts is complete."""
    assert first_cells("What cannot be learned") == list(Part)


def test_every_column_of_the_public_layouts_is_told() -> None:
    """What is used of the public tables is said."""
    for layout, title in (
        (Layout.NO_SHOWS, "Medical Appointment No Shows"),
        (Layout.CONSULTATION_TIMES, "Consultation times"),
    ):
        named = {FORMS[layout].key(name) for name in re.findall(r"`([\w-]+)`", section(title))}
        assert set(FORMS[layout].columns) <= named
