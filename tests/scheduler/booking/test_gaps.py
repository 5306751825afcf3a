"""Useless gaps: the same notion as that of agendas, and the best of some starts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.agenda.masks import GRAINS
from scheduler.agenda.waste import useless_minutes
from scheduler.booking.gaps import best_among, best_offsets, waste


@pytest.mark.parametrize("lengths", [(3, 4), (4,), (5, 8), (2, 3, 4, 5, 8), ()])
def test_waste_is_that_of_agendas(lengths: tuple[int, ...]) -> None:
    """Every stretch of a day wastes what the agenda's rule says of it."""
    minutes = tuple(5 * length for length in lengths)
    assert waste(lengths) == tuple(useless_minutes(5 * grains, minutes) for grains in range(GRAINS + 1))


def test_best_offsets_leave_time_of_use_on_both_sides() -> None:
    """In an hour, 20 minutes beside slots of 15 and 20 begin so that 0, 20 or 40 minutes are left on each side."""
    mask, wasted = best_offsets((3, 4), 12, 4)
    assert [offset for offset in range(9) if mask >> offset & 1] == [0, 4, 8]
    assert wasted == 0


def test_waste_counts_beyond_what_was_wasted_before() -> None:
    """Of 25 minutes 5 are lost anyway; a slot of 20 adds nothing, one of 15 in 20 minutes adds 5."""
    assert best_offsets((3, 4), 5, 4) == (0b11, 0)
    assert best_offsets((3, 4), 4, 3) == (0b11, 5)


@given(st.integers(4, 40), st.data())
def test_best_among_is_the_least_of_those_allowed(stretch: int, data: st.DataObject) -> None:
    """Only allowed offsets are compared, and all of the least are kept."""
    allowed = data.draw(st.integers(1, (1 << (stretch - 3)) - 1))
    mask, wasted = best_among((3, 4), stretch, 4, allowed)
    table = waste((3, 4))
    left = {o: table[o] + table[stretch - o - 4] for o in range(stretch - 3) if allowed >> o & 1}
    assert mask == sum(1 << offset for offset, lost in left.items() if lost == min(left.values()))
    assert wasted == min(left.values()) - table[stretch]
