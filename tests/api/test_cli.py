"""The command line: exit codes, files and sentences."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

import solver.rota.search
from api import cli
from api.commands.interrupt import stopping_on_interrupt
from api.commands.language import Language, language_for, system_language
from api.commands.outcome import plain_console
from api.commands.progress import PlainLines, short_now
from scheduler.messages import say
from scheduler.rota.audit import audit
from scheduler.rota.findings import Finding
from scheduler.rota.problem import Assignment, RotaProblem
from scheduler.rota.rota import Rota
from solver.result import Progress, RotaResult, Status
from solver.settings import SolverSettings
from tests.practices import a_practice_file, a_site, a_template

Search = Callable[..., RotaResult]

FILES = {
    "result.json",
    "rota.json",
    "agenda.json",
    "ledger.json",
    "rota.xlsx",
    "report.html",
    "ada.ics",
    "ben.ics",
    "chloe.ics",
}


def run(*arguments: object) -> Result:
    """Run `creneau` with those arguments."""
    return CliRunner().invoke(cli.app, [str(one) for one in arguments])


def an_empty_rota(problem: RotaProblem, *_: object) -> RotaResult:
    """A search that answers at once: nobody works, which no hard rule forbids."""
    rota = Rota.of(())
    return RotaResult(Status.FEASIBLE, 0.5, rota, audit(problem, rota), {1: 0, 2: 0, 3: 0}, 0.1)


@pytest.fixture
def search(monkeypatch: pytest.MonkeyPatch) -> Callable[[Search], None]:
    """Put another search in the place of the solver's."""

    def replace(with_: Search) -> None:
        monkeypatch.setattr(solver.rota.search, "solve", with_)

    replace(an_empty_rota)
    return replace


def plan(folder: Path, *further: object, **changes: Any) -> Result:
    """Plan two weeks of the small practice into `out`."""
    practice = a_practice_file(folder, **changes)
    period = ("--from", "2026-12-14", "--weeks", 2, "--today", "2026-11-02", "--lang", "en")
    return run("plan", practice, *period, "--out", folder / "out", *further)


@pytest.mark.usefixtures("search")
def test_plan_writes_everything_a_manager_needs(tmp_path: Path) -> None:
    """Result, rota, ledger, workbook, report and a calendar for everybody."""
    done = plan(tmp_path)
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES


@pytest.mark.usefixtures("search")
def test_plan_ends_with_the_figures_a_manager_asks_for(tmp_path: Path) -> None:
    """Cover short, acute windows, equity, wishes and gap, and where the files are."""
    shown = plan(tmp_path).output
    for words in ("Cover short", "Acute windows held", "Equity", "Wishes met", "Gap", "Written to", "3 calendars"):
        assert words in shown


@pytest.mark.usefixtures("search")
def test_plan_gives_the_same_files_on_the_same_day(tmp_path: Path) -> None:
    """Two runs with one seed and one date differ in nothing."""
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        plan(tmp_path / name)
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name / "out").iterdir()} for name in ("first", "second")
    )
    assert first == second


@pytest.mark.usefixtures("search")
def test_rota_and_ledger_can_be_given_to_the_next_plan(tmp_path: Path) -> None:
    """What one period writes the next one reads."""
    plan(tmp_path)
    papers = ("--previous", tmp_path / "out" / "rota.json", "--ledger", tmp_path / "out" / "ledger.json")
    practice, out = tmp_path / "practice.yaml", tmp_path / "next"
    done = run("plan", practice, "--from", "2026-12-28", "--weeks", 1, "--today", "2026-12-01", "--out", out, *papers)
    assert done.exit_code == 0, done.output
    assert json.loads((out / "ledger.json").read_text())["until"] == "2027-01-03"


@pytest.mark.usefixtures("search")
def test_ledger_that_counts_the_period_already_is_bad_input(tmp_path: Path) -> None:
    """The same weeks are never counted twice."""
    plan(tmp_path)
    done = plan(tmp_path, "--ledger", tmp_path / "out" / "ledger.json")
    assert done.exit_code == 2
    assert "would count twice" in done.stderr


def test_infeasible_plan_names_the_rules_that_clash(tmp_path: Path, search: Callable[[Search], None]) -> None:
    """Subject and sentence, exit code 1, and no file."""

    def clash(*_: object) -> RotaResult:
        return RotaResult(
            Status.INFEASIBLE, 0.1, conflict=(Finding("week_minutes", person=0), Finding("pinned", person=0, day=1))
        )

    search(clash)
    done = plan(tmp_path)
    assert done.exit_code == 1
    assert "Ada: Nobody works more hours in a week than the maximum set" in done.stderr
    assert "Ada, Tuesday 15 December 2026: Every session that the manager pinned" in done.stderr
    assert not (tmp_path / "out").exists()


