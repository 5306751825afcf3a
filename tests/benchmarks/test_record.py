"""Recorded results: rows that tell nothing private, and tables that can be renewed."""

import json
from datetime import date
from pathlib import Path

from benchmarks.machine import cores, cpu_model
from benchmarks.record import Row, append_row, read_rows, render, row_of

TODAY = date(2026, 3, 2)


def a_row(instance: str = "ward", **stated: object) -> Row:
    """A row of the study `rostering`."""
    working: dict[str, object] = {
        "study": "rostering",
        "figures": {"value": 55, "seconds": 1.25, "bound": None},
        "day": "2026-03-02",
        "commit": "abc",
        "cores": 2,
        "cpu": "A processor",
        "command": "creneau bench rostering ward.txt",
    }
    return Row(instance=instance, **working | stated)  # type: ignore[arg-type]


def test_a_row_holds_no_folder():
    """The command keeps the file's name only."""
    row = row_of(
        "rostering", "ward", {"value": 1}, ("creneau", "bench", "/home/someone/ward.txt", "--seed", "1"), TODAY
    )
    assert row.command == "creneau bench ward.txt --seed 1"
    assert "someone" not in json.dumps([row.figures, row.cpu, row.commit])
    assert (row.day, row.cores) == ("2026-03-02", cores())


def test_rows_are_appended_and_read_back(tmp_path: Path):
    """Oldest first; the folder is made when it is missing."""
    rows = [a_row("one"), a_row("two"), a_row("one", day="2026-03-03")]
    for row in rows:
        append_row(row, tmp_path / "results")
    assert read_rows(tmp_path / "results") == rows


def test_rendering_twice_changes_nothing():
    """The table lies between its marks; a page without marks gets them at its end."""
    once = render("# Benchmarks\n\nWhat we measure.\n", [a_row()])
    assert once.startswith("# Benchmarks\n\nWhat we measure.\n\n## rostering\n")
    assert "| ward | 55 | 1.2 | – | 2026-03-02 | abc | 2 × A processor |" in once
    assert render(once, [a_row()]) == once


def test_rendering_keeps_what_stands_around_the_marks():
    """Text before and after stays; the table inside is renewed."""
    page = render("before\n", [a_row()]) + "\nafter\n"
    renewed = render(page, [a_row(), a_row("other", figures={"value": 7, "gap": 0.01234})])
    assert renewed.startswith("before\n")
    assert renewed.endswith("\nafter\n")
    assert "| instance | value | seconds | bound | gap |" in renewed
    assert "| other | 7 | – | – | 0.01234 |" in renewed


def test_a_bar_in_a_cell_does_not_split_it():
    """Markdown's own sign is escaped."""
    assert r"a \| b" in render("", [a_row("a | b")])


def test_the_processor_is_read_from_the_system(tmp_path: Path):
    """The first model name counts."""
    info = tmp_path / "cpuinfo"
    info.write_text("processor : 0\nmodel name\t: Some CPU: 3 GHz\nmodel name : other\n")
    assert cpu_model(info) == "Some CPU: 3 GHz"
