"""A diary as one request sees it at one moment: every seat's starts that no rule on time refuses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from math import inf
from uuid import UUID

from scheduler.agenda.masks import FULL, mask_of, union
from scheduler.booking.appointments import Slot
from scheduler.booking.asked import Asked
from scheduler.booking.days import Diary, FutureVisit, Piece
from scheduler.booking.ranking import displacement, still_to_come
from scheduler.booking.seats import NO_LIMIT, Found, Opening, Seat, Starts
from scheduler.booking.sheets import NOTHING, Sheet, SiteSum, sheets_of, taking
from scheduler.booking.terms import Terms, terms_of
from scheduler.booking.units import Units, needed
from scheduler.booking.wall import WallDay
from scheduler.calendar import GRAIN
from scheduler.motives import Use


@dataclass(frozen=True, slots=True)
class Length:
    """What a practitioner needs for what is asked: minutes told, minutes and grains taken."""

    minutes: int
    taken_minutes: int
    grains: int


@dataclass(frozen=True, slots=True)
class DayView:
    """A date as the request sees it: grains after the notice, grains after now."""

    cut: int
    ahead: int


_FAR = DayView(FULL, FULL)


class View:
    """What one request sees of a diary at `now` (UTC).

    `minutes`: a length that staff state, in place of that of motive and category. `ignoring`: an appointment whose
    visit counts for nothing.
    """

    def __init__(
        self, diary: Diary, asked: Asked, now: datetime, *, minutes: int | None = None, ignoring: UUID | None = None
    ) -> None:
        self.diary, self.terms, self.asked, self.now = diary, terms_of(diary.published), asked, now
        self.today = self.terms.wall.date_of(now)
        self.earliest = now + asked.wanted.notice
        self.sheets = sheets_of(diary)
        self.visits = self._near = self._visits(ignoring) if asked.patient is not None else ()
        self._take, self._plain = taking(diary), type(diary) is Diary
        self._minutes = minutes
        self._displaces = asked.wanted.use is Use.PLANNED
        self.needs_units = bool(self.terms.resources(asked.motive.id)) and not asked.wanted.group
        self._lengths: dict[str, Length] = {}
        self._days: dict[date, DayView] = {}
        self._sums: dict[tuple[str, date], SiteSum] = {}
        self._to_come: dict[tuple[str, date], tuple[float, float]] = {}
        self._wanted, self._key, self._group = asked.wanted, asked.wanted.key, asked.wanted.group
        self._full = enrolled_from(self.terms, asked)

    def _visits(self, ignoring: UUID | None) -> tuple[FutureVisit, ...]:
        visits, now = self.diary.visits.get(self.asked.patient or "", ()), self.now
        ahead = [one for one in visits if one.ends > now]
        return tuple(ahead if ignoring is None else [one for one in ahead if one.appointment != ignoring])

    @property
    def another_ahead(self) -> FutureVisit | None:
        """The appointment of the motive that the patient already has ahead, where one is all there may be."""
        if self.asked.wanted.several:
            return None
        return next((visit for visit in self.visits if visit.motive == self.asked.motive.id), None)

    def length(self, practitioner: str) -> Length:
        """What a practitioner needs for what is asked."""
        found = self._lengths.get(practitioner)
        if found is None:
            minutes = self._minutes or self.usual_minutes(practitioner)
            taken = self.terms.taken_minutes(self.asked.motive, self.asked.wanted.channel, minutes)
            found = self._lengths[practitioner] = Length(minutes, taken, taken // GRAIN)
        return found

    def usual_minutes(self, practitioner: str) -> int:
        """The length that follows from motive, category and practitioner."""
        return self.terms.slot_minutes(self.asked.motive, self.asked.category, practitioner)

    def day(self, sheet: Sheet) -> DayView:
        """A date as the request sees it."""
        found = self._days.get(sheet.day)
        if found is None:
            cut, ahead = sheet.wall.not_before(self.earliest), sheet.wall.not_before(self.now)
            found = self._days[sheet.day] = DayView(cut, ahead)
        return found

    def is_out(self, wall: WallDay) -> bool:
        """Whether the patient has another appointment on a date."""
        begins, ends = wall.midnight, wall.ends
        return any(visit.starts < ends and begins < visit.ends for visit in self._near)

    def look_between(self, first: date, last: date) -> None:
        """From now on the view is asked for these dates only: visits at other times need not be looked at."""
        begins, ends = self.terms.wall.day(first).midnight, self.terms.wall.day(last).ends
        self._near = tuple([one for one in self.visits if one.starts < ends and begins < one.ends])

    def sums(self, sheet: Sheet, site: str) -> SiteSum:
        """The sums over a site's day."""
        if self._plain:
            return sheet.sums(site, self.diary, self.now)
        key = site, sheet.day
        found = self._sums.get(key)
        if found is None:
            found = self._sums[key] = sheet.sums(site, self.diary, self.now)
        return found

    def closed(self, sheet: Sheet, site: str) -> bool:
        """Whether a site's day is so full that it is for enrolled patients, and this is none."""
        return self.sums(sheet, site).booked >= self._full and not self.asked.is_enrolled(sheet.day)

    def taken(self, seat: Seat) -> int:
        """The grains of a seat's day that are taken."""
        taken = self._take(seat.key)
        if taken is None:
            return 0
        return taken.at(self.now) if taken.claims else taken.booked

    def found(self, seat: Seat, sheet: Sheet) -> Found | None:
        """The starts of a seat that no rule on time, room or patient refuses; None where nothing is free.

        Asked for every seat of every search: what can be skipped is skipped.
        """
        if self._group:
            return self._grouped(seat, sheet)
        sums = self.sums(sheet, seat.site)
        if sums.booked >= self._full and not self.asked.is_enrolled(sheet.day):
            return None
        opening = seat.openings.get(self._key) or seat.opening(self._wanted)
        out = bool(self._near) and self.is_out(sheet.wall)
        if out or self.needs_units or sheet.wall.midnight < self.earliest:
            return self._looked_up(seat, sheet, opening, sums.spare, out=out)
        grains = (self._lengths.get(seat.holder) or self.length(seat.holder)).grains
        last = opening.last.get(grains)
        if last is None or last[0] is not sums:
            last = opening.last[grains] = sums, self._looked_up(seat, sheet, opening, sums.spare, out=False)
        return last[1]

    def _looked_up(self, seat: Seat, sheet: Sheet, opening: Opening, spare: int, *, out: bool) -> Found | None:
        """The starts of a seat, with so many acute slots to spare; `out`: the patient has other visits that day."""
        day = self.day(sheet) if sheet.wall.midnight < self.earliest else _FAR
        taken = self.taken(seat)
        ours = day.cut & ~taken
        usable, kept = opening.usable(self.now), opening.kept & ours
        usable |= kept if spare >= 0 else 0
        free = usable & ours
        if not free:
            return None
        acute = seat.acute & ~taken & day.ahead if self._displaces and free & seat.acute else 0
        length = self.length(seat.holder)
        allowed = self._allowed(seat, sheet, length) if out or self.needs_units else FULL
        return seat.find(opening, length.grains, (free, acute, spare if acute and kept else NO_LIMIT, allowed))

    def _allowed(self, seat: Seat, sheet: Sheet, length: Length) -> int:
        """The starts at which the patient is free and so is what is needed."""
        found = self.units(seat.site, seat.day).starts(length.grains) if self.needs_units else FULL
        return found & ~self.busy(sheet, length.minutes)

    def busy(self, sheet: Sheet, minutes: int) -> int:
        """The starts from which so many minutes meet a visit of the patient."""
        wall = sheet.wall
        met = (one for one in self.visits if one.starts < wall.ends and wall.midnight < one.ends)
        return union(wall.overlapping(one.starts, one.ends, minutes) for one in met)

    def units(self, site: str, day: date) -> Units:
        """The units of shared resources that are taken at a site on a day."""
        return Units(self.diary, day, self.now, needed(self.terms, self.asked.motive.id, site))

    def _grouped(self, seat: Seat, sheet: Sheet) -> Found | None:
        """The groups of a seat that have a place left."""
        cut, mask = self.day(sheet).cut, 0
        for piece in self.groups(seat):
            if not self.is_full(seat, piece) and not self.busy_in(seat, piece):
                mask |= cut & (1 << piece.begin // GRAIN)
        return Found((mask, 0, NO_LIMIT, FULL), mask, (Starts(mask, 0, 0),), mask) if mask else None

    def is_full(self, seat: Seat, group: Piece) -> bool:
        """Whether a group has no place left."""
        taken = self._take(seat.key) or NOTHING
        return taken.places_at(group.begin, self.now) >= (group.places or self.asked.motive.places)

    def groups(self, seat: Seat) -> tuple[Piece, ...]:
        """The groups of a seat for the motive."""
        return tuple(one for one in seat.groups if one.motive in (None, self.asked.motive.id))

    def busy_in(self, seat: Seat, group: Piece) -> bool:
        """Whether the patient is elsewhere during a group."""
        starts = [seat.wall.overlapping(one.starts, one.ends, group.end - group.begin) for one in self.visits]
        return bool(union(starts) >> group.begin // GRAIN & 1)

    def displacement(self, sheet: Sheet, seat: Seat, slots: int) -> float:
        """What displacing so many acute slots of a seat's site and day costs."""
        key = seat.site, seat.day
        told = self._to_come.get(key)
        if told is None:
            told = self._to_come[key] = still_to_come(self.terms, seat.site, seat.day, self.now)
        return displacement(self.terms.policy.ranking, slots, self.sums(sheet, seat.site).acute_slots, *told)

    def slot(self, seat: Seat, grain: int) -> Slot:
        """The slot that begins at a grain of a seat, with the units it takes."""
        channel = self._wanted.channel
        if self._group:
            minutes = self.group_minutes(seat, grain)
            return seat.slot(grain, minutes, minutes, channel)
        length = self._lengths.get(seat.holder) or self.length(seat.holder)
        slot = seat.slot(grain, length.minutes, length.taken_minutes, channel)
        return self.with_units(slot) if self.needs_units else slot

    def with_units(self, slot: Slot) -> Slot:
        """The slot with the units of shared resources that it takes."""
        mask = mask_of(slot.begin, slot.begin + slot.taken_minutes)
        return replace(slot, resources=self.units(slot.site, slot.day).chosen(mask))

    def group_minutes(self, seat: Seat | None, grain: int) -> int:
        """The length of the group that begins at a grain; that of the motive where there is none."""
        groups = self.groups(seat) if seat else ()
        told = next((one.end - one.begin for one in groups if one.begin == grain * GRAIN), None)
        return told or self.length(seat.holder if seat else "").minutes


def enrolled_from(terms: Terms, asked: Asked) -> float:
    """The share of a day that is booked from which on it is for enrolled patients, infinite where it never is."""
    most = terms.policy.enrolled_first
    return inf if asked.acute or asked.wanted.group or most >= 1 else most
