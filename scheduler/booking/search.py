"""The search for offers: the starts that no rule refuses, best first.

What the rules of `scheduler.booking.checks` ask of one start is asked here of whole days at once, by masks; a test
demands that both agree on every start. Days are looked at in order of the least that an offer of theirs can cost, so
that only those are worked out that can be on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from math import inf

from scheduler.booking.asked import asked_of, known_filters
from scheduler.booking.days import Diary
from scheduler.booking.emptied import emptied_by
from scheduler.booking.offer import Cost, Cursor, Offer, SearchResult
from scheduler.booking.policy import Sharing
from scheduler.booking.ranking import HOUR, Parts, Ranking
from scheduler.booking.request import SlotRequest
from scheduler.booking.scope import Pool, Scope, scope_of
from scheduler.booking.seats import Seat
from scheduler.booking.sheets import Sheet
from scheduler.booking.terms import terms_of
from scheduler.booking.view import View
from scheduler.booking.wall import minute_of
from scheduler.calendar import GRAIN

_THIRD = 3
_DAY = timedelta(days=1)
_Place = tuple[float, int, str]
_FIRST: _Place = (-inf, 0, "")


_Row = tuple[float, int, str, str, int, Seat, Pool, Parts]
"""A start on the way to become an offer; ranked as it stands: total cost, minute since 1970, practitioner, site; then
its grain, seat and pool, and the parts of its cost."""


_Bound = tuple[float, int, int, Sheet, tuple[float, float]]
"""The least cost of a pool's date, its midnight, the pool's number; the sheet, and what waiting until then costs."""


def search(
    diary: Diary, request: SlotRequest, now: datetime, count: int = 10, after: Cursor | None = None
) -> SearchResult:
    """The best `count` offers beyond `after`; `RefusedError` for what the practice does not have. `now` in UTC."""
    terms = terms_of(diary.published)
    known_filters(terms, request)
    view = View(diary, asked_of(diary, terms, request), now)
    scope = scope_of(terms, view.asked, request, view.today)
    run = _Run(view, scope, count + 1, _place(after))
    rows = run.ranked() if view.another_ahead is None else []
    if not rows:
        minutes = view.length(view.asked.own_doctor or "").minutes
        return SearchResult((), minutes, None, None, emptied_by(view, scope, request) if after is None else {})
    third, soonest = run.first_starts()
    offers = tuple([run.offer(row, soonest) for row in rows[:count]])
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
        self.seen: dict[tuple[int, date], int] = {}
        self.told: dict[tuple[Parts, Sharing | None, bool, bool], tuple[Cost, tuple[str, ...]]] = {}

    def ranked(self) -> list[_Row]:
        """The best rows in order: days by the least they can cost, until none can be among the best any more."""
        ahead: list[_Bound] = []
        for number in range(len(self.scope.pools)):
            self._push(ahead, number, self.scope.first)
        while ahead and ahead[0][:2] <= self.limit:
            _, _, number, sheet, waits = heappop(ahead)
            self.seen[number, sheet.day] = self._look(self.scope.pools[number], sheet, waits)
            self._push(ahead, number, sheet.day + _DAY)
        self._trim()
        return self.rows

    def _push(self, ahead: list[_Bound], number: int, day: date) -> None:
        """Put the next date of a pool among those ahead, if there is one."""
        alone = self.scope.pools[number].alone
        day = day if alone is None else self.sheets.next_day(alone, day)
        if day <= self.scope.last:
            heappush(ahead, self._bound(number, day))

    def _bound(self, number: int, day: date) -> _Bound:
        """The least that a start of a pool on a date can cost, and its midnight; what waiting until then costs."""
        sheet = self.sheets.of(day)
        waits = self.ranking.waits(sheet.wall)
        return waits[0] + waits[1] + self.scope.pools[number].cost, sheet.wall.midnight_minute, number, sheet, waits

    def _trim(self) -> None:
        """Keep the best rows; what ranks behind them need not be looked at."""
        self.rows.sort()
        del self.rows[self.need :]
        if len(self.rows) == self.need:
            self.limit = self.rows[-1][:2]

    def _look(self, pool: Pool, sheet: Sheet, waits: tuple[float, float]) -> int:
        """Add what a pool offers on a date; how many starts that is."""
        view, starts, seen = self.view, self.scope.starts, 0
        for seat in pool.seats(sheet, self.motive):
            found = view.found(seat, sheet)
            if found is None or not found.mask & starts:
                continue
            seen += (found.mask & starts).bit_count()
            for mask, wasted, displaced in found.groups:
                gap = self.ranking.gap(wasted) if wasted else 0.0
                worth = view.displacement(sheet, seat, displaced) if displaced else 0.0
                for wish, wished in self.by_wish:
                    self._add(pool, seat, mask & wished, (*waits, pool.cost, gap, worth, wish))
            if len(self.rows) > 3 * self.need:
                self._trim()
        if len(self.rows) > self.need:
            self._trim()
        return seen

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

    def offer(self, row: _Row, soonest: int) -> Offer:
        """The offer of a row."""
        _, minute, _, _, grain, seat, pool, parts = row
        key = parts, pool.step, pool.own, minute == soonest
        told = self.told.get(key)
        if told is None:
            wishes = self.scope.wished is not None
            reasons = self.ranking.reasons(parts, pool.step, own=pool.own, soonest=minute == soonest, wishes=wishes)
            told = self.told[key] = Cost(*parts), reasons
        return Offer(self.view.slot(seat, grain), *told)

    def first_starts(self) -> tuple[int | None, int]:
        """Days until the third free start of the search, None if there are not three; the minute of the first."""
        starts, first, day = 0, 0, self.scope.first
        while day <= self.scope.last:
            on_day = sum([self._starts_on(number, day) for number in range(len(self.scope.pools))])
            first = first or (self._first_on(self.sheets.of(day)) if on_day else 0)
            starts += on_day
            if starts >= _THIRD:
                return (day - self.view.today).days, first
            day += _DAY
        return None, first

    def _starts_on(self, number: int, day: date) -> int:
        """How many starts a pool has on a date."""
        known = self.seen.get((number, day))
        if known is None:
            known = sum(mask.bit_count() for _, mask in self._masks(self.scope.pools[number], self.sheets.of(day)))
        return known

    def _first_on(self, sheet: Sheet) -> int:
        """The minute of the first start on a date that has one."""
        masks = [one for pool in self.scope.pools for one in self._masks(pool, sheet)]
        return min(seat.wall.minute((mask & -mask).bit_length() - 1) for seat, mask in masks)

    def _masks(self, pool: Pool, sheet: Sheet) -> Iterator[tuple[Seat, int]]:
        for seat in pool.seats(sheet, self.motive):
            found = self.view.found(seat, sheet)
            if found is not None and found.mask & self.scope.starts:
                yield seat, found.mask & self.scope.starts
