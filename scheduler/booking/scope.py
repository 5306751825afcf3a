"""Where a search looks: the days, and whose seats, in pools that cost the same by the sharing order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.agenda.masks import FULL, mask_of, union
from scheduler.booking.asked import Asked
from scheduler.booking.policy import Sharing
from scheduler.booking.request import DayPart, SlotRequest
from scheduler.booking.seats import Seat
from scheduler.booking.sheets import Sheet
from scheduler.booking.terms import Terms
from scheduler.motives import Motive


@dataclass(frozen=True, slots=True)
class Pool:
    """Seats that stand at the same step of sharing: of some practitioners (None: of all) at some sites.

    `own`: they are the own doctor's; `alone`: the one whose they are, at any site. `but`: not of this practitioner.
    """

    cost: float
    step: Sharing | None
    sites: tuple[str, ...]
    only: frozenset[str] | None = None
    but: str | None = None
    own: bool = False
    alone: str | None = None

    def seats(self, sheet: Sheet, motive: Motive) -> Sequence[Seat]:
        """Its seats on a date, of those whose profession sees the motive."""
        if self.alone is not None:
            return sheet.of.get(self.alone, ())
        if self.only is not None:
            professions = motive.professions
            mine = [seat for holder in self.only for seat in sheet.of.get(holder, ())]
            return [s for s in mine if s.site in self.sites and s.person.profession in professions]
        if len(self.sites) == 1 and self.but is None:
            return sheet.able(self.sites[0], motive.id)
        found = [seat for site in self.sites for seat in sheet.able(site, motive.id)]
        return found if self.but is None else [seat for seat in found if seat.holder != self.but]


@dataclass(frozen=True, slots=True)
class Scope:
    """The days from `first` to `last` (none if they run backwards) and the pools; `starts`: the parts insisted upon."""

    first: date
    last: date
    pools: tuple[Pool, ...]
    starts: int
    wished: int | None


def scope_of(terms: Terms, asked: Asked, request: SlotRequest, today: date) -> Scope:
    """Where a request looks, as far as no rule about the day or about sharing refuses."""
    published = terms.published
    first = max(filter(None, (today, request.first_day, published.first_day)))
    horizon = today + timedelta(days=asked.wanted.horizon_days)
    last = min(filter(None, (horizon, request.last_day, published.last_day)))
    last = last if published.last_day else first - timedelta(days=1)
    wished = starts_in(request.wishes) if request.wishes else None
    return Scope(first, last, tuple(_pools(terms, asked, request)), starts_in(request.parts), wished)


def starts_in(parts: Sequence[DayPart]) -> int:
    """The grains in some parts of the day, all of them for none."""
    return union(mask_of(*part.span) for part in parts) if parts else FULL


def _pools(terms: Terms, asked: Asked, request: SlotRequest) -> Iterator[Pool]:
    sites = terms.site_ids if not request.sites else tuple(s for s in terms.site_ids if s in request.sites)
    wanted = only(terms, asked, request)
    own = asked.own_doctor
    if own is not None and asked.sees and (wanted is None or own in wanted):
        anywhere = len(sites) == len(terms.site_ids)
        yield Pool(0.0, None, sites, frozenset({own}), own=True, alone=own if anywhere else None)
    if wanted is not None and own is not None:
        wanted -= {own}
    if wanted is None or wanted:
        steps: dict[tuple[float, Sharing | None], list[str]] = {}
        for site in sites:
            cost = asked.step_cost("", site)
            if cost is not None:
                steps.setdefault((cost, asked.step("", site)), []).append(site)
        for (cost, step), at in steps.items():
            yield Pool(cost, step, tuple(at), wanted, own if wanted is None else None)


def only(terms: Terms, asked: Asked, request: SlotRequest) -> frozenset[str] | None:
    """The practitioners to whom a request is limited; None for no limit."""
    if request.own_doctor_only:
        limit = frozenset({asked.own_doctor} if asked.own_doctor else ())
    elif request.practitioners:
        limit = frozenset(request.practitioners)
    elif request.profession is None:
        return None
    else:
        limit = frozenset(terms.people)
    if request.practitioners:
        limit &= set(request.practitioners)
    if request.profession is not None:
        limit = frozenset(one for one in limit if terms.people[one].profession is request.profession)
    return limit
