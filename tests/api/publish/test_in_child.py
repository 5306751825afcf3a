"""Long work runs in a process of its own, is stopped in time, and is never more than the machine bears."""

from __future__ import annotations

import asyncio
import os

import pytest

from api.in_child import AT_ONCE, NICENESS, TooBusyError, in_child
from solver.child_process import ProcessLostError, asked_to_stop


def facts(number: int) -> tuple[int, int, int]:
    """Where it runs, how politely, and what it was given."""
    return os.getpid(), os.nice(0), number


def patient() -> str:
    """Ends once it is asked to."""
    return "stopped" if asked_to_stop.wait(600) else "never asked"


def deaf() -> None:
    """Does not hear that it is to stop."""
    while True:
        asked_to_stop.wait(600)
        asked_to_stop.clear()


def wrong() -> None:
    """Fails."""
    raise LookupError("nothing there")


def dead() -> None:
    """Ends its process."""
    os._exit(3)


def test_work_runs_elsewhere_and_politely() -> None:
    """In another process, behind whatever else there is to do."""
    pid, niceness, number = asyncio.run(in_child(facts, 7, seconds=60))
    assert pid != os.getpid()
    assert niceness >= min(19, os.nice(0) + NICENESS)
    assert number == 7


def test_work_is_asked_to_stop_when_its_time_is_over() -> None:
    """It may still answer then."""
    assert asyncio.run(in_child(patient, seconds=0.05, grace=60)) == "stopped"


def test_work_that_does_not_stop_is_ended() -> None:
    """Nobody waits for ever."""
    with pytest.raises(TooBusyError):
        asyncio.run(in_child(deaf, seconds=0.05, grace=0.05))


def test_errors_come_through() -> None:
    """What the work raises is raised here; a process that dies is told too."""
    with pytest.raises(LookupError, match="nothing there"):
        asyncio.run(in_child(wrong, seconds=60))
    with pytest.raises(ProcessLostError):
        asyncio.run(in_child(dead, seconds=60))


def test_more_than_the_machine_bears_is_refused_at_once() -> None:
    """With all places taken the answer is that the service is busy; afterwards it is not."""
    assert AT_ONCE.acquire(blocking=False)
    assert AT_ONCE.acquire(blocking=False)
    try:
        with pytest.raises(TooBusyError):
            asyncio.run(in_child(facts, 1, seconds=60))
    finally:
        AT_ONCE.release()
        AT_ONCE.release()
    assert asyncio.run(in_child(facts, 2, seconds=60))[2] == 2
