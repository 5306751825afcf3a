"""The age of the picture, as the figures tell it of all processes that live."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from api import supervisor
from api.store.replica import Replica
from api.supervisor import Supervisor
from tests.api.http.service import a_service
from tests.api.http.test_serve import until

FIGURE = "creneau_picture_lag_seconds"
BEHIND = """
import asyncio, time
from api.metrics import Metrics

async def told():
    async with Metrics().telling(lambda: 7.0):
        await asyncio.sleep(0)
        print("told", flush=True)
        time.sleep(600)

asyncio.run(told())
"""
ASKED = """
import sys
from api.metrics import Metrics, forget_process

print(Metrics().text(0.25).decode())
forget_process(int(sys.argv[1]))
print(Metrics().text(0.25).decode())
"""


def lags(figures: str) -> list[float]:
    """What the figures tell of the age."""
    return [float(line.split()[1]) for line in figures.splitlines() if line.startswith(f"{FIGURE} ")]


def test_the_age_is_told_whoever_is_asked(migrated: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noted by the clock, not when this very process happens to answer."""
    ages = iter(range(1, 1_000))
    monkeypatch.setattr(Replica, "staleness", lambda _: float(next(ages)))
    with a_service(migrated) as service:
        until(lambda: service.app.state.metrics._lag._value.get() > 1)
        (shown,) = lags(service.send("GET", "/metrics").text)
        until(lambda: service.app.state.metrics._lag._value.get() > shown)


def test_a_process_that_was_behind_is_forgotten_once_it_is_dead(tmp_path: Path) -> None:
    """As long as it lives its age counts whichever process is asked; afterwards only that of the others."""
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", BEHIND], env=environment, stdout=subprocess.PIPE) as behind:
        assert behind.stdout is not None
        assert behind.stdout.readline() == b"told\n"
        behind.send_signal(signal.SIGKILL)
    asked = [sys.executable, "-c", ASKED, str(behind.pid)]
    told = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True).stdout
    assert lags(told) == [7.0, 0.25]


def test_whoever_is_replaced_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that died, or that a signal to the supervisor ended, once; never one that lives."""
    forgotten: list[int] = []
    monkeypatch.setattr(supervisor, "forget_process", forgotten.append)
    watched = SimpleNamespace(processes=[SimpleNamespace(pid=1), SimpleNamespace(pid=2)], _known=set[int]())
    for living in ((1, 2), (1, 3), (1, 3), (3,)):
        watched.processes = [SimpleNamespace(pid=number) for number in living]
        Supervisor._forget_the_dead(watched)  # type: ignore[arg-type]
    assert forgotten == [2, 1]
