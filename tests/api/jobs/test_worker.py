"""The worker as a process: started by hand or beside the service, ended cleanly, and never left behind."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from api.jobs.worker import worker_command, worker_environment
from tests.api.jobs.workers import until

PARENT = """
import subprocess
from api.jobs.worker import worker_command
worker = subprocess.Popen(worker_command())
print(worker.pid, flush=True)
worker.wait()
"""
CRENEAU = [sys.executable, "-c", "from api.cli import main; main()", "worker", "--lang", "en"]


def test_the_command_runs_until_it_is_told_to_end(database: str) -> None:
    """It says that it is there, and ends with code 0 on SIGTERM."""
    with subprocess.Popen([*CRENEAU, "--database", database], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "worker is running" in process.stdout.readline()
        process.terminate()
        assert process.wait(30) == 0


def test_a_wrong_figure_is_told() -> None:
    """Nobody solves no rota at a time: exit code 2, before any database is asked."""
    done = subprocess.run([*CRENEAU, "--concurrency", "0"], capture_output=True, text=True, check=False)
    assert (done.returncode, "--concurrency" in done.stderr) == (2, True)


def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    """By its address without the password: exit code 2, and no traceback."""
    nowhere = f"postgresql://creneau:s3cret@/creneau?host={tmp_path}"
    done = subprocess.run([*CRENEAU, "--database", nowhere], capture_output=True, text=True, check=False)
    assert (done.returncode, "does not answer" in done.stderr) == (2, True)
    assert str(tmp_path) in done.stderr
    assert not [word for word in ("s3cret", "Traceback", "OperationalError") if word in done.stdout + done.stderr]


def test_the_url_is_not_in_the_command() -> None:
    """It may hold a password, and everybody on the machine can read a command."""
    url = "postgresql://name:word@server/db"
    assert url not in " ".join(worker_command())
    assert worker_environment(url)["CRENEAU_DATABASE_URL"] == url


def test_a_worker_ends_with_the_service_that_began_it(database: str) -> None:
    """Also when the service is killed and can tell nobody."""
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, env=worker_environment(database), stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    asyncio.run(until(lambda: _gone(worker)))


async def _gone(pid: int) -> bool | None:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return True if state == "Z" else None


def test_a_worker_without_a_database_ends_when_it_is_told_to(tmp_path: Path) -> None:
    """It waits for the database, but not longer than for the word to end."""
    nowhere = f"postgresql://creneau@/creneau?host={tmp_path}"
    with subprocess.Popen(worker_command(), env=worker_environment(nowhere), stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        process.stderr.readline()  # it says that it cannot connect
        process.terminate()
        assert process.wait(30) == 0
