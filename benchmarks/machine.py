"""What a run ran on: the machine and the commit, without names of hosts, people or folders."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cpu_model(cpu_info: Path = Path("/proc/cpuinfo")) -> str:
    """The processor's name, as far as the system tells."""
    if cpu_info.is_file():
        for line in cpu_info.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def commit() -> str | None:
    """The checkout's commit, with a `+` if files differ from it; None outside a checkout or before a first commit."""
    head = _git("rev-parse", "--short=10", "HEAD")
    return head and head + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")


def _git(*words: str) -> str | None:
    git = shutil.which("git")
    if git is None:
        return None
    done = subprocess.run(  # noqa: S603 - fixed words only
        [git, *words], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else None
