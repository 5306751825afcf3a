"""A candidate: one start that is asked for, with everything that a rule may look at."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property

from scheduler.agenda.masks import mask_of
from scheduler.booking.appointments import Slot
from scheduler.booking.asked import Asked
from scheduler.booking.days import Taken
from scheduler.booking.policy import BookingPolicy
from scheduler.booking.seats import Seat
from scheduler.booking.sheets import Sheet
from scheduler.booking.terms import Terms
from scheduler.booking.view import View


class Candidate:
    """A slot under the eyes of the rules, asked for at `now` (UTC)."""

    def __init__(self, view: View, slot: Slot) -> None:
        self.view, self.slot = view, slot
        self.asked: Asked = view.asked
        self.now: datetime = view.now
        self.terms: Terms = view.terms
        self.policy: BookingPolicy = view.terms.policy
        self.today: date = view.today

    @cached_property
    def sheet(self) -> Sheet:
        """Everybody's day."""
        return self.view.sheets.of(self.slot.day)

    @cached_property
    def seat(self) -> Seat | None:
        """The practitioner's day at the site, None if there is none."""
        return self.sheet.seat(self.slot.practitioner, self.slot.site)

    @cached_property
    def mask(self) -> int:
        """The grains it needs; those of the whole group for a place in it."""
        return mask_of(self.slot.begin, self.slot.begin + self.slot.taken_minutes)

    @property
    def taken(self) -> Taken:
        """What is taken of the practitioner's day."""
        return self.view.diary.taken_of(self.slot.practitioner, self.slot.day)
