"""A sheet: everybody's seats on one date, by practitioner and site, with the sums over each site's day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from scheduler.booking.days import AgendaDay, Diary, Taken
from scheduler.booking.seats import NEVER, Seat, seats_of
from scheduler.booking.terms import Terms, terms_of

Taking = Callable[[tuple[str, date]], Taken | None]
NOTHING = Taken()
ALL_KEPT = -1
_INSTANT = timedelta(microseconds=1)


@dataclass(slots=True)
class SiteSum:
    """Sums over the seats of a site's day.

    `acute_slots`: free acute slots from now on. `spare`: how many of them need not be kept; below 0 if some are
    missing, and where the agendas name no reserve: then all acute time stays kept. `booked`: the share of the bookable
    grains that are taken. All of it, and what is open and free at the site, holds from `since` to before `until`, as
    long as the day of `taken` has seen so many `changes`.
    """

    acute_slots: int
    spare: int
    booked: float
    taken: object
    changes: int
    since: datetime
    until: datetime


class Sheet:
    """The seats of one date: `of` a practitioner and `at` a site."""

    def __init__(self, terms: Terms, day: date, agendas: Iterable[AgendaDay]) -> None:
        self.day = day
        self.terms = terms
        self.wall = terms.wall.day(day)
        self.of: dict[str, tuple[Seat, ...]] = {}
        at: dict[str, list[Seat]] = {}
        for agenda in agendas:
            seats = seats_of(terms, agenda)
            self.of[agenda.holder] = tuple(seats.values())
            for site, seat in seats.items():
                at.setdefault(site, []).append(seat)
        self.at: Mapping[str, tuple[Seat, ...]] = {site: tuple(seats) for site, seats in at.items()}
        self._able: dict[tuple[str, str], tuple[Seat, ...]] = {}
        self._sums: dict[str, SiteSum] = {}

    def able(self, site: str, motive: str) -> tuple[Seat, ...]:
        """The seats at a site of practitioners whose profession sees a motive."""
        found = self._able.get((site, motive))
        if found is None:
            professions = self.terms.motives[motive].professions
            found = tuple(seat for seat in self.at.get(site, ()) if seat.person.profession in professions)
            self._able[site, motive] = found
        return found

    def seat(self, practitioner: str, site: str) -> Seat | None:
        """The seat of a practitioner at a site."""
        return next((seat for seat in self.of.get(practitioner, ()) if seat.site == site), None)

    def sums(self, site: str, diary: Diary, now: datetime) -> SiteSum:
        """The sums of a site at a moment; kept of a diary that shows what is taken as it is."""
        taken = diary.taken
        if type(diary) is not Diary:
            return self._summed(site, diary, now, 0)
        changes, known = taken.changes.get(self.day, 0), self._sums.get(site)
        fresh = known is not None and known.changes == changes and known.taken is taken
        if known is None or not fresh or not known.since <= now < known.until:
            known = self._sums[site] = self._summed(site, diary, now, changes)
        return known

    def _summed(self, site: str, diary: Diary, now: datetime, changes: int) -> SiteSum:
        take, ahead = taking(diary), self.wall.not_before(now)
        slots, booked, bookable, until = 0, 0, 0, self._grain_ends(ahead)
        for seat in self.at.get(site, ()):
            taken = take(seat.key) or NOTHING
            mask = taken.at(now)
            slots += seat.acute_slots(seat.acute & ahead & ~mask)
            booked += (mask & seat.bookable).bit_count()
            bookable += seat.bookable.bit_count()
            until = min(until, *(one.until for one in taken.claims if one.until is not None and one.until > now), until)
        reserve = self.terms.reserve(site, self.day)
        spare = ALL_KEPT if reserve is None else slots - reserve.kept(now)
        steps = [one.opens for one in self.terms.windows(site, self.day)]
        steps += [reserve.next_step(now)] if reserve else []
        until = min([until, *(step for step in steps if step is not None and now < step)])
        return SiteSum(slots, spare, booked / bookable if bookable else 0.0, diary.taken, changes, now, until)

    def _grain_ends(self, ahead: int) -> datetime:
        """Until when the same grains lie ahead."""
        return self.wall.starts((ahead & -ahead).bit_length() - 1) + _INSTANT if ahead else NEVER


def taking(diary: Diary) -> Taking:
    """What is taken of a day, by its key; the quickest way a diary allows."""
    if type(diary) is Diary:
        return diary.taken.get
    return lambda key: diary.taken_of(*key)


class Sheets:
    """The sheets of a diary, made as they are asked for."""

    def __init__(self, terms: Terms, days: Mapping[tuple[str, date], AgendaDay]) -> None:
        self.days, self.count = days, len(days)
        self._terms = terms
        self._sheets: dict[date, Sheet] = {}
        self._dates: dict[str, list[date]] = defaultdict(list)
        for holder, day in sorted(days):
            self._dates[holder].append(day)
        self._lines: dict[str, list[Sheet | None]] = {one: [None] * len(dates) for one, dates in self._dates.items()}

    def with_agenda(self, practitioner: str, first: date, last: date) -> list[Sheet]:
        """The sheets of the dates from one to another on which a practitioner has an agenda."""
        dates, line = self._dates.get(practitioner, []), self._lines.get(practitioner, [])
        begin, end = bisect_left(dates, first), bisect_right(dates, last)
        if None in line[begin:end]:
            line[begin:end] = [self.of(day) for day in dates[begin:end]]
        return cast("list[Sheet]", line[begin:end])

    def of(self, day: date) -> Sheet:
        """The sheet of a date."""
        found = self._sheets.get(day)
        if found is None:
            agendas = (self.days.get((person, day)) for person in self._terms.people)
            found = self._sheets[day] = Sheet(self._terms, day, (one for one in agendas if one is not None))
        return found


def sheets_of(diary: Diary) -> Sheets:
    """The sheets of a diary, as long as its publication and its days stay the same."""
    derived = diary.published.derived
    known = cast("Sheets | None", derived.get("sheets"))
    if known is None or known.days is not diary.days or known.count != len(diary.days):
        known = derived["sheets"] = Sheets(terms_of(diary.published), diary.days)
    return known
