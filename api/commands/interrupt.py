"""Ctrl-C: the first stops the search well, a second one ends everything at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

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


def _leave() -> None:
    """End the process at once: its threads may be deep in native code and would be waited for otherwise."""
    if sys.stdout.isatty():
        os.write(sys.stdout.fileno(), SHOW_CURSOR)
    os._exit(ENDED_BY_CTRL_C)
