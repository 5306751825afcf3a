"""The judge of one order: the slot it gets, and every rule that refuses it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from scheduler.booking.appointments import Slot
from scheduler.booking.asked import asked_of
from scheduler.booking.candidate import Candidate
from scheduler.booking.checks import all_checks
from scheduler.booking.days import AgendaDay, Diary, Stretch
from scheduler.booking.refusal import Refusal, RefusedError
from scheduler.booking.request import Order
from scheduler.booking.terms import Terms, terms_of
from scheduler.booking.times import wall_clock
from scheduler.booking.view import View
from scheduler.calendar import GRAIN, MINUTES_IN_DAY


def slot_of(diary: Diary, order: Order, now: datetime) -> Slot:
    """The slot an order gets, with its site, room and free units of shared resources, whether or not it can be had.

    `RefusedError` for an unknown practitioner, motive or category, for a start off the grid of the practice's clocks,
    and for a practitioner without an agenda on the day. `now` in UTC.
    """
    terms = terms_of(diary.published)
    view = _view(diary, terms, order, now)
    day, begin = _place(terms, order)
    stretch = _stretch(_agenda(diary, order.practitioner, day), begin)
    minutes, taken_minutes = _minutes(view, order, stretch.site, day, begin)
    slot = Slot(
        practitioner=order.practitioner,
        site=stretch.site,
        day=day,
        begin=begin,
        minutes=minutes,
        taken_minutes=taken_minutes,
        starts=terms.wall.day(day).starts(begin // GRAIN),
        channel=view.asked.wanted.channel,
        room=stretch.room,
        group=view.asked.wanted.group,
    )
    return slot if slot.group or not terms.resources(order.motive) else view.with_units(slot)


def _view(diary: Diary, terms: Terms, order: Order, now: datetime, ignoring: UUID | None = None) -> View:
    if order.practitioner not in terms.people:
        raise RefusedError((Refusal("unknown_practitioner"),))
    return View(diary, asked_of(diary, terms, order), now, minutes=order.minutes, ignoring=ignoring)


def _place(terms: Terms, order: Order) -> tuple[date, int]:
    """Date and minute of a start by the practice's clocks; of an hour shown twice only the first counts."""
    day, begin = wall_clock(terms.wall.zone, order.starts)
    if begin % GRAIN or terms.wall.day(day).starts(begin // GRAIN) != order.starts:
        raise RefusedError((Refusal("off_grid", {"grain": GRAIN}),))
    return day, begin


def _agenda(diary: Diary, practitioner: str, day: date) -> AgendaDay:
    agenda = diary.days.get((practitioner, day))
    if agenda is None or not agenda.stretches:
        raise RefusedError((Refusal("no_agenda"),))
    return agenda


def _stretch(agenda: AgendaDay, begin: int) -> Stretch:
    """The session of the day that a start lies in, or the one nearest to it."""
    return min(agenda.stretches, key=lambda one: (max(one.begin - begin, begin - one.end + GRAIN, 0), one.begin))


def _minutes(view: View, order: Order, site: str, day: date, begin: int) -> tuple[int, int]:
    """The minutes told and those taken."""
    if view.asked.wanted.group and order.minutes is None:
        minutes = view.group_minutes(view.sheets.of(day).seat(order.practitioner, site), begin // GRAIN)
        return minutes, minutes
    length = view.length(order.practitioner)
    if order.minutes is not None and not 0 < order.minutes <= MINUTES_IN_DAY:
        raise RefusedError((Refusal("length", {"minutes": view.usual_minutes(order.practitioner)}),))
    return length.minutes, length.taken_minutes


def refusals(
    diary: Diary, order: Order, slot: Slot, now: datetime, ignoring: UUID | None = None
) -> tuple[Refusal, ...]:
    """Every rule that refuses a slot, in the order of `rules.RULES`; `order.override` changes nothing.

    `ignoring`: an appointment or hold that is given up for it; its visit counts for nothing. What it takes must be
    given back in the diary (`scheduler.booking.without`).
    """
    view = _view(diary, terms_of(diary.published), order, now, ignoring)
    candidate = Candidate(view, slot)
    found = (check(candidate) for check in all_checks())
    return tuple(one for one in found if one is not None)


def candidate_of(diary: Diary, order: Order, now: datetime) -> Candidate:
    """An order under the eyes of the rules; errors as of `slot_of`."""
    return Candidate(_view(diary, terms_of(diary.published), order, now), slot_of(diary, order, now))
