"""The verdict on an order: the slot it gets, and what staff set aside for it; or every rule that refuses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduler.booking.appointments import Hold, Slot
from scheduler.booking.days import Diary
from scheduler.booking.judge import refusals, slot_of
from scheduler.booking.not_taken import GROUP_FULL, HOLD_EXPIRED, ONE_FUTURE, REPUBLISHED, TIME_TAKEN
from scheduler.booking.policy import BookingPolicy
from scheduler.booking.refusal import Refusal, RefusedError
from scheduler.booking.request import Order
from scheduler.booking.rules import overridable
from scheduler.booking.taking import Kept, group_at
from scheduler.booking.times import wall_clock
from scheduler.booking.without import without
from scheduler.zones import zone_of

ASKED_AGAIN = frozenset({TIME_TAKEN, GROUP_FULL, ONE_FUTURE, "resource_busy", "patient_elsewhere"})
"""The rules asked when a hold is booked: a hold keeps what was judged when it was made, but others may have come."""


@dataclass(frozen=True)
class Verdict:
    """The slot given. `overridden`: the rules set aside; `overbooked`: over other bookings or outside bookable time."""

    order: Order
    slot: Slot
    generation: int
    overridden: tuple[str, ...] = ()
    overbooked: bool = False

    @property
    def over_others(self) -> Verdict:
        """The same taken over whoever was quicker, as staff wanted it."""
        rule = GROUP_FULL if self.slot.group else TIME_TAKEN
        return replace(self, overbooked=True, overridden=tuple(sorted({*self.overridden, rule})))


def filled(diary: Diary, order: Order) -> Order:
    """The order with what is known of its patient where it says nothing; `RefusedError` without a category."""
    known = diary.patients.get(order.patient) if order.patient is not None else None
    if known:
        day, _ = wall_clock(zone_of(diary.published.practice.practice), order.starts)
        enrolled = known.enrolled_on(day) if order.enrolled is None else order.enrolled
        own_doctor = order.own_doctor or known.own_doctor
        order = replace(order, category=order.category or known.category, own_doctor=own_doctor, enrolled=enrolled)
    if order.category is None and diary.published.practice.categories:
        raise RefusedError((Refusal("category_needed"),))
    return order


def judged(diary: Diary, order: Order, now: datetime, *moving: Kept) -> Verdict:
    """The verdict on an order, in a diary in which what is `moving` there counts as given back.

    `RefusedError`: every rule that refuses; of an order with `override` those that nobody can set aside.
    """
    diary = without(diary, *moving) if moving else diary
    order = filled(diary, order)
    slot = slot_of(diary, order, now)
    against = refusals(diary, order, slot, now, moving[0].id if moving else None)
    hard = tuple(one for one in against if not (order.override and overridable(one.rule)))
    if hard:
        raise RefusedError(hard)
    day = diary.days.get((slot.practitioner, slot.day))
    if day is None:
        raise RefusedError((Refusal(REPUBLISHED),))
    overbooked = order.override and not _free(diary, slot, now)
    return Verdict(order, slot, day.generation, tuple(sorted({one.rule for one in against})), overbooked)


def _free(diary: Diary, slot: Slot, now: datetime) -> bool:
    """Whether the store would give the slot to anybody."""
    if slot.group:
        day, taken = diary.days[slot.practitioner, slot.day], diary.taken_of(slot.practitioner, slot.day)
        return taken.places_at(slot.begin, now) < (group_at(day, slot.begin) or 0)
    return not any(slot.mask & _closed(diary, holder, slot, now) for holder in slot.holders)


def _closed(diary: Diary, holder: str, slot: Slot, now: datetime) -> int:
    day = diary.days.get((holder, slot.day))
    return diary.taken_of(holder, slot.day).at(now) | ~(day.bookable if day else 0)


def ask_again(diary: Diary, hold: Hold, now: datetime, *moving: Kept) -> None:
    """Raise `RefusedError` if others, or the patient, stand in the way of booking what a hold keeps."""
    if hold.until <= now:
        raise RefusedError((Refusal(HOLD_EXPIRED),))
    diary = without(diary, hold, *moving)
    against = refusals(diary, order_of(hold), hold.slot, now, moving[0].id if moving else hold.id)
    hard = tuple(one for one in against if one.rule in ASKED_AGAIN - set(hold.overridden))
    if hard:
        raise RefusedError(hard)


def verdict_of(hold: Hold) -> Verdict:
    """What was given when a hold was made."""
    return Verdict(order_of(hold), hold.slot, hold.generation, hold.overridden, hold.overbooked)


def order_of(hold: Hold) -> Order:
    """The order that a hold was made for."""
    slot = hold.slot
    return Order(
        slot.practitioner,
        slot.starts,
        hold.motive,
        hold.category or None,
        hold.patient,
        hold.own_doctor,
        channel=slot.channel,
        minutes=slot.minutes,
        override=bool(hold.overridden),
    )


def hold_ends(policy: BookingPolicy, minutes: int | None, now: datetime) -> datetime:
    """When a hold of so many minutes ends; `RefusedError` beyond the longest of the policy."""
    wanted = policy.hold_minutes if minutes is None else minutes
    if wanted > max(policy.longest_hold_minutes, policy.hold_minutes):
        raise RefusedError((Refusal("hold_too_long", {"minutes": wanted, "most": policy.longest_hold_minutes}),))
    return now + timedelta(minutes=wanted)
