"""The search for offers: the starts that no rule refuses, best first.

What the rules of `scheduler.booking.checks` ask of one start is asked here of whole days at once, by masks; a test
demands that both agree on every start. Days are looked at in order of the least that an offer of theirs can cost, so
that only those are worked out that can be on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import merge
from math import inf

from scheduler.agenda.masks import union
from scheduler.booking.asked import asked_of, known_filters
from scheduler.booking.days import Diary
from scheduler.booking.emptied import emptied_by
from scheduler.booking.offer import Cost, Cursor, Offer, SearchResult
from scheduler.booking.policy import Sharing
from scheduler.booking.ranking import HOUR, Parts, Ranking
from scheduler.booking.request import SlotRequest
from scheduler.booking.scope import Pool, Scope, scope_of
from scheduler.booking.seats import Seat
from scheduler.booking.sheets import Sheet, Sheets
from scheduler.booking.terms import terms_of
from scheduler.booking.view import View
from scheduler.booking.wall import minute_of
from scheduler.calendar import GRAIN

NEVER = 1 << 40
"""A minute after all others."""
_THIRD = 3
_Place = tuple[float, int, str]
_FIRST: _Place = (-inf, 0, "")


_Row = tuple[float, int, str, str, int, Seat, Pool, Parts]
"""A start on the way to become an offer; ranked as it stands: total cost, minute since 1970, practitioner, site; then
its grain, seat and pool, and the parts of its cost."""


_Stop = tuple[float, int, int, Sheet, Sequence[Seat], tuple[float, float]]
"""A pool's date: the least that a start can cost, its midnight, the pool's number; the sheet with the pool's seats, and
what waiting until then costs."""
_Tally = tuple[int, int]
"""How many starts a pool has on a date, and the minute since 1970 of the first of them."""


def search(
    diary: Diary, request: SlotRequest, now: datetime, count: int = 10, after: Cursor | None = None
) -> SearchResult:
    """The best `count` offers beyond `after`; `RefusedError` for what the practice does not have. `now` in UTC."""
    terms = terms_of(diary.published)
    known_filters(terms, request)
    view = View(diary, asked_of(diary, terms, request), now)
    scope = scope_of(terms, view.asked, request, view.today)
    view.look_between(scope.first, scope.last)
    run = _Run(view, scope, count + 1, _place(after))
    rows = run.ranked() if view.another_ahead is None else []
    if not rows:
        minutes = view.length(view.asked.own_doctor or "").minutes
        return SearchResult((), minutes, None, None, emptied_by(view, scope, request) if after is None else {})
    third, soonest = run.first_starts()
    offers = tuple(run.offers(rows[:count], soonest))
    page = _cursor(rows[count - 1], offers[-1]) if len(rows) > count else None
    return SearchResult(offers, offers[0].slot.minutes, third, page)


def _place(after: Cursor | None) -> _Place:
    return _FIRST if after is None else (after[0], minute_of(datetime.fromisoformat(after[1])), after[2])


def _cursor(row: _Row, offer: Offer) -> Cursor:
    return row[0], offer.slot.starts.isoformat(), row[2]


class _Run:
    """One search under way: the best `need` rows so far that rank beyond `after`, and the worst place among them."""

    def __init__(self, view: View, scope: Scope, need: int, after: _Place) -> None:
        self.view, self.scope, self.need, self.after = view, scope, need, after
        self.motive, self.sheets = view.asked.motive, view.sheets
        self.ranking = Ranking(view.terms.policy.ranking, view.asked, view.terms.wall.day(view.today))
        self.by_wish = self.ranking.by_wish(scope.starts, scope.wished)
        self.midnight = self.ranking.today.midnight_minute
        self.rows: list[_Row] = []
        self.limit: tuple[float, float] = (inf, inf)
        self.seen: dict[tuple[int, int], _Tally] = {}
        self.lines = [self._line(pool) for pool in scope.pools]
        self.told: dict[tuple[Parts, Sharing | None, bool, bool], tuple[Cost, tuple[str, ...]]] = {}

    def ranked(self) -> list[_Row]:
        """The best rows in order: days by the least they can cost, until none can be among the best any more."""
        pools = self.scope.pools
        stops = [self._stops(number, pool) for number, pool in enumerate(pools)]
        for least, midnight, number, sheet, seats, waits in stops[0] if len(stops) == 1 else merge(*stops):
            if (least, midnight) > self.limit:
                break
            self.seen[number, midnight] = self._look(pools[number], sheet, seats, waits)
        self._trim()
        return self.rows

    def _stops(self, number: int, pool: Pool) -> Iterator[_Stop]:
        """The dates of a pool in order, from the least that waiting until then costs."""
        for sheet in self.lines[number]:
            waits, seats = self.ranking.waits(sheet.wall), pool.seats(sheet, self.motive)
            yield waits[0] + waits[1] + pool.cost, sheet.wall.midnight_minute, number, sheet, seats, waits

    def _line(self, pool: Pool) -> Iterable[Sheet]:
        """The sheets of a pool in order of their dates, as often as they are asked for."""
        first, last = self.scope.first, self.scope.last
        if pool.alone is not None:
            return self.sheets.with_agenda(pool.alone, first, last)
        return _Range(self.sheets, first, (last - first).days + 1)

    def _trim(self) -> None:
        """Keep the best rows; what ranks behind them need not be looked at."""
        self.rows.sort()
        del self.rows[self.need :]
        if len(self.rows) == self.need:
            self.limit = self.rows[-1][:2]

    def _look(self, pool: Pool, sheet: Sheet, seats: Sequence[Seat], waits: tuple[float, float]) -> _Tally:
        """Add what a pool offers on a date; how many starts that is, and the first."""
        view, starts, seen, every = self.view, self.scope.starts, 0, 0
        for seat in seats:
            found = view.found(seat, sheet)
            if found is None or not found.mask & starts:
                continue
            mine = found.mask & starts
            seen += mine.bit_count()
            every |= mine
            for mask, wasted, displaced in found.groups:
                gap = self.ranking.gap(wasted) if wasted else 0.0
                worth = view.displacement(sheet, seat, displaced) if displaced else 0.0
                for wish, wished in self.by_wish:
                    self._add(pool, seat, mask & wished, (*waits, pool.cost, gap, worth, wish))
            if len(self.rows) > 3 * self.need:
                self._trim()
        if len(self.rows) > self.need:
            self._trim()
        return seen, _first_minute(sheet, every)

    def _add(self, pool: Pool, seat: Seat, starts: int, cost: Parts) -> None:
        """Add starts that cost the same, but for the hours that an acute problem waits: the first are the best."""
        wall, rows, place = seat.wall, self.rows, (seat.holder, seat.site)
        straight, base, missing = wall.straight, wall.midnight_minute, self.need
        by_hour = self.ranking.by_hour
        wait, late, sharing, gap, worth, wish = cost
        total = wait + late + sharing + gap + worth + wish
        while starts and missing:
            bit = starts & -starts
            starts ^= bit
            grain = bit.bit_length() - 1
            minute = base + grain * GRAIN if straight else wall.minute(grain)
            if by_hour is not None:
                wait = by_hour * (minute - self.midnight) / HOUR
                cost = (wait, late, sharing, gap, worth, wish)
                total = wait + late + sharing + gap + worth + wish
            if (total, minute) > self.limit:
                return
            if (total, minute, place[0]) > self.after:
                rows.append((total, minute, *place, grain, seat, pool, cost))
                missing -= 1

    def offers(self, rows: Iterable[_Row], soonest: int) -> Iterator[Offer]:
        """The offers of some rows; `soonest`: the minute of the first start of all."""
        slot, told, wishes = self.view.slot, self.told, self.scope.wished is not None
        for _, minute, _, _, grain, seat, pool, parts in rows:
            key = parts, pool.step, pool.own, minute == soonest
            known = told.get(key)
            if known is None:
                reasons = self.ranking.reasons(parts, pool.step, own=pool.own, soonest=key[3], wishes=wishes)
                known = told[key] = Cost(*parts), reasons
            yield Offer(slot(seat, grain), *known)

    def first_starts(self) -> tuple[int | None, int]:
        """Days until the third free start of the search, None if there are not three; the minute of the first."""
        pools = self.scope.pools
        dates = [self._dates(number) for number in range(len(pools))]
        starts, soonest, third = 0, NEVER, None
        for midnight, number, sheet in dates[0] if len(dates) == 1 else merge(*dates):
            if third is not None and sheet.day != third:
                break
            known = self.seen.get((number, midnight))
            on_day, first = self._tally(pools[number], sheet) if known is None else known
            starts += on_day
            soonest = min(soonest, first)
            if third is None and starts >= _THIRD:
                third = sheet.day
        return None if third is None else (third - self.view.today).days, soonest

    def _dates(self, number: int) -> Iterator[tuple[int, int, Sheet]]:
        return ((sheet.wall.midnight_minute, number, sheet) for sheet in self.lines[number])

    def _tally(self, pool: Pool, sheet: Sheet) -> _Tally:
        """How many starts a pool has on a date that was not looked at, and the first."""
        found = [self.view.found(seat, sheet) for seat in pool.seats(sheet, self.motive)]
        masks = [one.mask & self.scope.starts for one in found if one is not None]
        return sum([mask.bit_count() for mask in masks]), _first_minute(sheet, union(masks))


@dataclass(frozen=True, slots=True)
class _Range:
    """The sheets of so many dates in a row, each made when it is come to."""

    sheets: Sheets
    first: date
    days: int

    def __iter__(self) -> Iterator[Sheet]:
        """One after the other."""
        return (self.sheets.of(self.first + timedelta(days=number)) for number in range(self.days))


def _first_minute(sheet: Sheet, starts: int) -> int:
    """The minute since 1970 of the first of some starts."""
    return sheet.wall.minute((starts & -starts).bit_length() - 1) if starts else NEVER
