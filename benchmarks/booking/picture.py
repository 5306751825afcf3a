"""The group with its bookings in memory, as a search needs it: nothing but the scheduler's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from benchmarks.booking.filling import USUAL_SHARE, Filling, patients_of
from benchmarks.booking.year import Year
from benchmarks.load.opening import GENERATION
from scheduler.booking.appointments import Appointment
from scheduler.booking.days import AgendaDay, Diary, FutureVisit, Published, Taken, TakenDays
from scheduler.booking.publishing import publication_of
from scheduler.booking.store import Publication
from scheduler.zones import zone_of


@dataclass(frozen=True)
class Picture:
    """What is published and booked, and the diary that holds both."""

    publication: Publication
    diary: Diary
    appointments: Sequence[Appointment]
    today: date

    @property
    def share(self) -> float:
        """How full the agenda is from tomorrow on: booked time of bookable time."""
        ahead = [day for day in self.diary.days.values() if day.day > self.today]
        booked = sum(self.diary.taken_of(day.holder, day.day).booked.bit_count() for day in ahead)
        return booked / sum(day.bookable.bit_count() for day in ahead)


def picture_of(year: Year, now: datetime, seed: int = 1, share: float = USUAL_SHARE) -> Picture:
    """The group as it stands at a moment, booked at random; nothing is booked that has begun."""
    publication = publication_of(year.practice, year.rota, year.agenda)
    days = [replace(day, generation=GENERATION) for day in publication.days]
    filling = Filling(year.size, zone_of(year.practice.practice), seed, share)
    appointments = [one for one in filling.appointments(days) if one.slot.starts > now]
    return Picture(publication, _diary(year, publication, days, appointments), appointments, now.date())


def _diary(
    year: Year, publication: Publication, days: Iterable[AgendaDay], appointments: Sequence[Appointment]
) -> Diary:
    published: Published = replace(
        publication.published,
        generation=GENERATION,
        first_day=publication.first,
        last_day=publication.last,
    )
    return Diary(
        published,
        days={(day.holder, day.day): day for day in days},
        taken=taken_of(appointments),
        patients={one.pseudonym: one for one in patients_of(year.size)},
        visits=_visits(appointments),
    )


def taken_of(appointments: Iterable[Appointment]) -> TakenDays:
    """What appointments take of each day."""
    booked: defaultdict[tuple[str, date], int] = defaultdict(int)
    for one in appointments:
        booked[one.slot.practitioner, one.slot.day] |= one.slot.mask
    return TakenDays({key: Taken(1, mask) for key, mask in booked.items()})


def _visits(appointments: Iterable[Appointment]) -> dict[str, tuple[FutureVisit, ...]]:
    found: defaultdict[str, list[FutureVisit]] = defaultdict(list)
    for one in appointments:
        if one.patient:
            found[one.patient].append(FutureVisit(one.id, one.motive, one.slot.starts, one.ends))
    return {patient: tuple(visits) for patient, visits in found.items()}
