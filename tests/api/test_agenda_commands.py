"""`creneau agenda`, and agendas in `creneau plan` and `creneau audit`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

import solver.agenda.plan
from api import cli
from solver.agenda.search import NoAgendaError
from tests.practices import a_practice_file, a_site, a_template

EFFORT = ("--workers", "1", "--seconds", "1")
CATEGORIES = [{"id": "everybody", "name": "Everybody"}]


def run(*arguments: object) -> Result:
    """Run `creneau` with those arguments."""
    return CliRunner().invoke(cli.app, [str(one) for one in arguments])


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """A practice of one site, open from seven, with a list and expected demand."""
    return a_practice_file(
        tmp_path,
        sites=[a_site(hours={"mon-fri": "07:00-18:00"})],
        templates=[a_template(start="07:00", end="12:00", days="mon-fri")],
        categories=CATEGORIES,
        lists=[{"practitioner": "ada", "category": "everybody", "patients": 400}],
        demand=[{"site": "nation", "days": "mon-fri", "half_day": "morning", "minutes": 200}],
    )


def a_rota_file(folder: Path, *sessions: tuple[str, str], **changes: Any) -> Path:
    """A rota of one week: (practitioner, date) for each session."""
    template = a_template()["id"]
    worked = [{"practitioner": who, "date": on, "template": template, "site": "nation"} for who, on in sessions]
    paper = {"version": 1, "practice": "practice", "from": "2026-12-14", "weeks": 1, "sessions": worked}
    path = folder / "rota.json"
    path.write_text(json.dumps(paper | changes), encoding="utf-8")
    return path


@pytest.fixture
def rota(tmp_path: Path, practice: Path) -> Path:
    """Ada on Monday and Tuesday."""
    named = json.loads(run("schema").output)  # the schema can be printed: the practice file is of this version
    assert named["title"] == "PracticeFile"
    return a_rota_file(tmp_path, ("ada", "2026-12-14"), ("ada", "2026-12-15"), practice=_id_of(practice))


def _id_of(practice: Path) -> str:
    from scheduler.files import read_practice

    return read_practice(practice).practice.id


def test_agenda_writes_paper_judgement_and_page(tmp_path: Path, practice: Path, rota: Path) -> None:
    """Every minute of each session is in a block, and the time before eight waits for acute problems."""
    out = tmp_path / "out"
    done = run("agenda", practice, rota, "--out", out, "--lang", "en", *EFFORT)
    assert done.exit_code == 0, done.output
    assert {path.name for path in out.iterdir()} == {"agenda.json", "agenda-result.json", "agenda.html"}
    agendas = json.loads((out / "agenda.json").read_text(encoding="utf-8"))["agendas"]
    assert [(one["practitioner"], one["date"]) for one in agendas] == [("ada", "2026-12-14"), ("ada", "2026-12-15")]
    for one in agendas:
        assert one["blocks"][0] == {"from": "07:00", "to": "08:00", "kind": "acute"}
        assert one["blocks"][-1]["to"] == "12:00"
    for words in ("Acute patients turned away", "Annual reviews", "Messages and calls", "Written to"):
        assert words in done.output


def test_agenda_is_the_same_for_the_same_seed(tmp_path: Path, practice: Path, rota: Path) -> None:
    """With one worker nothing hangs on the speed of the machine."""
    papers = []
    for name in ("first", "second"):
        assert run("agenda", practice, rota, "--out", tmp_path / name, *EFFORT).exit_code == 0
        papers.append((tmp_path / name / "agenda.json").read_bytes())
    assert papers[0] == papers[1]


def test_audit_judges_the_agendas_that_agenda_writes(tmp_path: Path, practice: Path, rota: Path) -> None:
    """Its own agendas are valid, at the cost that it told."""
    run("agenda", practice, rota, "--out", tmp_path / "out", *EFFORT)
    done = run("audit", practice, rota, "--agenda", tmp_path / "out" / "agenda.json", "--json", "--lang", "en")
    judged = json.loads(done.output)["agenda"]
    told = json.loads((tmp_path / "out" / "agenda-result.json").read_text(encoding="utf-8"))
    assert judged["valid"]
    assert judged["cost"] == told["cost"]
    assert judged["missing"] == 0


def test_audit_finds_what_a_hand_broke(tmp_path: Path, practice: Path, rota: Path) -> None:
    """Open time in an acute window, and a session left out, are told in a sentence; the exit code is 1."""
    run("agenda", practice, rota, "--out", tmp_path / "out", *EFFORT)
    path = tmp_path / "out" / "agenda.json"
    paper = json.loads(path.read_text(encoding="utf-8"))
    paper["agendas"][0]["blocks"][0]["kind"] = "open"
    del paper["agendas"][1]
    path.write_text(json.dumps(paper), encoding="utf-8")
    done = run("audit", practice, rota, "--agenda", path, "--lang", "en")
    assert done.exit_code == 1
    assert "in hours kept for acute problems" in done.output
    assert "1 session of the rota has no agenda in this file" in done.output


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"practice": "elsewhere"}, "elsewhere"),
        ({"weeks": 3}, "another period"),
        (
            {
                "agendas": [
                    {"practitioner": "ada", "date": "2026-12-18", "template": "morning", "site": "nation", "blocks": []}
                ]
            },
            "no such session",
        ),
    ],
)
def test_agendas_of_something_else_are_bad_input(
    tmp_path: Path, practice: Path, rota: Path, change: dict[str, Any], words: str
) -> None:
    """Another practice's, another period's, or of sessions that nobody works."""
    run("agenda", practice, rota, "--out", tmp_path / "out", *EFFORT)
    path = tmp_path / "out" / "agenda.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change), encoding="utf-8")
    done = run("audit", practice, rota, "--agenda", path, "--lang", "en")
    assert done.exit_code == 2
    assert words in done.stderr


def test_learned_figures_change_the_agenda(tmp_path: Path, practice: Path, rota: Path) -> None:
    """An acute slot that is learned to take 25 minutes is laid with 25 minutes."""
    learned = tmp_path / "LEARNED.yaml"
    line = "{motive: acute, cases: 900, mean: 22, sd: 8, low: 21, high: 23, slot: 25, before: 15}"
    told = "{rows: 900, used: 900, from: 2026-01-05, to: 2026-06-30}"
    head = f"version: 1\npractice: {_id_of(practice)}\nhistory: {told}\n"
    learned.write_text(f"{head}lengths:\n  - {line}\n", encoding="utf-8")
    done = run("agenda", practice, rota, "--learned", learned, "--out", tmp_path / "out", *EFFORT)
    assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "out" / "agenda.json").read_text(encoding="utf-8"))["acute_minutes"] == 25


def test_audit_says_when_learned_figures_are_missing(tmp_path: Path, practice: Path, rota: Path) -> None:
    """Agendas made with learned figures are judged with them, or the difference is told."""
    run("agenda", practice, rota, "--out", tmp_path / "out", *EFFORT)
    path = tmp_path / "out" / "agenda.json"
    paper = json.loads(path.read_text(encoding="utf-8"))
    assert "learned" not in paper
    paper["learned"] = {"rows": 900, "used": 900, "from": "2026-01-05", "to": "2026-06-30"}
    path.write_text(json.dumps(paper), encoding="utf-8")
    done = run("audit", practice, rota, "--agenda", path, "--lang", "en")
    assert "give the same file with --learned" in done.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--seconds", "0"), "more than 0 seconds"),
        (("--workers", "0"), "at least 1 worker"),
        (("--learned", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_bad_options_write_nothing(
    tmp_path: Path, practice: Path, rota: Path, options: tuple[str, ...], words: str
) -> None:
    """Bad input ends with exit code 2 before any work is done."""
    done = run("agenda", practice, rota, "--out", tmp_path / "out", "--lang", "en", *options)
    assert done.exit_code == 2
    assert words in done.stderr
    assert not (tmp_path / "out").exists()


def test_plan_keeps_the_rota_when_its_agendas_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a search found is not lost with what came after it: the rota is written, and the exit code is 1."""

    def failing(*_: object) -> None:
        raise NoAgendaError("of a test")

    monkeypatch.setattr(solver.agenda.plan, "plan_agenda", failing)
    practice = a_practice_file(tmp_path)
    period = ("--from", "2026-12-14", "--weeks", 1, "--today", "2026-11-02", "--seconds", "1", "--workers", "1")
    done = run("plan", practice, *period, "--lang", "en", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "the rota was written without them" in done.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert "rota.json" in names
    assert "agenda.json" not in names
