"""Whoever calls at any hour finds an acute slot soon after."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.problem import AgendaProblem, BlockKind, Calls
from scheduler.rota.findings import Finding

MOST_STEPS = 3


def check(problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
    """Yield for each call what it waits beyond `soon`, in whole steps of `soon`, up to three.

    A step counts only if it ends before the last acute slot of the day could. Facts: `call`, `soon`.
    """
    for calls in problem.calls:
        starts = sorted(_starts(problem, agenda, calls))
        for time in calls.times:
            steps = _steps_without(time, starts, problem.soon, calls.last)
            if steps:
                facts: dict[str, str | int] = {"call": time, "soon": problem.soon}
                yield Finding("acute_wait", steps * problem.soon, day=calls.day, site=calls.site, facts=facts)


def _starts(problem: AgendaProblem, agenda: Agenda, calls: Calls) -> Iterator[int]:
    """When acute slots begin: a block holds as many, one after the other, as fit."""
    for session in calls.sessions:
        for block in agenda.in_session(session):
            if block.kind is BlockKind.ACUTE:
                slots = block.minutes // problem.acute_minutes
                yield from range(block.begin, block.begin + slots * problem.acute_minutes, problem.acute_minutes)


def _steps_without(time: int, starts: list[int], soon: int, last: int) -> int:
    """How many of the first steps of `soon` from the call end without an acute slot begun since the call."""
    ends = [time + step * soon for step in range(1, MOST_STEPS + 1) if time + step * soon <= last]
    return sum(not any(time <= start < end for start in starts) for end in ends)
