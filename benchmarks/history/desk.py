"""The desk of the history's practice: first come, first served, by one stated rule.

An acute patient gets the earliest free start of the day at the own site, with the own doctor if the wait for that is
short; when the day is full, one on the next day with sessions, or is refused. A planned patient names a date and an
hour: the own doctor's first date from then on, else any doctor's at the site, else the patient goes elsewhere. Until
the day itself a share of each agenda is kept back.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from benchmarks.history.diary import Diary, lowest, span, starts
from benchmarks.history.figures import Booking
from scheduler.calendar import GRAIN, MINUTES_IN_DAY


class Ask(NamedTuple):
    """A request as the desk sees it.

    `number`: its position; `at`: minutes since the first midnight; doctor and site by position; `grains` without and
    with travel; `able`: the practitioners for its motive; `lead`: days ahead that are wanted, None for an acute one.
    `hour` and `other` are uniform draws: the hour of the day that is liked (of an acute patient: whether the next day
    will do), and which of the other doctors is asked first.
    """

    number: int
    at: float
    own_doctor: int
    site: int
    grains: int
    with_travel: int
    able: frozenset[int]
    at_home: bool
    lead: float | None
    hour: float
    other: float

    @property
    def day(self) -> int:
        """The position of the day on which it comes."""
        return int(self.at) // MINUTES_IN_DAY


class Place(NamedTuple):
    """An appointment: practitioner and day by position, and first grain."""

    practitioner: int
    day: int
    grain: int


class Desk:
    """A diary with its rule."""

    def __init__(self, diary: Diary, rule: Booking) -> None:
        self._diary = diary
        self._rule = rule
        self._head_start = int(rule.own_doctor_minutes.value) // GRAIN
        self._own_days = int(rule.own_doctor_days.value)
        self._any_days = int(rule.any_doctor_days.value)

    def place(self, ask: Ask) -> Place | None:
        """Where the rule puts a request, None if it is refused."""
        return self._acute(ask) if ask.lead is None else self._planned(ask, ask.day + int(ask.lead))

    def take(self, place: Place, ask: Ask) -> None:
        """Book a place."""
        day = self._diary[place.day]
        day.free[place.practitioner] &= ~span(place.grain, ask.with_travel)
        if ask.day < place.day:
            day.ahead[place.practitioner] -= ask.with_travel

    def release(self, place: Place, ask: Ask) -> None:
        """Free a place booked ahead and cancelled."""
        day = self._diary[place.day]
        day.free[place.practitioner] |= span(place.grain, ask.with_travel)
        day.ahead[place.practitioner] += ask.with_travel

    def _acute(self, ask: Ask) -> Place | None:
        today = self._soonest(ask, ask.day, self._soon(ask))
        if today or ask.hour >= self._rule.tomorrow.value:
            return today
        following = (day for day in range(ask.day + 1, len(self._diary)) if self._diary[day].at.get(ask.site))
        day = next(following, None)
        return None if day is None else self._soonest(ask, day, 0)

    def _planned(self, ask: Ask, first: int) -> Place | None:
        if ask.own_doctor in ask.able:
            for day in self._days(first, self._own_days):
                if found := self._with(ask, ask.own_doctor, day):
                    return found
        for day in self._days(first, self._any_days):
            for one in self._in_rotation(ask, day):
                if found := self._with(ask, one, day):
                    return found
        return None

    def _soon(self, ask: Ask) -> int:
        """The first grain that a patient who calls now can reach."""
        return ceil((ask.at % MINUTES_IN_DAY + self._rule.notice_minutes.value) / GRAIN)

    def _days(self, first: int, count: int) -> range:
        return range(first, min(first + count, len(self._diary)))

    def _in_rotation(self, ask: Ask, number: int) -> Iterator[int]:
        here = self._diary[number].at.get(ask.site, [])
        turn = int(ask.other * len(here))
        return (one for one in here[turn:] + here[:turn] if one in ask.able)

    def _soonest(self, ask: Ask, number: int, begin: int) -> Place | None:
        """The earliest start of a day from a grain on; the own doctor's counts as so much earlier."""
        free = self._diary[number].free
        places = [
            Place(one, number, lowest(can) + begin)
            for one in self._in_rotation(ask, number)
            if (can := starts(free[one], ask.with_travel) >> begin)
        ]
        own, ahead = ask.own_doctor, self._head_start
        return min(places, default=None, key=lambda place: place.grain - (ahead if place.practitioner == own else 0))

    def _with(self, ask: Ask, one: int, number: int) -> Place | None:
        """A place with a practitioner on a day: from the hour the patient likes on, else the first of the day."""
        day = self._diary[number]
        is_ahead = number > ask.day
        if one not in day.free or (is_ahead and day.ahead[one] < ask.with_travel):
            return None
        soon = 0 if is_ahead else self._soon(ask)
        can = starts(day.free[one], ask.with_travel) >> soon << soon
        liked = day.hours[one][int(ask.hour * len(day.hours[one]))]
        if later := can >> liked:
            return Place(one, number, lowest(later) + liked)
        return Place(one, number, lowest(can)) if can else None
