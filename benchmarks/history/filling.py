"""The timetable while it fills up: what a session adds, and whether it may be added."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.history.model import Model
from benchmarks.history.shifts import WORKING_WEEK, Shift, grains, worked
from scheduler.calendar import GRAIN, MINUTES_IN_DAY, DayKind
from scheduler.sessions import SessionKind, SessionTemplate

NIGHT_REST = 11 * 60
LONGEST_DAY = 10 * 60
LONGEST_SPAN = 13 * 60
NOBODY_THERE = 10.0
"""How many mean grains of demand a grain without any doctor weighs."""

Counts = NDArray[np.float64]


def _counts() -> Counts:
    return np.zeros(MINUTES_IN_DAY // GRAIN)


@dataclass
class Filling:
    """Who works when so far, how many each grain of a site's day has, and how many rooms of each kind are taken."""

    model: Model
    shifts: dict[tuple[int, DayKind], list[Shift]] = field(default_factory=lambda: defaultdict(list))
    minutes: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    there: dict[tuple[int, DayKind], Counts] = field(default_factory=lambda: defaultdict(_counts))
    rooms: dict[tuple[int, DayKind, str | None], Counts] = field(default_factory=lambda: defaultdict(_counts))

    def take(self, shift: Shift, kind: DayKind) -> None:
        """Add a session."""
        self.shifts[shift.practitioner, kind].append(shift)
        self.minutes[shift.practitioner] += worked(shift.template)
        self.rooms[shift.site, kind, shift.template.room][grains(shift.template)] += 1
        if shift.template.kind is SessionKind.CONSULTING:
            self.there[shift.site, kind][grains(shift.template)] += 1

    def fits(self, shift: Shift, kind: DayKind, owed: int) -> bool:
        """Whether contract, rest, day and rooms allow a session."""
        number = shift.practitioner
        return (
            # Contracts are met to the nearest session.
            self.minutes[number] + worked(shift.template) / 2 <= owed
            and self._has_day(number, kind)
            and _day_holds(self.shifts[number, kind], shift.template)
            and self._rested(shift, kind)
            and self._has_room(shift, kind)
        )

    def worth(self, shift: Shift, kind: DayKind, need: Counts) -> float:
        """What a session adds for a minute: less the more doctors are there, much where there is none."""
        span = grains(shift.template)
        there = self.there[shift.site, kind][span]
        lonely = NOBODY_THERE * need.mean()
        value = np.where(there == 0, need[span] + lonely, need[span] / (1 + there))
        return float(value.sum()) / worked(shift.template)

    def _has_day(self, number: int, kind: DayKind) -> bool:
        contract = self.model.practice.contract_of(self.model.practice.practitioners[number])
        days = [day for day in WORKING_WEEK if self.shifts[number, day]]
        return kind in days or len(days) < contract.days_per_week

    def _rested(self, shift: Shift, kind: DayKind) -> bool:
        place = WORKING_WEEK.index(kind)
        before = self.shifts[shift.practitioner, WORKING_WEEK[place - 1]] if place else []
        after = self.shifts[shift.practitioner, WORKING_WEEK[place + 1]] if place + 1 < len(WORKING_WEEK) else []
        return all(_rest(one, shift) for one in before) and all(_rest(shift, one) for one in after)

    def _has_room(self, shift: Shift, kind: DayKind) -> bool:
        room = shift.template.room
        if room is None:
            return True
        rooms = self.model.practice.sites[shift.site].rooms.get(room, 0)
        return bool(self.rooms[shift.site, kind, room][grains(shift.template)].max() < rooms)


def _rest(one: Shift, next_day: Shift) -> bool:
    return one.template.end + NIGHT_REST <= next_day.template.start + MINUTES_IN_DAY


def _day_holds(shifts: list[Shift], template: SessionTemplate) -> bool:
    templates = [*(shift.template for shift in shifts), template]
    apart = all(one.end <= template.start or template.end <= one.start for one in templates[:-1])
    span = max(one.end for one in templates) - min(one.start for one in templates)
    return apart and span <= LONGEST_SPAN and sum(worked(one) for one in templates) <= LONGEST_DAY
