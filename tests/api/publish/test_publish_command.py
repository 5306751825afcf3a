"""`creneau publish` on a real database: judges first, opens then, and writes nothing where it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.example_weeks import FOLDER
from api.store.errors import EndLostError, OutcomeUnknownError, UnreachableError

Change = Callable[[dict[str, Any]], None]


def run(database: str, rota: Path, agenda: Path, *options: str) -> Result:
    """The end of the command in English."""
    practice = str(FOLDER / "practice.yaml")
    arguments = ["publish", practice, str(rota), str(agenda), "--database", database, "--lang", "en", *options]
    return CliRunner().invoke(app, arguments)


def changed(folder: Path, name: str, change: Change) -> Path:
    """A paper of the example with something changed."""
    data = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    change(data)
    path = folder / name
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def tables_of(database: str) -> int:
    """How many tables the database has."""
    with psycopg.connect(database) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert found is not None
    return int(found[0])


def test_period_is_opened(fresh_database: str) -> None:
    """A new database gets its tables, and the screen says what opened; the second time it is kept."""
    first = run(fresh_database, FOLDER / "rota.json", FOLDER / "agenda.json")
    assert first.exit_code == 0, first.output
    assert (
        "Open for booking from Monday 7 September 2026 to Sunday 4 October 2026 (publication number 1)." in first.output
    )
    assert "24 days with consultations, 5 practitioners:" in first.output
    assert "acute: 123\N{NO-BREAK SPACE}h" in first.output
    assert "4 of 4 in use" in first.output
    second = run(fresh_database, FOLDER / "rota.json", FOLDER / "agenda.json")
    assert "(publication number 2)" in second.output


@pytest.mark.parametrize(("now", "over"), [("2026-10-04T21:59:00Z", False), ("2026-10-04T22:00:00Z", True)])
def test_a_period_that_is_over_is_told(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch, now: str, over: bool
) -> None:
    """From midnight in Paris after its last day, the screen says that nothing of it can be booked any more."""
    monkeypatch.setattr("api.commands.publish.utc_now", lambda: datetime.fromisoformat(now))
    done = run(fresh_database, FOLDER / "rota.json", FOLDER / "agenda.json", "--today", "2026-08-01")
    assert done.exit_code == 0, done.output
    assert ("nothing of it can be booked any more" in done.output) is over


@pytest.mark.parametrize(
    ("lost", "sentence"),
    [
        (UnreachableError(), "does not answer"),
        (OutcomeUnknownError(), "not known whether the change was kept"),
        (EndLostError(None, None, Exception("gone")), "not known whether the change was kept"),
    ],
)
def test_a_database_that_goes_away_is_told(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch, lost: Exception, sentence: str
) -> None:
    """While the period is opened: exit code 2 and a sentence, which says if nobody knows how it ended."""

    async def losing(*_: object) -> None:
        raise lost

    monkeypatch.setattr("api.publication.publish", losing)
    done = run(fresh_database, FOLDER / "rota.json", FOLDER / "agenda.json")
    assert (done.exit_code, sentence in " ".join(done.stderr.split())) == (2, True), done.output


def open_the_window(agenda: dict[str, Any]) -> None:
    """Gives the evening's acute window to anybody."""
    late = next(b for one in agenda["agendas"] for b in one["blocks"] if b["from"] >= "20:00" and b["kind"] == "acute")
    late["kind"] = "open"


def test_broken_rule_is_not_published(fresh_database: str, tmp_path: Path) -> None:
    """Agendas that break a hard rule are listed, exit code 1, and the database stays as it was."""
    found = run(fresh_database, FOLDER / "rota.json", changed(tmp_path, "agenda.json", open_the_window))
    assert found.exit_code == 1
    assert "Not published" in found.output
    assert "20:00" in found.output
    assert tables_of(fresh_database) == 0


def work_twice(rota: dict[str, Any]) -> None:
    """Lets somebody work two sessions at once."""
    first = next(one for one in rota["sessions"] if one["template"] in ("morning", "long-morning"))
    other = {"morning": "long-morning", "long-morning": "morning"}[first["template"]]
    rota["sessions"].append(first | {"template": other})


def another_practice(paper: dict[str, Any]) -> None:
    """The paper of somebody else."""
    paper["practice"] = "elsewhere"


def overlap(agenda: dict[str, Any]) -> None:
    """Lets a block begin before the one before it ends."""
    one = next(one for one in agenda["agendas"] if len(one["blocks"]) > 1)
    one["blocks"][1]["from"] = one["blocks"][0]["from"]


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("rota.json", another_practice, "rota.json: practice"),
        ("agenda.json", another_practice, "agenda.json: practice"),
        ("agenda.json", overlap, "agenda.json: agendas["),
        ("rota.json", work_twice, "agenda.json: agendas"),
    ],
)
def test_bad_input_is_told_with_its_place(
    fresh_database: str, tmp_path: Path, name: str, change: Change, told: str
) -> None:
    """Exit code 2, file and field; nothing is written."""
    wrong = changed(tmp_path, name, change)
    papers = {"rota.json": FOLDER / "rota.json", "agenda.json": FOLDER / "agenda.json"} | {name: wrong}
    found = run(fresh_database, papers["rota.json"], papers["agenda.json"])
    assert found.exit_code == 2, found.output
    assert told in found.output
    assert tables_of(fresh_database) == 0


def test_database_that_is_not_there_is_told() -> None:
    """A server that does not answer is bad input, told without a trace."""
    found = run("postgresql://nobody@127.0.0.1:9/none", FOLDER / "rota.json", FOLDER / "agenda.json")
    assert found.exit_code == 2, found.output
    assert "Traceback" not in found.output
