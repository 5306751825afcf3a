"""Searches timed in this process, without HTTP: ours, and every slot made and checked as the simple way does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import perf_counter

from benchmarks.booking.filling import minutes_of
from benchmarks.booking.picture import Picture
from benchmarks.booking.searches import COUNT, Asked
from benchmarks.rivals.all_slots import SlotLists, Wanted
from scheduler.booking.offer import Offer
from scheduler.booking.request import SlotRequest
from scheduler.booking.search import search
from scheduler.practice import Practice


@dataclass(frozen=True)
class Timed:
    """Seconds of each call, sorted, and what they gave on average: offers."""

    seconds: Sequence[float]
    offers: float

    @property
    def rate(self) -> float:
        """Calls a second, one after the other."""
        return len(self.seconds) / sum(self.seconds)

    def quantile(self, share: float) -> float:
        """The milliseconds within which that share of the calls was done."""
        return 1000 * self.seconds[min(len(self.seconds) - 1, int(share * len(self.seconds)))]


def timed(calls: Iterable[Callable[[], Sequence[object]]]) -> Timed:
    """Each call once, one after the other."""
    seconds, offers = [], 0
    for call in calls:
        began = perf_counter()
        found = call()
        seconds.append(perf_counter() - began)
        offers += len(found)
    return Timed(sorted(seconds), offers / len(seconds))


def ours(picture: Picture, asked: Sequence[Asked], now: datetime) -> Timed:
    """The scheduler's search on the picture in memory, which has been searched before, as that of a service has."""
    calls = [partial(_offers, picture, one, now) for one in asked]
    for call in calls:
        call()
    return timed(calls)


def _offers(picture: Picture, asked: Asked, now: datetime) -> Sequence[Offer]:
    return search(picture.diary, asked.request, now, COUNT).offers


def by_all_slots(picture: Picture, lists: SlotLists, asked: Iterable[Asked]) -> Timed:
    """Every start of every block made and checked anew."""
    return timed([partial(lists.search, wanted_of(picture, one.request), COUNT) for one in asked])


def wanted_of(picture: Picture, request: SlotRequest) -> Wanted:
    """A search as the rivals take it: with whom, when, how long."""
    assert request.first_day
    assert request.last_day
    patient = picture.diary.patients.get(request.patient or "")
    category = request.category or (patient.category if patient else "")
    practice = picture.diary.published.practice
    own = patient.own_doctor if patient else None
    named = (own,) if own and request.own_doctor_only else tuple(_at(practice, request.sites))
    return Wanted(named, request.first_day, request.last_day, minutes_of(request.motive, category))


def _at(practice: Practice, sites: Sequence[str]) -> Iterable[str]:
    return (one.id for one in practice.practitioners if not sites or one.home_site in sites)
