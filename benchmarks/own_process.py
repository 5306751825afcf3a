"""Work done in a process of its own, and what it took: seconds by the clock and the most memory held at once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer")

LOOK = 60.0
"""Seconds between two looks at whether the answer is there; it is heard at once."""
KILOBYTE, MEGABYTE = 1024, 1_000_000
STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Took(Generic[Answer]):
    """An answer, the seconds until it was there (start of the process included), and the peak memory in megabytes."""

    answer: Answer
    seconds: float
    peak_megabytes: float


def apart(work: Callable[..., Answer], *arguments: Any) -> Took[Answer]:
    """What a function of a module answers in a new process. Raises what the process raised, or that it died."""
    from solver.child_process import ChildProcess

    child: ChildProcess[tuple[Answer, float]] = ChildProcess()
    began = perf_counter()
    try:
        child.begin(_with_peak, work, arguments)
        while (answered := child.answer(wait=LOOK)) is None:
            pass
        return Took(answered[0], perf_counter() - began, answered[1])
    finally:
        child.close()


def _with_peak(work: Callable[..., Answer], arguments: tuple[Any, ...]) -> tuple[Answer, float]:
    answer = work(*arguments)
    return answer, peak_megabytes()


def peak_megabytes(status: Path = STATUS) -> float:
    """The most memory that this process has held.

    On Linux `getrusage` begins with the peak of the process that started this one: the memory's own mark does not.
    """
    if status.is_file():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * KILOBYTE / MEGABYTE
    import resource

    unit = 1 if sys.platform == "darwin" else KILOBYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE
