"""`creneau plan` as a manager runs it, on the small example, with the real solver."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "small" / "practice.yaml"
ALWAYS = {"result.json", "rota.json", "agenda.json", "ledger.json", "rota.xlsx", "report.html"}


def command(*arguments: object) -> list[str]:
    """`creneau` with those arguments, whatever the path of the shell."""
    return [sys.executable, "-c", "from api.cli import main; main()", *map(str, arguments)]


def plan(out: Path, seconds: int) -> list[str]:
    """Plan four weeks of the example."""
    period = ("--from", "2026-12-14", "--weeks", 4, "--today", "2026-11-02", "--agenda-seconds", 4)
    return command("plan", EXAMPLE, *period, "--seconds", seconds, "--lang", "en", "--out", out)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers of a plan."""
    out = tmp_path_factory.mktemp("plan") / "out"
    done = subprocess.run(plan(out, 8), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Written to" in done.stdout
    return out


def test_plan_writes_a_calendar_for_everybody(planned: Path) -> None:
    """Seven people, seven calendars, and the six other files."""
    names = {path.name for path in planned.iterdir()}
    assert names >= ALWAYS
    assert len(names - ALWAYS) == 7


def test_planned_rota_breaks_no_rule(planned: Path) -> None:
    """What the solver proposed the judge accepts, at the same cost; so it does the agendas."""
    papers = (planned / "rota.json", "--agenda", planned / "agenda.json")
    done = subprocess.run(command("audit", EXAMPLE, *papers, "--json"), capture_output=True, text=True, check=False)
    judged, result = json.loads(done.stdout), json.loads((planned / "result.json").read_text(encoding="utf-8"))
    assert done.returncode == 0
    assert judged["violations"] == result["violations"] == []
    assert judged["cost"] == result["cost"]
    assert judged["agenda"]["violations"] == []
    assert judged["agenda"]["cost"] == result["agenda"]["cost"]


def test_interrupt_stops_well_and_writes_everything(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a search gives the best rota so far, exit code 0."""
    running = subprocess.Popen(plan(tmp_path / "out", 120), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    for line in running.stdout:
        if "cost" in line or "best rota possible" in line:
            break
    running.send_signal(signal.SIGINT)
    shown, errors = running.communicate(timeout=60)
    assert running.returncode == 0, shown + errors
    assert {path.name for path in (tmp_path / "out").iterdir()} >= ALWAYS
