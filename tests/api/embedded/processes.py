"""Real processes that start and use the embedded server, and the end of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import api

ROOT = Path(api.__file__).parents[1]

STARTS = """
import sys
from pathlib import Path
from api.store.embedded import ensure_running
print(ensure_running(Path(sys.argv[1])), flush=True)
"""

AS_NOBODY = """
import os, pwd
import api.store.embedded
api.store.embedded.programs.installed()
nobody = pwd.getpwnam("nobody")
os.setgroups([]), os.setgid(nobody.pw_gid), os.setuid(nobody.pw_uid)
"""
"""Makes a process of root one of an ordinary user, with all imported that the user may be unable to reach."""

USES = """
import sys
from pathlib import Path
from api.store.embedded import used
with used(Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


def begin(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Begin a process that runs a script; its standard input stays open."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )


@contextmanager
def a_user(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that uses the server, from when it has the URL."""
    process = begin(USES, folder)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("postgresql://")
        yield process
    finally:
        process.kill()
        process.communicate()


def end(process: subprocess.Popen[str], how: signal.Signals) -> int:
    """Send a signal and wait for the end; the exit code."""
    process.send_signal(how)
    process.communicate(timeout=30)
    return process.returncode


def postmaster(folder: Path) -> int:
    """The number of the server's first process."""
    return int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def kill_postmaster(folder: Path) -> None:
    """Kill the server's first process and wait until it is gone."""
    number = postmaster(folder)
    os.kill(number, signal.SIGKILL)
    wait_until(lambda: not is_living(number))


def is_living(number: int) -> bool:
    """Whether a process lives: neither gone nor waiting to be buried."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def wait_until(condition: Callable[[], bool]) -> None:
    """Look until a condition holds; fails after half a minute."""
    last = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < last, "waited in vain"
        time.sleep(0.01)