def test_infeasible_plan_without_explanation_says_so(tmp_path: Path, search: Callable[[Search], None]) -> None:
    """A sentence instead of a list of nothing."""
    search(lambda *_: RotaResult(Status.INFEASIBLE, 0.1))
    done = plan(tmp_path)
    assert done.exit_code == 1
    assert "was not found in the time given" in done.stderr
    assert "These contradict" not in done.stderr


def test_no_answer_in_time_writes_nothing(tmp_path: Path, search: Callable[[Search], None]) -> None:
    """No answer is not the same as infeasible."""
    search(lambda *_: RotaResult(Status.NO_ANSWER, 60.0))
    done = plan(tmp_path)
    assert done.exit_code == 1
    assert "there may be one" in done.stderr
    assert not (tmp_path / "out").exists()


def test_stopped_search_still_writes_everything(tmp_path: Path, search: Callable[[Search], None]) -> None:
    """Ctrl-C gives the best rota so far, says so and ends well."""

    def interrupted(
        problem: RotaProblem, settings: SolverSettings, tell: Callable[[Progress], None], stop: threading.Event
    ) -> RotaResult:
        signal_myself()
        assert stop.wait(10)
        found = an_empty_rota(problem)
        return RotaResult(found.status, 1.0, found.rota, found.audit, found.bound_by_tier, 0.1, stopped=True)

    search(interrupted)
    done = plan(tmp_path)
    assert done.exit_code == 0, done.output
    assert "Stopping" in done.output
    assert "The search was stopped before its end." in done.output
    assert (tmp_path / "out" / "report.html").exists()


