"""Why a search found nothing: how many starts each rule refused, rule after rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from scheduler.agenda.masks import FULL, union
from scheduler.booking.days import Piece
from scheduler.booking.request import SlotRequest
from scheduler.booking.rules import BOOKING_RULES
from scheduler.booking.scope import Scope, only
from scheduler.booking.seats import Seat, displaced_by, starts_meeting
from scheduler.booking.sheets import Sheet
from scheduler.booking.view import View
from scheduler.calendar import GRAIN

NO_AGENDA = "no_agenda"


def emptied_by(view: View, scope: Scope, request: SlotRequest) -> dict[str, int]:
    """How many starts each rule refused, the last to refuse first; `no_agenda` if there was nothing to refuse.

    The starts are those of all sessions of the practitioners, sites, days and parts of the day that were asked for; a
    start counts for the first rule that refuses it.
    """
    refused = dict.fromkeys(IN_ORDER, 0)
    for seat, sheet in _asked_for(view, request):
        sieve = Sieve(view, seat, sheet)
        left = sieve.all_starts & scope.starts
        for rule in IN_ORDER:
            if not left:
                break
            lost = left & getattr(sieve, rule)()
            refused[rule] += lost.bit_count()
            left &= ~lost
    found = {rule: refused[rule] for rule in reversed(IN_ORDER) if refused[rule]}
    return found or {NO_AGENDA: 0}


def _asked_for(view: View, request: SlotRequest) -> Iterator[tuple[Seat, Sheet]]:
    """The seats that a request speaks of, on published days, whatever the rules say."""
    published, wanted = view.terms.published, only(view.terms, view.asked, request)
    if published.first_day is None or published.last_day is None:
        return
    first = max(request.first_day or view.today, published.first_day)
    last = min(request.last_day or view.today + timedelta(days=view.asked.wanted.horizon_days), published.last_day)
    for number in range(max(0, (last - first).days + 1)):
        sheet = view.sheets.of(first + timedelta(days=number))
        for holder, seats in sheet.of.items():
            if wanted is None or holder in wanted:
                yield from ((seat, sheet) for seat in seats if not request.sites or seat.site in request.sites)


class Sieve:
    """What each rule refuses of a seat, as masks of starts; a method has the name of its rule."""

    def __init__(self, view: View, seat: Seat, sheet: Sheet) -> None:
        self.view, self.seat, self.sheet = view, seat, sheet
        self.asked, self.group = view.asked, view.asked.wanted.group
        self.length = 1 if self.group else view.length(seat.holder).grains

    @property
    def all_starts(self) -> int:
        """Every start at which the practitioner is there for as long as it takes; the beginnings of groups."""
        if self.group:
            return _begins(self.seat.groups)
        return self.seat.all_starts(self.length)

    def past(self) -> int:
        """Before now."""
        return ~self.view.day(self.sheet).ahead

    def notice(self) -> int:
        """Before the notice is over."""
        return ~self.view.day(self.sheet).cut

    def horizon(self) -> int:
        """Beyond the horizon."""
        return _all_if((self.sheet.day - self.view.today).days > self.asked.wanted.horizon_days)

    def profession(self) -> int:
        """Of another profession."""
        return _all_if(self.seat.person.profession not in self.asked.motive.professions)

    def sharing(self) -> int:
        """Not in the sharing order."""
        return _all_if(self.asked.step_cost(self.seat.holder, self.seat.site) is None)

    def one_future(self) -> int:
        """All, where the patient has one."""
        return _all_if(self.view.another_ahead is not None)

    def not_bookable(self) -> int:
        """Those that meet time for nobody."""
        return 0 if self.group else self._meeting(FULL & ~self.seat.bookable)

    def carve_out(self) -> int:
        """Those that meet time for something else."""
        if self.group:
            return ~_begins(self.view.groups(self.seat))
        return self._meeting(self.seat.bookable & ~self.seat.opening(self.asked.wanted).own)

    def time_taken(self) -> int:
        """Those that meet taken time."""
        return 0 if self.group else self._meeting(self.view.taken(self.seat))

    def group_full(self) -> int:
        """Groups without a place left."""
        return _begins(one for one in self.view.groups(self.seat) if self.view.is_full(self.seat, one))

    def resource_busy(self) -> int:
        """Those without a free unit."""
        if self.group or not self.view.needs_units:
            return 0
        return ~self.view.units(self.seat.site, self.seat.day).starts(self.length)

    def patient_elsewhere(self) -> int:
        """Those at which the patient is elsewhere."""
        if self.group:
            return _begins(one for one in self.view.groups(self.seat) if self.view.busy_in(self.seat, one))
        return self.view.busy(self.sheet, self.view.length(self.seat.holder).minutes)

    def acute_window(self) -> int:
        """Those that meet acute windows not released yet."""
        windows = self.seat.opening(self.asked.wanted).windows
        return self._meeting(union(inside for window, inside in windows if window.closed(self.view.now)))

    def acute_reserve(self) -> int:
        """Those that take more of the acute time than can be spared."""
        kept, seat = self.seat.opening(self.asked.wanted).kept, self.seat
        if not kept:
            return 0
        free = seat.acute & ~self.view.taken(seat) & self.view.day(self.sheet).ahead
        spare, lost = self.view.sums(self.sheet, seat.site).spare, displaced_by(seat, FULL, free, self.length)
        dear = union(mask for slots, mask in lost.items() if slots > spare) if spare >= 0 else FULL
        return self._meeting(kept) & dear

    def enrolled_first(self) -> int:
        """All of a full day."""
        return _all_if(self.view.closed(self.sheet, self.seat.site))

    def useless_gap(self) -> int:
        """What is left beside the starts that waste least."""
        found = self.view.found(self.seat, self.sheet)
        return ~(found.mask if found else 0)

    def _meeting(self, mask: int) -> int:
        return starts_meeting(mask, self.length)


def _all_if(refused: bool) -> int:
    return FULL if refused else 0


def _begins(groups: Iterator[Piece] | tuple[Piece, ...]) -> int:
    return union(1 << piece.begin // GRAIN for piece in groups)


IN_ORDER = tuple(rule for rule in BOOKING_RULES if hasattr(Sieve, rule))
"""The rules that refuse starts of a search; that they lie in a session and last as long as they should is given."""
