"""`creneau history generate` on the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from benchmarks.history import write
from benchmarks.history.cli import app
from benchmarks.history.rows import COLUMNS
from scheduler.files import read_practice
from scheduler.history.read import read_history
from tests.benchmarks.history.listed import listed
from tests.practices import a_practice_file, a_template

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command on the small practice, with options replaced (None: left out)."""

    def invoke(**changes: object) -> Result:
        file = tmp_path / "practice.yaml"
        if not file.exists():
            a_practice_file(tmp_path, **listed())
        usual = {"practice": file, "from": "2026-01-05", "months": 1, "seed": 3, "out": tmp_path / "history.csv"}
        stated = {name: value for name, value in (usual | changes).items() if value is not None}
        return CliRunner().invoke(
            app, ["generate", *(str(w) for name, value in stated.items() for w in (f"--{name}", value))]
        )

    return invoke


def test_the_file_says_that_it_is_synthetic(run: Run, tmp_path: Path):
    """In its first line, with practice and seed; then the documented header."""
    assert run().exit_code == 0
    first, header = (tmp_path / "history.csv").read_text().splitlines()[:2]
    assert first == "# synthetic: creneau history generate, practice the-practice, from 2026-01-05, months 1, seed 3"
    assert header == ",".join(COLUMNS)


@pytest.mark.parametrize("name", ["history.csv", "history.parquet"])
def test_the_reader_takes_every_row(run: Run, tmp_path: Path, name: str):
    """Nothing is rejected or left out, and the history is known to be synthetic."""
    assert run(out=tmp_path / name).exit_code == 0
    history = read_history(tmp_path / name, read_practice(tmp_path / "practice.yaml"))
    assert history.rows == history.frame.height > 500
    assert history.synthetic
    assert history.notes == ()
    assert history.columns_given == set(COLUMNS)


def test_the_same_seed_writes_the_same_bytes(run: Run, tmp_path: Path):
    """And another seed others."""
    written = []
    for seed in (3, 3, 4):
        run(seed=seed)
        written.append((tmp_path / "history.csv").read_bytes())
    assert written[0] == written[1] != written[2]


def test_what_was_made_is_said_in_both_languages(run: Run, tmp_path: Path):
    """Rows, consultations a year, shares, mean length, and that nothing of it is real."""
    french, english = run(lang="fr").stdout, run(lang="en").stdout
    rows = pl.read_csv(tmp_path / "history.csv", comment_prefix="#").height
    assert "synthétique" in french
    assert "This history is synthetic" in english
    for told in (f"Rows: {rows:,}", "Consultations a year: ", "Acute among them: ", "Mean length: "):
        assert told in english
    assert len(french.splitlines()) == len(english.splitlines()) == 8
    assert run().stdout == french


def test_every_wrong_option_is_told_at_once(run: Run, tmp_path: Path):
    """Exit code 2, one line each, and nothing is written."""
    result = run(**{"from": "5.1.2026", "months": 0, "seed": -1, "out": tmp_path / "history.xlsx", "lang": "en"})
    assert result.exit_code == 2
    assert [line.split(" = ")[0] for line in result.stderr.splitlines()] == ["--from", "--months", "--seed", "--out"]
    assert not list(tmp_path.glob("history*"))


@pytest.mark.parametrize("out", ["nowhere/history.csv", "folder.csv"])
def test_a_place_that_cannot_be_written_is_told_before_any_work(run: Run, tmp_path: Path, out: str):
    """A missing folder, or a folder in place of the file."""
    (tmp_path / "folder.csv").mkdir()
    result = run(out=tmp_path / out, practice=tmp_path / "missing.yaml", lang="en")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert "missing.yaml" not in result.stderr


def test_a_missing_practice_file_is_told(run: Run, tmp_path: Path):
    """With its name, exit code 2."""
    result = run(practice=tmp_path / "missing.yaml")
    assert result.exit_code == 2
    assert "missing.yaml" in result.stderr


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"lists": None}, "lists"),
        ({"lists": None, "categories": None}, "categories"),
        ({"templates": [a_template(kind="desk")], "cover": None}, "consulting sessions"),
    ],
)
def test_a_practice_without_patients_or_sessions_is_told(run: Run, tmp_path: Path, changes: dict, told: str):
    """What a history needs is said, and nothing is written."""
    a_practice_file(tmp_path, **(listed() | changes))
    result = run(lang="en")
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (tmp_path / "history.csv").exists()


def test_a_period_beyond_the_calendar_is_told(run: Run):
    """After the last year, and before the first."""
    for first in ("9999-12-05", "9999-06-01", "0001-01-05"):
        result = run(**{"from": first, "lang": "en"})
        assert result.exit_code == 2
        assert "calendar" in result.stderr


def test_a_file_is_replaced_whole_or_not_at_all(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """When writing fails the earlier file is as it was, and no half of a new one is left."""
    (tmp_path / "history.csv").write_text("earlier")

    def broken(frame: pl.DataFrame, path: Path, note: str) -> None:
        path.write_text("half")
        raise OSError

    monkeypatch.setattr(write, "_write", broken)
    assert run().exit_code == 2
    assert (tmp_path / "history.csv").read_text() == "earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["history.csv", "practice.yaml"]


def test_the_shipped_history_reads_whole():
    """Two months of the small example, said to be synthetic, of which the reader takes every row."""
    folder = Path(__file__).parents[3] / "examples" / "small"
    history = read_history(folder / "history.csv", read_practice(folder / "practice.yaml"))
    assert history.synthetic
    assert history.rows == history.frame.height
    assert history.notes == ()
    assert (history.frame["day"].min(), history.frame["day"].max()) == (date(2026, 10, 5), date(2026, 12, 4))
