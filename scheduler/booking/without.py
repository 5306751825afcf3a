"""The picture of a practice as if something kept in it were given back: for moves, and for booking by a hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from scheduler.booking.days import Diary, FutureVisit, Taken
from scheduler.booking.taking import Kept, given_back


@dataclass
class _Without(Diary):
    """Shares everything with the diary it was made from, but for a few days."""

    given: dict[tuple[str, date], Taken] = field(default_factory=dict)

    def taken_of(self, holder: str, day: date) -> Taken:
        """What is taken of a day by the others."""
        return self.given.get((holder, day)) or super().taken_of(holder, day)


def without(diary: Diary, *kept: Kept) -> Diary:
    """The diary without some holds and appointments: their time and their patients' visits count as free.

    Nothing is copied but the days concerned; do not keep it beyond the next write.
    """
    given: dict[tuple[str, date], Taken] = {}
    for one in kept:
        for holder in one.slot.holders:
            key = holder, one.slot.day
            given[key] = given_back(given.get(key) or diary.taken_of(*key), one)
    visits = {one.patient: _other_visits(diary, one.patient, kept) for one in kept if one.patient is not None}
    return _Without(diary.published, diary.days, diary.taken, diary.patients, visits, given)


def without_visits(diary: Diary, patient: str, motive: str) -> Diary:
    """The diary in which a patient has no appointment of a motive yet: for those who wait for an earlier one."""
    others = tuple(visit for visit in diary.visits.get(patient, ()) if visit.motive != motive)
    return _Without(diary.published, diary.days, diary.taken, diary.patients, {patient: others})


def _other_visits(diary: Diary, patient: str, kept: tuple[Kept, ...]) -> tuple[FutureVisit, ...]:
    ids = {one.id for one in kept}
    return tuple(visit for visit in diary.visits.get(patient, ()) if visit.appointment not in ids)
