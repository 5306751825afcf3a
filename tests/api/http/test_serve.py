"""`creneau serve` as a whole: its database, its processes, the example, and a clean end."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.databases import a_data_folder

STOPPING_SECONDS = 40
LOOKS, BETWEEN_LOOKS = 400, 0.1
WEB = "spawn_main"
"""What the command line of a web process holds."""


@dataclass
class Served:
    """A service in processes of its own."""

    process: subprocess.Popen[str]
    said: str
    client: httpx.Client

    @property
    def web_processes(self) -> set[int]:
        """The processes that answer requests."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return {int(child) for child in children.split() if WEB in _command(int(child))}

    def answers(self) -> bool:
        """Whether it is ready for requests."""
        try:
            return self.client.get("/ready").status_code == 200
        except httpx.TransportError:
            return False

    def stop(self, by: signal.Signals) -> int:
        """Its exit code when it is asked to end."""
        self.process.send_signal(by)
        return self.process.wait(STOPPING_SECONDS)


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""


def until(condition: Callable[[], bool]) -> None:
    """Look until something is so."""
    for _ in range(LOOKS):
        if condition():
            return
        time.sleep(BETWEEN_LOOKS)
    raise AssertionError("it never came to be")


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def served(data: Path, *options: object) -> Iterator[Served]:
    """The service once it has said how to stop it."""
    port = free_port()
    arguments = ["serve", "--data", data, "--port", port, "--lang", "en", *options]
    command = [sys.executable, "-c", "from api.cli import main; main()", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            yield Served(process, _said(process), client)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(STOPPING_SECONDS)


def _said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("Stop with"):
            return said
    raise AssertionError(f"it ended: {said}")


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A folder for the embedded database."""
    with a_data_folder() as folder:
        yield folder


def test_serve_books_and_ends_well(data: Path) -> None:
    """The example is published, its key searches, holds, books, moves and cancels; SIGTERM ends with exit code 0."""
    with served(data, "--example", "--workers", 2) as service:
        key = re.findall(r"crn_\w{32}_[\w-]{43}", service.said)[0]
        assert f"Database: {data}" in service.said
        assert "curl -s http://127.0.0.1:" in service.said
        service.client.headers["Authorization"] = f"Bearer {key}"
        searched = _searched_as_told(service)
        first, second = searched["offers"][:2]
        order = {name: first[name] for name in ("practitioner", "starts")} | _asked(service)
        hold = service.client.post("/holds", json=order)
        assert hold.status_code == 201, hold.text
        booked = service.client.post("/appointments", json={"hold": hold.json()["id"]})
        assert (booked.status_code, booked.json()["starts"]) == (201, first["starts"])
        path = booked.headers["Location"]
        other = {name: second[name] for name in ("practitioner", "starts")}
        moved = service.client.patch(path, json=other, headers={"If-Match": booked.headers["ETag"]})
        assert (moved.status_code, moved.json()["starts"]) == (200, second["starts"])
        assert service.client.delete(path, params={"reason": "patient"}).json()["state"] == "cancelled"
        children = service.web_processes
        assert len(children) == 2
        assert service.stop(signal.SIGTERM) == 0
        assert not [child for child in children if WEB in _command(child)]
        assert service.process.stdout is not None
        assert service.process.stdout.read() == "Stopped.\n"


def _asked(service: Served) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(re.findall(r"-d '(.*)'", service.said)[0])
    return found


def _searched_as_told(service: Served) -> dict[str, Any]:
    """The answer to the line that `serve` prints to try it."""
    found = service.client.post("/slots/search", json=_asked(service))
    assert found.status_code == 200, found.text
    answer: dict[str, Any] = found.json()
    assert len(answer["offers"]) == 10
    return answer


def test_a_killed_process_is_replaced(data: Path) -> None:
    """After SIGKILL of its only web process another one answers, and alone tells its figures; Ctrl-C ends it well."""
    with served(data) as service:
        (killed,) = service.web_processes
        until(lambda: _tells_its_lag(killed))
        figures = _figures_of(killed)
        os.kill(killed, signal.SIGKILL)
        until(lambda: bool(service.web_processes) and killed not in service.web_processes and service.answers())
        assert not list(figures.glob(f"gauge_live*_{killed}.db"))
        assert service.stop(signal.SIGINT) == 0


def _figures_of(process: int) -> Path:
    """The folder in which a web process keeps its figures."""
    stated = Path(f"/proc/{process}/environ").read_text(encoding="utf-8").split("\0")
    return Path(next(one for one in stated if one.startswith("PROMETHEUS_MULTIPROC_DIR=")).partition("=")[2])


def _tells_its_lag(process: int) -> bool:
    return bool(list(_figures_of(process).glob(f"gauge_live*_{process}.db")))


def test_web_processes_end_with_their_supervisor(data: Path) -> None:
    """After SIGKILL of the command itself no process of it is left, and the port is free again."""
    with served(data) as service:
        children = service.web_processes
        service.process.kill()
        service.process.wait(STOPPING_SECONDS)
        until(lambda: not [child for child in children if WEB in _command(child)])
        assert not service.answers()
