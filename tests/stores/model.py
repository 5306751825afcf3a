"""The bookings of one practice as a plain list of intervals: what every store must agree with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import combinations
from uuid import UUID

from scheduler.booking.appointments import Appointment, Hold, Slot
from scheduler.booking.days import AgendaDay

Key = tuple[str, date]


@dataclass
class Model:
    """Layouts by (holder, date), holds and appointments by id; a cancelled appointment is not in it any more."""

    layouts: dict[Key, AgendaDay] = field(default_factory=dict)
    generations: dict[Key, int] = field(default_factory=dict)
    holds: dict[UUID, Hold] = field(default_factory=dict)
    booked: dict[UUID, Appointment] = field(default_factory=dict)

    def publish(self, days: dict[Key, AgendaDay], generation: int) -> None:
        """Put other layouts in place; a layout that changed is of that generation."""
        for key, day in days.items():
            known = self.layouts.get(key)
            if known is None or known.pieces != day.pieces:
                self.generations[key] = generation
            self.layouts[key] = day

    def live(self, now: datetime) -> list[Hold]:
        """The holds that have not ended."""
        return [hold for hold in self.holds.values() if hold.until > now]

    def kept(self, now: datetime) -> list[Hold | Appointment]:
        """Everything that takes time."""
        return [*self.live(now), *self.booked.values()]

    def inside(self, slot: Slot) -> bool:
        """Whether one open stretch of the practitioner's day, or several in a row, covers the slot."""
        day = self.layouts.get((slot.practitioner, slot.day))
        spans = [(p.begin, p.end) for p in day.pieces if p.kind in ("open", "acute")] if day else []
        minutes = range(slot.begin, slot.begin + slot.taken_minutes)
        return all(any(begin <= minute < end for begin, end in spans) for minute in minutes)

    def free(self, slot: Slot, now: datetime, *without: UUID) -> bool:
        """Whether nothing that takes time overlaps the slot, some holds and appointments left out."""
        return not any(overlap(slot, one.slot) for one in self.kept(now) if one.id not in without)

    def current(self, kept: Hold | Appointment) -> bool:
        """Whether the practitioner's day was not published anew since."""
        return self.generations[kept.slot.practitioner, kept.slot.day] == kept.generation

    def future(self, patient: str | None, motive: str, now: datetime) -> list[Appointment]:
        """The patient's appointments of a motive that are not over."""
        theirs = (one for one in self.booked.values() if patient is not None and one.patient == patient)
        return [one for one in theirs if one.motive == motive and one.ends > now]

    def elsewhere(self, patient: str | None, slot: Slot) -> bool:
        """Whether the patient is somewhere else for a minute of a slot."""
        theirs = (one.slot for one in self.booked.values() if patient is not None and one.patient == patient)
        ends = slot.starts + timedelta(minutes=slot.minutes)
        return any(one.starts < ends and slot.starts < one.starts + timedelta(minutes=one.minutes) for one in theirs)

    def clashes(self, now: datetime) -> list[tuple[UUID, UUID]]:
        """Pairs of what overlaps, but for what was overbooked deliberately."""
        proper = [one for one in self.kept(now) if not one.overbooked]
        return [(one.id, other.id) for one, other in combinations(proper, 2) if overlap(one.slot, other.slot)]


def overlap(one: Slot, other: Slot) -> bool:
    """Whether two slots take the same minute of the same holder."""
    shared = one.day == other.day and set(one.holders) & set(other.holders)
    ends = one.begin + one.taken_minutes, other.begin + other.taken_minutes
    return bool(shared) and one.begin < ends[1] and other.begin < ends[0]
