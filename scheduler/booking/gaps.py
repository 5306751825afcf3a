"""Useless gaps: what a booking leaves of a free stretch that no further booking can use.

Stretches and lengths are counted in grains here, offsets from the beginning of the stretch.
"""

from __future__ import annotations

from functools import cache, lru_cache

from scheduler.agenda.masks import GRAINS
from scheduler.calendar import GRAIN

Lengths = tuple[int, ...]


@cache
def waste(lengths: Lengths) -> tuple[int, ...]:
    """Minutes of a stretch of so many grains that slots of these lengths (grains) cannot fill, by grains.

    The same notion as `scheduler.agenda.waste.useless_minutes`, for all stretches of a day at once.
    """
    fits, found, fullest = [True], [0], 0
    for grain in range(1, GRAINS + 1):
        fits.append(any(fits[grain - length] for length in lengths if length <= grain))
        fullest = grain if fits[grain] else fullest
        found.append((grain - fullest) * GRAIN)
    return tuple(found)


@lru_cache(maxsize=65_536)
def best_offsets(lengths: Lengths, stretch: int, length: int) -> tuple[int, int]:
    """As `best_among`, with every offset allowed."""
    return best_among(lengths, stretch, length, (1 << (stretch - length + 1)) - 1)


def best_among(lengths: Lengths, stretch: int, length: int, allowed: int) -> tuple[int, int]:
    """The offsets (a mask) of those allowed that waste least, and how many minutes they waste more than before."""
    table = waste(lengths)
    least, best, left = table[-1] + GRAINS * GRAIN, 0, allowed
    while left:
        bit = left & -left
        left ^= bit
        offset = bit.bit_length() - 1
        lost = table[offset] + table[stretch - offset - length]
        if lost < least:
            least, best = lost, bit
        elif lost == least:
            best |= bit
    return best, least - table[stretch]
