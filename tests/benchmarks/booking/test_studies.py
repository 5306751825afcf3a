"""The booking studies on the command line, with figures made up."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from benchmarks.booking import speed
from benchmarks.booking.over_http import Ratio
from benchmarks.booking.speed import Bookings, targets_of
from benchmarks.cli import app
from benchmarks.load import run as load_run
from benchmarks.load.check import Finding
from benchmarks.studies import booking, load
from benchmarks.studies.booking import USUAL, is_usual, rows_of
from tests.benchmarks.stand_ins import a_speed, an_outcome, bookings_at_once, some_rounds


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    bookings_at_once(monkeypatch)


def run(*words: str) -> Result:
    """`creneau bench` with words."""
    return CliRunner().invoke(app, words)


def test_every_route_and_method_has_a_row() -> None:
    """All rows have the same figures, so that they make one table."""
    rows = list(rows_of(a_speed()))
    assert len({tuple(figures) for _, figures in rows}) == 1
    methods = [(route, figures["method"]) for route, figures in rows]
    assert len(methods) == len(set(methods)) == 2 + 3 * 4 + 2 + 2


def test_a_ratio_compares_the_same_rounds() -> None:
    """Round by round: the median, the least and the most; a slow round is slow for both."""
    assert some_rounds(500, 90, 400).against(some_rounds(1000, 100, 1000)) == Ratio(0.5, 0.4, 0.9)
    assert str(Ratio(0.5, 0.4, 0.9)) == "0.50 [0.40–0.90]"


def test_targets_are_met_at_their_limit() -> None:
    """And missed beyond it."""
    met = dict(targets_of(a_speed()))
    assert len(met) == 8
    assert all(met.values())
    slow = a_speed()
    slow.rounds = {name: some_rounds(1, milliseconds=25) for name in slow.rounds} | {
        "ten fixed offers": some_rounds(99)
    }
    slow.bookings = Bookings((99.0,), (200.0,), 5.0, 9.0, 0)
    slow.beside = replace(a_speed().beside, solving=some_rounds(900, milliseconds=12.6))  # type: ignore[type-var]
    assert not any(dict(targets_of(slow)).values())


def test_targets_are_for_the_usual_run_only() -> None:
    """Another group, agenda or load says nothing about them; another seed or more rounds do."""
    assert is_usual(replace(USUAL, seed=2, seconds=9.0, repetitions=9, bookings=9))
    for changed in ({"doctors": 3}, {"weeks": 6}, {"clients": 2}, {"connections": 1}):
        assert not is_usual(replace(USUAL, **changed))


def test_speed_tells_its_targets() -> None:
    """On the screen and as data."""
    shown = run("booking-speed")
    assert shown.exit_code == 0
    assert shown.stdout.count("target met") == 8
    told = json.loads(run("booking-speed", "--json").stdout)
    assert (told["share"], len(told["results"]), set(told["targets"].values())) == (0.85, 18, {True})


def test_a_database_that_is_not_sound_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures of a service that breaks its promise are none."""
    unsound = a_speed()
    unsound.unsound = "a mask is wrong"
    monkeypatch.setattr(speed, "measure", lambda *_, **__: unsound)
    result = run("booking-speed")
    assert result.exit_code == 1
    assert "a mask is wrong" in result.stderr


def test_speed_is_recorded_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row for each route and method, with the command that gives it again."""
    rows = []
    monkeypatch.setattr(booking, "append_row", rows.append)
    run("booking-speed", "--clients", "8", "--no-solve", "--record")
    assert len(rows) == 18
    words = "--weeks 52 --seconds 3 --repetitions 5 --clients 8 --bookings 2000 --connections 8 --seed 1 --no-solve"
    assert rows[0].command == f"creneau bench booking-speed --sites 5 --doctors 12 {words}"


def test_load_tells_what_it_did() -> None:
    """Attempts, what was done and refused, what was killed, and that nothing was found."""
    shown = run("booking-load")
    assert shown.exit_code == 0
    assert "every promise was kept" in shown.stdout
    told = json.loads(run("booking-load", "--json").stdout)
    wanted = {"attempts": 2, "book: done": 1, "book: refused": 0, "asked again": 1, "worker killed": 1, "findings": 0}
    assert {name: told["figures"][name] for name in wanted} == wanted


def test_anything_found_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the check that found it and some of its cases."""
    finding = Finding("appointments that overlap", 2, ("ada nine o'clock",))
    monkeypatch.setattr(load_run, "run", lambda *_, **__: an_outcome(finding))
    result = run("booking-load")
    assert result.exit_code == 1
    assert "appointments that overlap: 2, such as ada nine o'clock" in result.stdout.replace("\n", " ")


def test_load_is_recorded_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row, with the command that gives it again."""
    rows = []
    monkeypatch.setattr(load, "append_row", rows.append)
    run("booking-load", "--attempts", "5000", "--record")
    (row,) = rows
    assert (
        row.command
        == "creneau bench booking-load --attempts 5000 --clients 400 --workers 2 --kills 24 --restarts 8 --seed 1"
    )
    assert row.figures["findings"] == 0


def test_journals_are_kept_on_demand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the clients were told, and the logs, for whoever looks into a finding; nothing else of the database."""
    kept = []
    monkeypatch.setattr(load_run, "run", lambda *_, keep, **__: kept.append(keep) or an_outcome())
    assert run("booking-load", "--keep", str(tmp_path / "here")).exit_code == 0
    assert kept == [tmp_path / "here"]
    for name in ("journal-0.jsonl", "service.log", "practice.yaml"):
        (tmp_path / name).touch()
    load_run._keep(tmp_path, kept[0])
    assert {one.name for one in kept[0].iterdir()} == {"journal-0.jsonl", "service.log"}