def test_second_interrupt_leaves_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first Ctrl-C asks to stop, a second one ends the process without writing."""
    codes: list[int] = []
    monkeypatch.setattr("os._exit", codes.append)
    stop, told = threading.Event(), []
    with stopping_on_interrupt(stop, lambda: told.append("stopping")):
        signal_myself()
        assert (stop.is_set(), told, codes) == (True, ["stopping"], [])
        signal_myself()
    assert codes == [130]


def signal_myself() -> None:
    """What Ctrl-C sends."""
    import os
    import signal

    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--from", "2026-12-15"), '--from = "2026-12-15": A period begins on a Monday.'),
        (("--from", "14/12/2026"), '--from = "14/12/2026": A date is written YYYY-MM-DD.'),
        (("--weeks", "0"), "--weeks = 0: A period has 1 to 53 weeks."),
        (("--seconds", "0"), "more than 0 seconds"),
        (("--seconds", "nan"), "more than 0 seconds"),
        (("--workers", "0"), "at least 1 worker"),
        (("--today", "soon"), "--today"),
    ],
)
def test_bad_options_are_told_in_one_line(tmp_path: Path, options: tuple[str, ...], told: str) -> None:
    """Exit code 2, one line a mistake, no file."""
    done = plan(tmp_path, *options)
    assert done.exit_code == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_all_bad_options_are_told_at_once(tmp_path: Path) -> None:
    """Nobody mends one mistake to meet the next."""
    done = plan(tmp_path, "--from", "2026-12-15", "--weeks", "0", "--seconds", "-1")
    assert len(done.stderr.splitlines()) == 3


def test_directory_that_cannot_be_written_is_found_before_the_search(tmp_path: Path) -> None:
    """A minute of search is not thrown away on a wrong path."""
    (tmp_path / "out").write_text("a file")
    done = plan(tmp_path)
    assert done.exit_code == 2
    assert "--out" in done.stderr


def test_bad_practice_is_told_with_file_field_and_value(tmp_path: Path) -> None:
    """Every problem of the file, one a line, exit code 2."""
    done = plan(tmp_path, practice={"id": "the-practice", "name": "P", "country": "France"})
    assert done.exit_code == 2
    assert "practice.country" in done.stderr
    assert '"France"' in done.stderr


@pytest.mark.usefixtures("search")
def test_audit_accepts_the_rota_of_a_plan(tmp_path: Path) -> None:
    """A planned rota breaks no hard rule; its costs are shown."""
    plan(tmp_path)
    done = run("audit", tmp_path / "practice.yaml", tmp_path / "out" / "rota.json", "--lang", "en")
    assert done.exit_code == 0
    assert "Every rule that must hold is kept." in done.output
    assert "Minimum cover" in done.output


BUSY = {
    "sites": [a_site(hours={"mon-fri": "08:00-21:00"})],
    "templates": [a_template(), a_template("evening", start="17:00", end="21:00")],
}


def evenings_of_one_doctor(problem: RotaProblem, *_: object) -> RotaResult:
    """A search that answers at once: the first doctor works every evening."""
    rota = Rota.of(Assignment(0, day, 1) for day in range(problem.days) if 1 in problem.candidates(0, day))
    return RotaResult(Status.FEASIBLE, 0.5, rota, audit(problem, rota), {1: 0, 2: 0, 3: 0}, 0.1)


@pytest.mark.parametrize("first", ["2026-12-14", "2026-12-28"])
def test_audit_with_the_papers_of_the_plan_counts_its_costs(
    tmp_path: Path, search: Callable[[Search], None], first: str
) -> None:
    """Ledger, previous rota and date mean the same in both, whether weeks before or an earlier version are given."""
    search(evenings_of_one_doctor)
    plan(tmp_path, **BUSY)
    ledger = tmp_path / "out" / "ledger.json"
    if first == "2026-12-14":
        ledger.write_text(ledger.read_text().replace('"until": "2026-12-27"', '"until": "2026-12-13"'))
    papers = ("--previous", tmp_path / "out" / "rota.json", "--ledger", ledger, "--today", "2026-12-10")
    practice, out = tmp_path / "practice.yaml", tmp_path / "next"
    if first == "2026-12-14":
        search(an_empty_rota)
    planned = run("plan", practice, "--from", first, "--weeks", 2, "--out", out, *papers)
    assert planned.exit_code == 0, planned.output
    expected = json.loads((out / "result.json").read_text())
    alone, judged = (
        json.loads(run("audit", practice, out / "rota.json", "--json", *given).stdout) for given in ((), papers)
    )
    assert judged["cost_by_rule"] == expected["cost_by_rule"]
    assert alone["cost_by_rule"] != expected["cost_by_rule"]


@pytest.mark.usefixtures("search")
@pytest.mark.parametrize(
    ("first", "note"),
    [
        ("2026-12-28", None),
        ("2027-01-04", "it ends on Sunday 27 December 2026, before the eve of the period"),
        ("2026-11-30", "it begins on Monday 14 December 2026, after the end of the period"),
    ],
)
def test_previous_rota_that_is_not_used_is_told(tmp_path: Path, first: str, note: str | None) -> None:
    """Nothing that was given is passed over in silence."""
    plan(tmp_path)
    practice, previous = tmp_path / "practice.yaml", tmp_path / "out" / "rota.json"
    period = ("--from", first, "--weeks", 1, "--today", "2026-11-02", "--lang", "en")
    done = run("plan", practice, *period, "--out", tmp_path / "next", "--previous", previous)
    assert done.exit_code == 0, done.output
    assert (note or "") in done.stderr
    assert ("was not used" in done.stderr) == bool(note)


def a_broken_rota(folder: Path) -> Path:
    """A rota in which Ada works on a Sunday, when nothing is offered."""
    sunday = {"practitioner": "ada", "date": "2026-12-20", "template": "morning", "site": "nation"}
    paper = {"version": 1, "practice": "the-practice", "from": "2026-12-14", "weeks": 1, "sessions": [sunday]}
    path = folder / "rota.json"
    path.write_text(json.dumps(paper), encoding="utf-8")
    return path


def test_audit_tells_what_is_broken(tmp_path: Path) -> None:
    """A sentence a violation, in the language of the practice, exit code 1."""
    done = run("audit", a_practice_file(tmp_path), a_broken_rota(tmp_path))
    assert done.exit_code == 1
    assert "Ada a le dimanche 20 décembre 2026 la vacation" in done.output


def test_audit_as_json_holds_findings_and_costs(tmp_path: Path) -> None:
    """Other programs read the same judgement."""
    done = run("audit", a_practice_file(tmp_path), a_broken_rota(tmp_path), "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert not told["valid"]
    assert [one["rule"] for one in told["violations"]] == ["eligible"]
    assert told["cost"] == sum(rule["cost"] for rule in told["cost_by_rule"].values())


def test_audit_of_another_practices_rota_is_bad_input(tmp_path: Path) -> None:
    """A rota is judged by its own practice only."""
    practice = a_practice_file(tmp_path, practice={"id": "another", "name": "Another"})
    assert run("audit", practice, a_broken_rota(tmp_path)).exit_code == 2


def test_check_says_what_the_practice_holds(tmp_path: Path) -> None:
    """Name and counts."""
    done = run("check", a_practice_file(tmp_path), "--lang", "en")
    assert done.exit_code == 0
    assert "The practice: the file is right." in done.output
    assert "Doctors" in done.output


def test_check_says_why_and_how_often_patients_come(tmp_path: Path) -> None:
    """Motives, stated lengths and the mean of the contacts over the lists."""
    stated = {
        "categories": [{"id": "adult", "name": "Adults"}],
        "lists": [{"practitioner": "ada", "category": "adult", "patients": 900}],
        "lengths": [{"motive": "acute", "minutes": 15}],
        "contacts": [{"motive": "acute", "per_year": 1.3}, {"motive": "follow-up", "per_year": 2}],
    }
    done = run("check", a_practice_file(tmp_path, **stated), "--lang", "en")
    lines = [line.rsplit(maxsplit=1) for line in done.output.splitlines() if line]
    assert ["Motives (the standard ones)", "5"] in lines
    assert ["Lengths stated", "1"] in lines
    assert ["Consultations a patient and year", "3.3"] in lines


def test_check_of_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    """A wrong path is told like any other mistake."""
    done = run("check", tmp_path / "nothing.yaml")
    assert done.exit_code == 2
    assert "nothing.yaml" in done.stderr


def test_check_does_not_wake_the_solver(tmp_path: Path) -> None:
    """Commands that do not search stay quick: nothing of ortools is read in."""
    import subprocess
    import sys

    script = (
        "import sys; from api.cli import app; app(['check', sys.argv[1]], standalone_mode=False);"
        "print('ortools' in sys.modules)"
    )
    command = [sys.executable, "-c", script, a_practice_file(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_init_writes_a_practice_that_can_be_checked(tmp_path: Path, language: str) -> None:
    """One can start from it at once; a second time nothing is overwritten."""
    assert run("init", tmp_path / "mine", "--lang", language).exit_code == 0
    assert run("check", tmp_path / "mine" / "practice.yaml").exit_code == 0
    assert run("init", tmp_path / "mine", "--lang", language).exit_code == 2


def test_schema_is_json() -> None:
    """Editors can use it."""
    assert "properties" in json.loads(run("schema").stdout)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_help_on_a_command_begins_with_a_short_sentence(language: str) -> None:
    """The list of commands shows first sentences, cut at the width of a screen."""
    for command in ("plan", "audit", "check", "init", "schema"):
        first, _, _ = say(f"help-{command}", language).partition(". ")
        assert len(first) <= 64


def test_version_is_shown() -> None:
    """`--version` needs no command."""
    assert run("--version").stdout.startswith("creneau ")


def test_commands_join_by_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another package adds commands under its name, once."""
    further = typer.Typer()
    further.command("hello")(lambda: typer.echo("hello"))

    class Entry:
        name = "further"

        def load(self) -> typer.Typer:
            return further

    monkeypatch.setattr(cli, "entry_points", lambda group: [Entry()] if group == "creneau.commands" else [])
    monkeypatch.setattr(cli.app, "registered_groups", [])
    cli.join_commands()
    cli.join_commands()
    assert [group.name for group in cli.app.registered_groups] == ["further"]


def test_language_is_the_one_asked_for_then_the_files_then_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken file is told in its own language as far as it can be read."""
    practice = tmp_path / "practice.yaml"
    practice.write_text("practice: {id: p, language: fr\n")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert language_for(practice, Language.EN) is Language.EN
    assert language_for(practice, None) is Language.FR
    assert language_for(tmp_path / "missing.yaml", None) is Language.EN
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert system_language() is Language.FR


def test_plain_progress_tells_phases_and_what_weighs_most(capsys: pytest.CaptureFixture[str]) -> None:
    """Where no terminal is, one line a phase and not one a look."""
    lines = PlainLines(plain_console(), "en")
    for tenths in range(20):
        lines.tell(Progress(tenths / 10, "improve", 1200, 1000, 1 / 6, {"cover_under": 900, "wish_off": 300}))
    shown = capsys.readouterr().out.splitlines()
    assert shown == ["0 s, improving  cost 1,200, bound 1,000, gap 16.7%  weighs most: minimum cover, wishes to be off"]


def test_what_weighs_nothing_is_not_told() -> None:
    """Rules that cost nothing are left out."""
    assert short_now({"cover_under": 0}, "en") == ""
