"""Long work in a process of its own, so that this one stays quick."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from solver.child_process import ChildProcess

Answer = TypeVar("Answer")

NICENESS = 10
LOOK = 0.1
"""Seconds between two looks at whether the time is over."""
AT_ONCE = threading.BoundedSemaphore(2)
"""Pieces of long work that one process has under way at most."""


class TooBusyError(Exception):
    """As much long work is under way as this machine bears, or this one took too long."""

    headers: Mapping[str, str] = MappingProxyType({"Retry-After": "10"})


async def in_child(work: Callable[..., Answer], *arguments: object, seconds: float, grace: float = 1.0) -> Answer:
    """The answer of a function of a module; after `seconds` it is asked to stop, and ended `grace` seconds later.

    Raises what the work raises, `TooBusyError`, and `ProcessLostError` if the process dies.
    """
    if not AT_ONCE.acquire(blocking=False):
        raise TooBusyError
    try:
        return await asyncio.to_thread(_awaited, work, arguments, seconds, grace)
    finally:
        AT_ONCE.release()


def _awaited(work: Callable[..., Answer], arguments: tuple[object, ...], seconds: float, grace: float) -> Answer:
    child: ChildProcess[Answer] = ChildProcess()
    begun, told = time.monotonic(), False
    try:
        child.begin(politely, work, *arguments)
        while (answer := child.answer(wait=LOOK)) is None:
            passed = time.monotonic() - begun
            if passed > seconds + grace:
                raise TooBusyError
            if passed > seconds and not told:
                child.stop()
                told = True
        return answer
    finally:
        child.close()


def politely(work: Callable[..., Answer], *arguments: object) -> Answer:
    """Do the work behind whatever else the machine has to do."""
    os.nice(NICENESS)
    return work(*arguments)
