"""The agendas of a history: which grains of which practitioner are free on which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.history.days import Spans
from benchmarks.history.leave import Away
from benchmarks.history.model import Model
from benchmarks.history.shifts import IN_TURN, Shift, Timetable, Turn
from scheduler.calendar import DAYS_IN_WEEK, GRAIN
from scheduler.sessions import SessionKind, SessionTemplate

HOUR = 60 // GRAIN


@dataclass
class DiaryDay:
    """One day: by practitioner the free grains as a bit mask, and the grains still open to those who plan ahead.

    `hours`: the full hours of each practitioner's sessions, at which patients like to come. `at` lists practitioners
    by site.
    """

    free: dict[int, int] = field(default_factory=dict)
    ahead: dict[int, int] = field(default_factory=dict)
    hours: dict[int, tuple[int, ...]] = field(default_factory=dict)
    at: dict[int, list[int]] = field(default_factory=dict)

    def open(self, practitioner: int, site: int, mask: int) -> None:
        """Add a stretch of work."""
        self.free[practitioner] = self.free.get(practitioner, 0) | mask
        first = (mask & -mask).bit_length() - 1
        hours = tuple(grain for grain in range(first, mask.bit_length(), HOUR) if mask >> grain & 1)
        self.hours[practitioner] = self.hours.get(practitioner, ()) + hours
        here = self.at.setdefault(site, [])
        if practitioner not in here:
            here.append(practitioner)


Diary = list[DiaryDay]


def starts(free: int, grains: int) -> int:
    """The grains at which so many free ones in a row begin, as a bit mask."""
    have = 1
    while have < grains:
        step = min(have, grains - have)
        free &= free >> step
        have += step
    return free


def lowest(mask: int) -> int:
    """The first grain of a mask that is not empty."""
    return (mask & -mask).bit_length() - 1


def span(begin: int, grains: int) -> int:
    """A mask of so many grains in a row."""
    return ((1 << grains) - 1) << begin


def diary_of(model: Model, timetable: Timetable, away: Away, kind: SessionKind) -> Diary:
    """The empty agendas of all sessions of a kind."""
    days = [_day(model, timetable, away, kind, number) for number in range(len(model.days))]
    rule = model.figures.booking
    for day, day_kind in zip(days, model.days.kinds, strict=True):
        reserve = rule.reserve_in_turn if day_kind in IN_TURN else rule.reserve
        day.ahead = {one: int(free.bit_count() * (1 - reserve.value)) for one, free in day.free.items()}
    return days


def _day(model: Model, timetable: Timetable, away: Away, kind: SessionKind, number: int) -> DiaryDay:
    day = DiaryDay()
    for shift in _on(model, timetable, away, number):
        if shift.template.kind is kind:
            mask = _within(shift.template, model.days.opening[shift.site][number])
            mask &= ~_minutes_mask(*away.get((shift.practitioner, number), (0, 0)))
            if mask:
                day.open(shift.practitioner, shift.site, mask)
    return day


def _on(model: Model, timetable: Timetable, away: Away, number: int) -> Iterator[Shift]:
    """The sessions of a date: those of its weekday, or those worked in turn."""
    kind = model.days.kinds[number]
    yield from timetable.week.get(kind, ())
    round_number = model.days.dates[number].toordinal() // DAYS_IN_WEEK
    for place, turn in enumerate(timetable.turns.get(kind, ())):
        yield from _on_duty(turn, round_number + place, away, number)


def _on_duty(turn: Turn, round_number: int, away: Away, number: int) -> Iterator[Shift]:
    """Those whose turn it is; who is away is passed over."""
    size = len(turn.pool)
    order = [turn.pool[(round_number * turn.at_once + step) % size] for step in range(size)]
    there = [one for one in order if (one, number) not in away]
    return (Shift(one, turn.site, turn.template) for one in there[: turn.at_once])


def _within(template: SessionTemplate, opening: Spans) -> int:
    mask = _minutes_mask(template.start, template.end)
    if template.pause:
        mask &= ~_minutes_mask(template.pause.start, template.pause.start + template.pause.minutes)
    is_open = 0
    for begin, end in opening:
        is_open |= _minutes_mask(begin, end)
    return mask & is_open


def _minutes_mask(begin: int, end: int) -> int:
    return span(begin // GRAIN, (end - begin) // GRAIN)
