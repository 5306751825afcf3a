"""The planning studies on the command line: our engine answers at once, the rivals run on a tiny practice."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import engine
from benchmarks.cli import app
from benchmarks.comparison import METHODS, Entry
from benchmarks.instances import practices
from benchmarks.registry import STUDIES
from benchmarks.studies import planning
from benchmarks.studies.planning import EXAMPLE, SMALL, TWELVE_WEEKS, verdicts
from benchmarks.studies.targets import first_rota_within, gap_at_most, optimal_within
from scheduler.rota.audit import audit
from scheduler.rota.problem import RotaProblem
from solver.result import RotaResult, Status
from tests.benchmarks.stand_ins import agendas_at_once, bookings_at_once, histories_at_once
from tests.builders import a_cover, a_problem, a_rota, people, soft

CASES = (EXAMPLE, SMALL, TWELVE_WEEKS)


def tiny(*_: object) -> RotaProblem:
    """Two are wanted on day 0, one person is there."""
    return a_problem(people=people(1), cover=(a_cover(least=2, amount=60),), soft=soft())


def answer(problem: RotaProblem, *_: float) -> RotaResult:
    """The best rota of `tiny`, in half a second."""
    rota = a_rota((0, 0, 0))
    return RotaResult(Status.OPTIMAL, 0.5, rota, audit(problem, rota), {1: 180}, first_rota_seconds=0.1)


def an_entry(**stated) -> Entry:
    """Our entry."""
    return Entry(**{"method": "creneau", "status": "feasible", "seconds": 60.0} | stated)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch):
    """Run `creneau bench` with words on the tiny problem."""
    monkeypatch.setattr(engine, "solve_rota", answer)
    monkeypatch.setattr(planning, "problem_of", tiny)
    return lambda *words: CliRunner(env={"COLUMNS": "100"}).invoke(app, [str(word) for word in words])


def test_the_same_figures_for_every_method(run):
    """A row each in the order of the methods, and the target of the study."""
    result = run("small")
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    found = {line[0]: line[3:] for line in lines if line and line[0] in METHODS}
    assert list(found) == list(METHODS)
    assert found["creneau"] == found["plain"] == ["optimal", "180", "180", "0", "0", "180", "0.00%"]
    assert found["greedy"] == ["feasible", "180", "180", "0", "0", "–", "–"]
    assert "target met: optimal within 5 s" in result.stdout


def test_json_is_the_only_output(run):
    """The run's terms, an object a method, and the targets."""
    told = json.loads(run("small", "--json").stdout)
    assert [entry["method"] for entry in told["results"]] == list(METHODS)
    assert told["results"][0]["bound_by_tier"] == {"1": 180}
    assert told["targets"] == [{"target": "optimal within 5 s", "met": True}]
    terms = {"study": "small", "practice": "practice", "from": "2026-12-14", "weeks": 4}
    assert told.items() >= (terms | {"seconds": 10, "workers": 2, "seed": 1}).items()


def test_methods_are_chosen_in_order(run):
    """Without ours no target is told."""
    told = json.loads(run("small", "--methods", "greedy,plain", "--json").stdout)
    assert [entry["method"] for entry in told["results"]] == ["greedy", "plain"]
    assert told["targets"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("--methods", "guess"),
        ("--from", "2026-12-15"),
        ("--from", "Monday"),
        ("--weeks", "0"),
        ("--workers", "0"),
        ("--seconds", "-1"),
    ],
)
def test_wrong_options_end_before_any_search(run, words):
    """Exit code 2, and nothing on the output."""
    result = run("small", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words[0] in result.stderr


def test_ones_own_practice(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The file, Monday and weeks of the command line are what is planned."""
    asked = []
    monkeypatch.setattr(planning, "problem_of", lambda *words: asked.append(words) or tiny())
    file = tmp_path / "mine.yaml"
    result = run("example", "--practice", file, "--from", "2027-01-04", "--weeks", 2, "--methods", "creneau")
    assert result.exit_code == 0
    assert asked == [(file, date(2027, 1, 4), 2)]
    assert "target" not in result.stdout


def test_a_bad_practice_file_is_told(tmp_path: Path):
    """Exit code 2, and the file is named."""
    result = CliRunner().invoke(app, ["small", "--practice", str(tmp_path / "nowhere.yaml")])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nowhere.yaml" in result.stderr


def test_without_the_examples_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An installed wheel has no examples."""
    monkeypatch.setattr(practices, "EXAMPLES", tmp_path)
    result = CliRunner().invoke(app, ["example"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--practice" in result.stderr


def test_results_are_recorded_on_demand(run, monkeypatch: pytest.MonkeyPatch):
    """One row a method, with the command that gave it, without folders."""
    rows = []
    monkeypatch.setattr(planning, "append_row", rows.append)
    run("small", "--practice", "/somewhere/mine.yaml", "--methods", "creneau,greedy", "--record")
    assert [(row.study, row.instance, row.figures["method"]) for row in rows] == [
        ("small", "practice", "creneau"),
        ("small", "practice", "greedy"),
    ]
    options = "--from 2026-12-14 --weeks 4 --seconds 10 --workers 2 --seed 1 --methods creneau,greedy"
    assert rows[0].command == f"creneau bench small --practice mine.yaml {options}"


@pytest.mark.parametrize("quick", [(), ("--quick",)])
def test_all_studies_in_one_go(run, quick, monkeypatch: pytest.MonkeyPatch):
    """Those that need files are left out, by name."""
    agendas_at_once(monkeypatch)
    histories_at_once(monkeypatch)
    bookings_at_once(monkeypatch)
    result = run("all", *quick)
    assert result.exit_code == 0
    assert all(f"{entry.name}: " in (result.stderr if entry.quick is None else result.stdout) for entry in STUDIES)


def test_targets_are_for_the_usual_run_only():
    """Another length, effort or practice says nothing about them; another seed does."""
    entries = [an_entry(first_rota_seconds=9.9, gap=0.051)]
    told = {"first audited rota within 10 s": True, "gap of 5% or less at the end": False}
    assert verdicts(EXAMPLE, EXAMPLE.usual, entries) == told
    assert verdicts(EXAMPLE, replace(EXAMPLE.usual, seed=2), entries) == told
    for changed in ({"weeks": 1}, {"seconds": 5.0}, {"workers": 1}, {"practice": Path("mine.yaml")}):
        assert verdicts(EXAMPLE, replace(EXAMPLE.usual, **changed), entries) == {}


def test_what_is_missing_misses_the_target():
    """No rota and no gap meet nothing; a proof that comes late neither."""
    nothing = an_entry(status="no_answer")
    assert not any(target.met(nothing) for case in CASES for target in case.targets)
    assert first_rota_within(10).met(an_entry(first_rota_seconds=10.0))
    assert gap_at_most(0.05).met(an_entry(gap=0.05))
    assert not optimal_within(5).met(an_entry(status="optimal", seconds=5.1))


def test_the_examples_are_where_the_studies_look():
    """The smaller one makes a problem of its four weeks."""
    problem = practices.problem_of(practices.example(SMALL.practice), SMALL.usual.first_day, SMALL.usual.weeks)
    assert (problem.practice, problem.weeks) == ("les-tilleuls", 4)
    assert practices.example(EXAMPLE.practice).is_file()
