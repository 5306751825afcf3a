"""Acute slots to keep by site, day and part of the day, and teleconsultations by site and day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil

from scheduler.agenda.build.diary import Asked, Diary
from scheduler.agenda.build.parts import part_bounds
from scheduler.agenda.problem import BlockKind, Item, Need
from scheduler.contacts import on_grid
from scheduler.learned import DayPart
from scheduler.motives import Use


def acute_needs(diary: Diary, reserved: Mapping[tuple[int, int], Mapping[DayPart, int]]) -> Iterator[Asked]:
    """The slots to keep, `reserved[site, day]` by part."""
    unit = diary.acute_minutes
    for (site, day), parts in sorted(reserved.items()):
        sessions = diary.serving(diary.on[site, day], Use.ACUTE)
        bounds = part_bounds(diary.practice.windows_of(diary.practice.sites[site]))
        for part, slots in parts.items():
            begin, end = bounds[part]
            inside = frozenset(n for n in sessions if diary.sessions[n].begin < end and begin < diary.sessions[n].end)
            need = Need("acute_short", BlockKind.ACUTE, inside, slots, unit, None, begin, end, day=day, site=site)
            yield Asked(need, Item(BlockKind.ACUTE, unit))


def tele_needs(diary: Diary) -> Iterator[Asked]:
    """A slot for every teleconsultation expected on a day, rounded up."""
    for expected in diary.expected:
        unit = _tele_minutes(diary, expected.site)
        sessions = diary.serving(diary.on[expected.site, expected.day], Use.TELE)
        if unit and sessions:
            amount = ceil(round(expected.tele, 6))
            need = Need("tele_short", BlockKind.TELE, sessions, amount, unit, day=expected.day, site=expected.site)
            yield Asked(need, Item(BlockKind.TELE, unit))


def _tele_minutes(diary: Diary, site: int) -> int:
    slots = diary.expectations.slots(site, Use.TELE)
    return on_grid(slots) if sum(slots.values()) else 0
