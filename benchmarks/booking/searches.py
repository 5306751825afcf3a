"""The searches that are timed: what booking software asks for, over HTTP and without."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.booking.filling import PATIENTS_OF_A_DOCTOR, category_of, pseudonym
from benchmarks.booking.group import PLANNED, Size, site_name
from scheduler.booking.request import SlotRequest

VARIETY = 200
"""Different requests of each kind, so that no answer is known beforehand."""
FIRST_AHEAD, LATEST_AHEAD = 1, 14
"""A search begins tomorrow, or up to two weeks later."""
COUNT = 10


@dataclass(frozen=True)
class Asked:
    """One search: as the scheduler takes it, and as the API does."""

    request: SlotRequest

    @property
    def body(self) -> Mapping[str, Any]:
        """What is sent."""
        asked = self.request
        told = {
            "motive": asked.motive,
            "category": asked.category,
            "patient": asked.patient,
            "own_doctor_only": asked.own_doctor_only or None,
            "enrolled": asked.enrolled,
            "sites": list(asked.sites) or None,
            "from": asked.first_day and asked.first_day.isoformat(),
            "to": asked.last_day and asked.last_day.isoformat(),
            "count": COUNT,
        }
        return {name: value for name, value in told.items() if value is not None}


@dataclass(frozen=True)
class Search:
    """A kind of search: the share of the fixed route's answers that it must reach, and whether its tail is bounded."""

    name: str
    days: int
    asked: Callable[[Size, Random, date, date], SlotRequest]
    target: float
    quick: bool

    def requests(self, size: Size, today: date, seed: int = 1) -> Sequence[Asked]:
        """So many of it, the same for the same seed and day."""
        random = Random(f"{seed} {self.name}")  # noqa: S311 - no secret
        return [Asked(self._one(size, today, random)) for _ in range(VARIETY)]

    def _one(self, size: Size, today: date, random: Random) -> SlotRequest:
        first = today + timedelta(days=random.randint(FIRST_AHEAD, LATEST_AHEAD))
        return self.asked(size, random, first, first + timedelta(days=self.days - 1))


def _own_doctor(size: Size, random: Random, first: date, last: date) -> SlotRequest:
    patient = random.randrange(PATIENTS_OF_A_DOCTOR * size.people)
    return SlotRequest(
        category=None,
        motive=PLANNED,
        patient=pseudonym(patient),
        own_doctor_only=True,
        first_day=first,
        last_day=last,
    )


def _site(size: Size, random: Random, first: date, last: date) -> SlotRequest:
    site = site_name(random.randrange(size.sites))
    return SlotRequest(category_of(1), PLANNED, enrolled=True, sites=(site,), first_day=first, last_day=last)


def _everybody(_: Size, random: Random, first: date, last: date) -> SlotRequest:
    category = category_of(random.randrange(4))
    return SlotRequest(category, PLANNED, enrolled=True, first_day=first, last_day=last)


OWN = Search("own doctor, 14 days", 14, _own_doctor, target=0.7, quick=True)
SITE = Search("a site, 7 days", 7, _site, target=0.5, quick=True)
EVERYBODY = Search("all 60, 30 days", 30, _everybody, target=0.1, quick=False)
SEARCHES = (OWN, SITE, EVERYBODY)
