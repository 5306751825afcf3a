"""Units of shared resources: which are free, and from when on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from scheduler.agenda.masks import FULL, free_starts, union
from scheduler.booking.days import Diary
from scheduler.booking.policy import SharedResource
from scheduler.booking.terms import Terms
from scheduler.calendar import GRAIN


@dataclass(frozen=True, slots=True)
class Units:
    """The units that a motive takes at a site on a day; `needed` is None if the site has none of what it takes."""

    diary: Diary
    day: date
    now: datetime
    needed: tuple[SharedResource, ...] | None

    def starts(self, length: int) -> int:
        """The starts from which on a unit of everything needed is free for so many grains; all if nothing is needed."""
        found = FULL if self.needed is not None else 0
        for resource in self.needed or ():
            found &= union(free_starts(self._free(unit), length * GRAIN) for unit in _names(resource))
        return found

    def chosen(self, mask: int) -> tuple[str, ...]:
        """Of each resource the first unit that is free on some grains, or else the first."""
        return tuple(
            next((unit for unit in _names(one) if not mask & ~self._free(unit)), f"{one.id}/1")
            for one in self.needed or ()
        )

    def _free(self, unit: str) -> int:
        agenda = self.diary.days.get((unit, self.day))
        return agenda.bookable & ~self.diary.taken_of(unit, self.day).at(self.now) if agenda else 0


def _names(resource: SharedResource) -> Iterator[str]:
    """The holders that are units of a resource."""
    return (f"{resource.id}/{number}" for number in range(1, resource.count + 1))


def needed(terms: Terms, motive: str, site: str) -> tuple[SharedResource, ...] | None:
    """The resources that a motive takes at a site; None if it takes one and the site has none."""
    everywhere = terms.resources(motive)
    here = tuple(one for one in everywhere if one.site == site)
    return None if everywhere and not here else here
