"""A day as bit masks: bit g of an integer is the 5-minute grain that begins g grains after midnight by the wall clock.

Grains are indexed by the wall clock, so that a daylight-saving Sunday shifts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scheduler.calendar import GRAIN, MINUTES_IN_DAY

GRAINS = MINUTES_IN_DAY // GRAIN
FULL = (1 << GRAINS) - 1


def mask_of(begin: int, end: int) -> int:
    """The grains of [begin, end), in minutes since midnight on the grid."""
    return ((1 << (end - begin) // GRAIN) - 1) << (begin // GRAIN)


def union(masks: Iterable[int]) -> int:
    """All grains of some masks."""
    found = 0
    for mask in masks:
        found |= mask
    return found


def free_starts(free: int, minutes: int) -> int:
    """The grains at which `minutes` in a row are free, found by shift-and in a logarithm of steps."""
    width, found = minutes // GRAIN, free
    have = 1
    while have < width:
        step = min(have, width - have)
        found &= found >> step
        have += step
    return found


def minutes_in(mask: int) -> Iterator[int]:
    """The minutes since midnight at which the grains of a mask begin, in order."""
    while mask:
        lowest = mask & -mask
        yield (lowest.bit_length() - 1) * GRAIN
        mask ^= lowest


def stretches(mask: int) -> Iterator[tuple[int, int]]:
    """The stretches [begin, end) of grains in a row, in minutes since midnight, in order."""
    while mask:
        begin = (mask & -mask).bit_length() - 1
        run = mask >> begin
        width = (~run & (run + 1)).bit_length() - 1
        yield begin * GRAIN, (begin + width) * GRAIN
        mask ^= ((1 << width) - 1) << begin


def bits_of(mask: int) -> str:
    """The mask as 288 characters 0 and 1, grain 0 first: how a database keeps it."""
    return f"{mask:0{GRAINS}b}"[::-1]


def mask_from(bits: str) -> int:
    """The mask that `bits_of` wrote; ValueError if it is not one."""
    if len(bits) != GRAINS:
        raise ValueError(f"a day has {GRAINS} grains, not {len(bits)}")
    return int(bits[::-1], 2)
