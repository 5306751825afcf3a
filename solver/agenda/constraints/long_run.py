"""Nobody sees patients long in a row without a break, where one can be laid."""

from __future__ import annotations

from scheduler.agenda.problem import BlockKind
from scheduler.calendar import GRAIN
from solver.agenda.model import AgendaModel


def constrain(model: AgendaModel) -> None:
    """Charge a grain for every stretch, one grain longer than the longest run, that no break touches."""
    if not model.places:
        return
    too_long = model.problem.longest_run + GRAIN
    for number in sorted(model.sessions):
        breaks = model.arcs_of(number, BlockKind.BREAK)
        if not model.problem.sessions[number].holds_open_time:
            continue
        for begin, end in model.problem.sessions[number].presences:
            for start in range(begin, end - too_long + 1, GRAIN):
                touching = [c for arc, c in breaks if arc.begin < start + too_long and start < arc.end]
                without = model.linear.excess(([(column, -1) for column in touching], 1))
                model.charge("long_run", without, GRAIN)
