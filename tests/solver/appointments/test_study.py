"""The benchmark study compares like with like."""

import pytest

from benchmarks.studies.appointments import entries_of, single_moves, trap
from tests.solver.appointments.reference import TRAPPED


def test_every_rival_is_told_and_none_is_better() -> None:
    """On the six patients that single moves fail on: two rules of thumb, one of them as good, and the search."""
    entries = {entry.method: entry for entry in entries_of(trap())}
    assert list(entries) == ["creneau", "equal spacing", "two at the start", "single moves"]
    assert entries["creneau"].cost == pytest.approx(TRAPPED.objective, abs=1e-6)
    assert entries["single moves"].cost == pytest.approx(TRAPPED.second_objective, abs=1e-6)
    assert min(entry.ratio for entry in entries.values()) >= 1 - 1e-9


def test_single_moves_end_where_none_pays() -> None:
    """At the second best schedule of the published example."""
    session = trap()
    found = single_moves(session.costs, session.moved_from, session.last)
    assert TRAPPED.session.counts_of(found) == TRAPPED.second
