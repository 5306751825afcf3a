"""Whoever calls at any hour finds an acute slot soon after."""

from __future__ import annotations

from collections import defaultdict

from scheduler.agenda.problem import BlockKind, Calls
from scheduler.calendar import GRAIN
from solver.agenda.model import AgendaModel

STEPS = (1, 2, 3)


def constrain(model: AgendaModel) -> None:
    """Charge for each step of `soon` after a call that holds no start of an acute slot from the call on."""
    if not model.places:
        return
    for calls in model.problem.calls:
        if calls.sessions & model.sessions:
            _charge_calls(model, calls)


def _charge_calls(model: AgendaModel, calls: Calls) -> None:
    starts = _starts(model, calls)
    settled = _settled_starts(model, calls)
    soon = model.problem.soon
    for time in calls.times:
        for end in (time + step * soon for step in STEPS):
            if end > calls.last or any(time <= start < end for start in settled):
                break
            found = sorted({column for start in range(time, end, GRAIN) for column in starts.get(start, ())})
            without = model.linear.excess(([(column, -1) for column in found], 1))
            model.charge("acute_wait", without, soon)


def _starts(model: AgendaModel, calls: Calls) -> dict[int, list[int]]:
    """The columns of acute blocks by when they begin."""
    found: dict[int, list[int]] = defaultdict(list)
    for session in sorted(calls.sessions & model.sessions):
        for arc, column in model.arcs_of(session, BlockKind.ACUTE):
            for start in range(arc.begin, arc.end - model.problem.acute_minutes + 1, model.problem.acute_minutes):
                found[start].append(column)
    return found


def _settled_starts(model: AgendaModel, calls: Calls) -> set[int]:
    """When slots begin in segments that are acute throughout."""
    each = model.problem.acute_minutes
    return {
        segment.begin + slot * each
        for session, _, segment in model.segments()
        if session in calls.sessions and segment.fill is BlockKind.ACUTE
        for slot in range(segment.minutes // each)
    }
