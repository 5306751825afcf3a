"""`creneau bench` on the command line, with an engine that answers at once."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import engine
from benchmarks.cli import app
from benchmarks.instances.rostering.roster_file import read_roster
from benchmarks.registry import STUDIES
from benchmarks.studies import rostering as study
from scheduler.rota.audit import Audit, audit
from scheduler.rota.problem import Assignment, RotaProblem
from scheduler.rota.rota import Rota
from solver.result import RotaResult, Status
from tests.benchmarks.ward import VALID, ward_file, worked


def valid_rota(problem: RotaProblem) -> Rota:
    """The ward's valid roster as a rota."""
    people = {person.key: number for number, person in enumerate(problem.people)}
    templates = {template.key: number for number, template in enumerate(problem.templates)}
    return Rota.of(Assignment(people[row.employee], row.day, templates[row.shift]) for row in worked(VALID))


def answer(problem: RotaProblem, *_: float) -> RotaResult:
    """A feasible answer, value 55, bound 50."""
    rota = valid_rota(problem)
    return RotaResult(Status.FEASIBLE, 1.5, rota, audit(problem, rota), {1: 50})


def no_answer(*_: object) -> RotaResult:
    """Nothing found in time."""
    return RotaResult(Status.NO_ANSWER, 2.0)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch):
    """Run `creneau bench` with words, the engine answering at once."""
    monkeypatch.setattr(engine, "solve_rota", answer)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def test_without_a_study_the_list_is_printed(run):
    """Name and usual time of every study, and success."""
    result = run()
    assert result.exit_code == 0
    assert all(entry.name in result.stdout for entry in STUDIES)


def test_every_study_is_a_command_of_its_own_name(run):
    """What the list names can be run, and no name comes twice."""
    names = [entry.name for entry in STUDIES]
    assert len(set(names)) == len(names)
    for name in names:
        assert run(name, "--help").exit_code == 0


def test_json_is_the_only_output(run, tmp_path: Path):
    """A list with one object a file, in the order of the files."""
    files = ward_file(tmp_path), ward_file(tmp_path, name="other.txt")
    result = run("rostering", *files, "--seconds", 1, "--json")
    assert result.exit_code == 0
    expected = {"status": "feasible", "value": 55, "bound": 50, "seconds": 1.5}
    assert json.loads(result.stdout) == [{"instance": "ward", **expected}, {"instance": "other", **expected}]


def test_rosters_are_written(run, tmp_path: Path):
    """One file an instance, in a folder made for it."""
    assert run("rostering", ward_file(tmp_path), "--out", tmp_path / "made" / "here").exit_code == 0
    assert sorted(read_roster(tmp_path / "made" / "here" / "ward.csv")) == sorted(worked(VALID))


def test_the_table_shows_the_best_known_value(run, tmp_path: Path):
    """Where `best_known.csv` lies beside the file."""
    (tmp_path / "best_known.csv").write_text("instance,lower,upper\nward,44,44\n")
    result = run("rostering", ward_file(tmp_path))
    assert "44" in result.stdout
    assert "25.0%" in result.stdout


def test_no_answer_has_no_value_and_no_file(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """No rota is told as such, not as an error."""
    monkeypatch.setattr(engine, "solve_rota", no_answer)
    result = run("rostering", ward_file(tmp_path), "--out", tmp_path / "out", "--json")
    assert result.exit_code == 0
    told = {"instance": "ward", "status": "no_answer", "value": None, "bound": None, "seconds": 2.0}
    assert json.loads(result.stdout) == [told]
    assert list((tmp_path / "out").iterdir()) == []


def test_bad_files_end_before_any_search(run, tmp_path: Path):
    """Exit code 2, every fault of every file on the error stream, nothing on the other."""
    bad, worse = ward_file(tmp_path, ("ann,6", "ann,x")), ward_file(tmp_path, ("\n7\n", "\n\n"), name="worse.txt")
    result = run("rostering", bad, worse, tmp_path / "nowhere.txt", "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert all(told in result.stderr for told in ("'x'", "'SECTION_HORIZON' is empty", "nowhere.txt"))


def test_two_files_of_one_name_are_refused(run, tmp_path: Path):
    """Their results and rosters could not be told apart."""
    (tmp_path / "b").mkdir()
    assert run("rostering", ward_file(tmp_path), ward_file(tmp_path / "b")).exit_code == 2


def test_a_folder_that_cannot_be_made_is_refused(run, tmp_path: Path):
    """A file lies where the folder should be."""
    file = ward_file(tmp_path)
    assert run("rostering", file, "--out", file).exit_code == 2


def test_a_cost_that_differs_from_the_benchmark_is_an_error(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A value is never reported on the solver's word alone."""

    def boast(problem: RotaProblem, *_: float) -> RotaResult:
        return RotaResult(
            Status.OPTIMAL, 1.0, valid_rota(problem), Audit((), (), {}, {"cover_under": 1}, {1: 1}), {1: 1}
        )

    monkeypatch.setattr(engine, "solve_rota", boast)
    result = run("rostering", ward_file(tmp_path), "--json")
    assert result.exit_code == 1
    assert isinstance(result.exception, study.ValueMismatchError)


def test_results_are_recorded_on_demand(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """One row a file, without its folder."""
    rows = []
    monkeypatch.setattr(study, "append_row", rows.append)
    run("rostering", ward_file(tmp_path), "--seconds", 5, "--record")
    assert [(row.study, row.instance, row.figures["value"]) for row in rows] == [("rostering", "ward", 55)]
    assert rows[0].command == "creneau bench rostering ward.txt --seconds 5 --workers 2 --seed 1"


def test_a_report_renews_a_page(run, tmp_path: Path):
    """A page that does not exist is begun."""
    page = tmp_path / "benchmarks.md"
    (tmp_path / "results").mkdir()
    assert run("report", page, "--results", tmp_path / "results").exit_code == 0
    assert page.read_text() == "# Benchmarks\n"
