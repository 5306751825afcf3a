"""Ctrl-C: the first stops the search well, a second one ends everything at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

Answer = TypeVar("Answer")

LOOK = 0.2
"""Seconds between two looks at running work, in which Ctrl-C is heard."""
ENDED_BY_CTRL_C = 130
SHOW_CURSOR = b"\x1b[?25h\n"


@contextmanager
def stopping_on_interrupt(stop: threading.Event, on_first: Callable[[], None]) -> Iterator[None]:
    """Turn the first interrupt into `stop`; a second one leaves without writing anything more."""

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            _leave()
        stop.set()
        on_first()

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def heard(work: Callable[[], Answer]) -> Answer:
    """The answer of long work, done in a thread of its own so that Ctrl-C is heard while native code runs."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        answer = pool.submit(work)
        while True:
            try:
                return answer.result(timeout=LOOK)
            except NotYet:
                if answer.done():
                    raise  # the work itself ran out of something: not ours to hide


def _leave() -> None:
    """End the process at once: its threads may be deep in native code and would be waited for otherwise."""
    if sys.stdout.isatty():
        os.write(sys.stdout.fileno(), SHOW_CURSOR)
    os._exit(ENDED_BY_CTRL_C)
