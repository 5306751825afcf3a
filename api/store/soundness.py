"""Whether what is taken of some days is what appointments and holds say: pure checks over rows that were read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from api.store.findings import Finding, about
from scheduler.agenda.masks import stretches, union
from scheduler.booking.appointments import Appointment, Hold
from scheduler.booking.days import AgendaDay, Claim, PlaceClaim, Taken
from scheduler.booking.misfits import GROUP_FULL, RESOURCE_GONE, misfits
from scheduler.booking.taking import group_at
from scheduler.messages import Fact

Key = tuple[str, date]
Kept = Appointment | Hold


@dataclass(frozen=True)
class Shelf:
    """Some days of a practice as one snapshot showed them: what is published and taken, and who says so.

    `bookable` as it is kept beside the layout. `appointments`: those that keep their time. `holds`: expired ones too.
    """

    practice: str
    now: datetime
    days: Mapping[Key, AgendaDay]
    bookable: Mapping[Key, int]
    taken: Mapping[Key, Taken]
    appointments: Sequence[Appointment]
    holds: Sequence[Hold]

    @cached_property
    def booked(self) -> Mapping[Key, list[Appointment]]:
        """The appointments whose grains are booked, by holder and day."""
        found: defaultdict[Key, list[Appointment]] = defaultdict(list)
        for one in self.appointments:
            if not one.slot.group and not one.overbooked:
                for holder in one.slot.holders:
                    found[holder, one.slot.day].append(one)
        return found

    @cached_property
    def claimants(self) -> Mapping[UUID, Kept]:
        """Whoever must have a claim or a place, by id."""
        claiming: list[Kept] = [one for one in self.appointments if one.slot.group or one.overbooked]
        return {one.id: one for one in claiming + list(self.holds)}


def findings(shelf: Shelf) -> Iterator[Finding]:
    """Everything that is wrong."""
    for check in (_masks, _overlaps, _coverage, _claims, _strays, _groups):
        yield from check(shelf)


def _of_day(shelf: Shelf, kind: str, key: Key, **facts: Fact) -> Finding:
    return Finding(kind, shelf.practice, {"holder": key[0], "day": key[1], **facts})


def _masks(shelf: Shelf) -> Iterator[Finding]:
    """Bookable is what is published, booked what appointments take."""
    for key, day in shelf.days.items():
        if shelf.bookable[key] != day.bookable:
            yield _of_day(shelf, "bookable", key, begin=_first(shelf.bookable[key] ^ day.bookable))
        wrong = shelf.taken[key].booked ^ union(one.slot.mask for one in shelf.booked.get(key, ()))
        if wrong:
            yield _of_day(shelf, "booked", key, begin=_first(wrong))


def _first(mask: int) -> int:
    return next(begin for begin, _ in stretches(mask))


def _overlaps(shelf: Shelf) -> Iterator[Finding]:
    """Booked grains are disjoint, and no live hold meets them or another."""
    for key, booked in shelf.booked.items():
        seen = 0
        for one in sorted(booked, key=lambda one: one.slot.begin):
            if seen & one.slot.mask:
                yield about("overlap", one)
            seen |= one.slot.mask
        yield from _held_over(shelf, key, seen)
    for key in shelf.days.keys() - shelf.booked.keys():
        yield from _held_over(shelf, key, 0)


def _held_over(shelf: Shelf, key: Key, seen: int) -> Iterator[Finding]:
    taken = shelf.taken.get(key, Taken())
    for claim in taken.claims:
        hold = shelf.claimants.get(claim.id)
        if isinstance(hold, Hold) and not hold.overbooked and hold.until > shelf.now:
            if seen & claim.mask:
                yield about("overlap", hold)
            seen |= claim.mask


def _coverage(shelf: Shelf) -> Iterator[Finding]:
    """Every appointment lies in its agenda, unless that was published anew since: then it was told as a misfit."""
    for misfit in misfits(shelf.days, shelf.appointments):
        one = misfit.appointment
        if misfit.rule != GROUP_FULL and not _known(shelf, one, misfit.rule):
            yield about("uncovered", one)


def _known(shelf: Shelf, one: Appointment, rule: str) -> bool:
    holders = one.slot.resources if rule == RESOURCE_GONE else (one.slot.practitioner,)
    days = [shelf.days.get((holder, one.slot.day)) for holder in holders]
    return any(day is not None and day.generation > one.generation for day in days)


def _claims(shelf: Shelf) -> Iterator[Finding]:
    """Whoever must have a claim or a place has it."""
    for one in shelf.claimants.values():
        if isinstance(one, Hold) and one.until <= shelf.now:
            continue
        holders = (one.slot.practitioner,) if one.slot.group else one.slot.holders
        for holder in holders:
            taken = shelf.taken.get((holder, one.slot.day), Taken())
            if not any(_same(claim, one) for claim in _all_claims(taken)):
                yield about("unclaimed", one)


def _all_claims(taken: Taken) -> list[Claim | PlaceClaim]:
    return [*taken.claims, *taken.places]


def _same(claim: Claim | PlaceClaim, one: Kept) -> bool:
    until = one.until if isinstance(one, Hold) else None
    what = claim.begin == one.slot.begin if isinstance(claim, PlaceClaim) else claim.mask == one.slot.mask
    return claim.id == one.id and claim.until == until and what and isinstance(claim, PlaceClaim) == one.slot.group


def _strays(shelf: Shelf) -> Iterator[Finding]:
    """Every claim and place belongs to somebody."""
    for key, taken in shelf.taken.items():
        for claim in _all_claims(taken):
            one = shelf.claimants.get(claim.id)
            if one is None or key not in {(holder, one.slot.day) for holder in one.slot.holders}:
                begin = claim.begin if isinstance(claim, PlaceClaim) else _first(claim.mask)
                yield _of_day(shelf, "stray", key, begin=begin, id=str(claim.id))


def _groups(shelf: Shelf) -> Iterator[Finding]:
    """No group has more patients than places, unless its places were cut since."""
    members: defaultdict[tuple[str, date, int], list[Appointment]] = defaultdict(list)
    for one in shelf.appointments:
        if one.slot.group and not one.overbooked:
            members[one.slot.practitioner, one.slot.day, one.slot.begin].append(one)
    for (holder, on, begin), booked in members.items():
        day = shelf.days.get((holder, on))
        places = group_at(day, begin) if day else None
        newest = max(one.generation for one in booked)
        if day and places is not None and len(booked) > places and newest >= day.generation:
            yield _of_day(shelf, "group", (holder, on), begin=begin, count=len(booked), places=places)
