"""A stateful machine: anything a practice may do in any order, on a store and on a list of intervals side by side."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from scheduler.agenda.masks import union
from scheduler.booking.appointments import Appointment, Hold, Slot
from scheduler.booking.days import AgendaDay
from scheduler.booking.desk import FrontDesk
from scheduler.booking.judge import slot_of
from scheduler.booking.refusal import RefusedError
from scheduler.booking.request import Order
from scheduler.booking.store import BookingStore, Publication, Written
from scheduler.booking.times import instant
from scheduler.practice import Practice
from scheduler.zones import zone_of
from tests.booking import (
    a_practice_with_booking,
    a_publication,
    a_request,
    an_agenda_day,
    an_id,
    unit_days,
)
from tests.practices import a_site
from tests.stores.model import Model
from tests.stores.stand import Run

Result = TypeVar("Result")

FRIDAY = date(2026, 3, 27)
CLOCKS_CHANGE = date(2026, 3, 29)
EASTER_MONDAY = date(2026, 4, 6)
LAST = date(2026, 4, 7)
DAYS = (FRIDAY, CLOCKS_CHANGE, EASTER_MONDAY)
PEOPLE = ("ada", "ben")
LAYOUTS = (
    "01:00 open 04:00 away 09:00 open 12:00",
    "01:00 open 02:30 away 09:00 acute 09:30 open 12:00",
    "09:00 desk 10:00 open 12:00",
    "09:40 open 11:00",
)
UNIT = "ultrasound/1"

MOTIVES = st.sampled_from(["follow-up", "acute", "scan"])
PATIENTS = st.sampled_from([None, "p-1", "p-2"])
BEGINS = st.sampled_from([60, 100, 120, 150, 180, 200, *range(540, 700, 20), *range(600, 660, 15), 535, 605, 715])
LAID_OUT = st.fixed_dictionaries({(who, day): st.sampled_from(LAYOUTS) for who in PEOPLE for day in DAYS})


def a_machine_practice(practice: str) -> Practice:
    """The practice of the tests, open every day of the year, whose acute time is released at once."""
    hours = {"mon-sun": "00:00-24:00", "holiday": "00:00-24:00"}
    windows = {"before": None, "after": None, "holidays": False}
    return a_practice_with_booking(
        {"acute_horizon_days": 90, "enrolled_first": 1},
        practice={"id": practice, "name": "The practice"},
        sites=[a_site(site, hours=hours, acute_windows=windows) for site in ("nation", "bastille")],
    )


class BookingMachine(RuleBasedStateMachine):
    """Searches, holds, books, moves, cancels, publishes and lets time pass, one client after the other."""

    holds: Bundle[UUID] = Bundle("holds")
    appointments: Bundle[UUID] = Bundle("appointments")

    def __init__(self, store: BookingStore, run: Run, practice: str) -> None:
        super().__init__()
        self.store = store
        self.desk = FrontDesk(store)
        self.id = practice
        self.practice = a_machine_practice(practice)
        self.model = Model()
        self.now = instant(zone_of(self.practice.practice), FRIDAY, 0)
        self._run = run
        self._last_id = 0

    def do(self, call: Awaitable[Result]) -> Result:
        """What a call gives."""

        async def done() -> Result:
            return await call

        result: Result = self._run(done())
        return result

    def tried(self, call: Awaitable[Written[Any]]) -> tuple[Any, set[str]]:
        """What a call left, or the rules that refused it."""
        try:
            written = self.do(call)
        except RefusedError as error:
            return None, {refusal.rule for refusal in error.refusals}
        assert written.thing is not None
        return written.thing, set()

    def new_id(self) -> UUID:
        """An id that was not given yet."""
        self._last_id += 1
        return an_id(self._last_id)

    def order(self, who: str, day: date, begin: int, **stated: Any) -> Order:
        """An adult's order for a clock time."""
        starts = instant(zone_of(self.practice.practice), day, begin)
        return Order(who, starts, **{"category": "adult"} | stated)

    @initialize(lines=LAID_OUT)
    def open_practice(self, lines: dict[tuple[str, date], str]) -> None:
        """Publish for the first time."""
        self._publish(lines)

    @rule(lines=LAID_OUT)
    def publish_anew(self, lines: dict[tuple[str, date], str]) -> None:
        """Publish other layouts: what does not fit any more is told, all of it and nothing else."""
        misfits = self._publish(lines)

        ahead = [one for one in self.model.booked.values() if one.slot.starts > self.now and not one.overbooked]
        outside = {one.id for one in ahead if not self.model.inside(one.slot)}
        overbooked = {one.id for one in self.model.booked.values() if one.overbooked}
        assert misfits - overbooked == outside

    def _publish(self, lines: dict[tuple[str, date], str]) -> set[UUID]:
        days = [an_agenda_day(line, who, day) for (who, day), line in lines.items()]
        published = self._publication(days)
        opened = self.do(self.store.publish(published, self.now))
        self.model.publish({(one.holder, one.day): one for one in published.days}, opened.generation)
        assert opened.kept == sum(one.slot.starts > self.now for one in self.model.booked.values())
        return {misfit.appointment.id for misfit in opened.misfits}

    def _publication(self, days: list[AgendaDay]) -> Publication:
        units = unit_days(self.practice, days)
        return a_publication(*days, practice=self.practice, first=FRIDAY, last=LAST, units=units)

    @rule(minutes=st.sampled_from([1, 4, 5, 30, 240, 1440]))
    def wait(self, minutes: int) -> None:
        """Let time pass: holds end."""
        self.now += timedelta(minutes=minutes)

    @rule(target=appointments, motive=MOTIVES, patient=PATIENTS, pick=st.integers(0, 9), who=st.sampled_from(PEOPLE))
    def book_an_offer(self, motive: str, patient: str | None, pick: int, who: str) -> Any:
        """What is offered is free, inside the agenda, and can be booked."""
        slot = self._offer(motive, patient, pick, who)
        if slot is None:
            return multiple()
        order = Order(slot.practitioner, slot.starts, motive, "adult", patient)
        booked, rules = self.tried(self.desk.book(self.id, order, self.now, new_id=self.new_id()))
        assert booked, rules
        return self._keep(booked)

    @rule(target=holds, motive=MOTIVES, patient=PATIENTS, pick=st.integers(0, 9), who=st.sampled_from(PEOPLE))
    def hold_an_offer(self, motive: str, patient: str | None, pick: int, who: str) -> Any:
        """What is offered can be held."""
        slot = self._offer(motive, patient, pick, who)
        if slot is None:
            return multiple()
        order = Order(slot.practitioner, slot.starts, motive, "adult", patient)
        held, rules = self.tried(self.desk.hold(self.id, order, self.now, new_id=self.new_id()))
        assert held, rules
        self.model.holds[held.id] = held
        return held.id

    def _offer(self, motive: str, patient: str | None, pick: int, who: str) -> Slot | None:
        request = a_request(motive, patient=patient, practitioners=(who,))
        offers = self.do(self.desk.search(self.id, request, self.now)).offers
        for offer in offers:
            assert self.model.inside(offer.slot)
            assert self.model.free(offer.slot, self.now)
            assert offer.slot.starts >= self.now
            assert not self.model.future(patient, motive, self.now)
            assert not self.model.elsewhere(patient, offer.slot)
        return offers[pick % len(offers)].slot if offers else None

    @rule(
        target=appointments,
        who=st.sampled_from(PEOPLE),
        day=st.sampled_from(DAYS),
        begin=BEGINS,
        motive=MOTIVES,
        patient=PATIENTS,
    )
    def book_anywhere(self, who: str, day: date, begin: int, motive: str, patient: str | None) -> Any:
        """Any order: what is given was free, what is refused for its time alone was not."""
        order = self.order(who, day, begin, motive=motive, patient=patient)
        booked, rules = self.tried(self.desk.book(self.id, order, self.now, new_id=self.new_id()))
        if booked:
            assert self.model.free(booked.slot, self.now)
            assert self.model.inside(booked.slot)
            assert not booked.overbooked
            assert not self.model.future(patient, motive, self.now)
            assert not self.model.elsewhere(patient, booked.slot)
            return self._keep(booked)
        assert rules != {"time_taken"} or not self._free_at(order)
        assert rules
        return multiple()

    def _free_at(self, order: Order, *without: UUID) -> bool:
        """Whether nobody has the practitioner at the time of an order, some appointments left out."""
        slot = slot_of(self.do(self.store.diary(self.id)), order, self.now)
        return self.model.free(replace(slot, resources=()), self.now, *without)

    @rule(target=appointments, who=st.sampled_from(PEOPLE), day=st.sampled_from(DAYS), begin=BEGINS, motive=MOTIVES)
    def overbook(self, who: str, day: date, begin: int, motive: str) -> Any:
        """Staff book anywhere: it is marked exactly if the time was not free."""
        order = self.order(who, day, begin, motive=motive, override=True)
        booked, rules = self.tried(self.desk.book(self.id, order, self.now, new_id=self.new_id()))
        if booked is None:
            assert rules
            return multiple()
        free = self.model.free(booked.slot, self.now) and self.model.inside(booked.slot)
        assert booked.overbooked == (not free)
        return self._keep(booked)

    @rule(target=appointments, hold=consumes(holds))
    def book_held(self, hold: UUID) -> Any:
        """A hold is booked if it lives, and nothing but the patient, staff or a publication stands in its way."""
        held = self.model.holds[hold]
        booked, rules = self.tried(self.desk.book_held(self.id, hold, self.now, new_id=self.new_id()))
        assert rules == self._against(held)
        if booked is None:
            return multiple()
        del self.model.holds[hold]
        assert booked.slot == held.slot
        return self._keep(booked)

    @rule(target=appointments, hold=consumes(holds), lines=LAID_OUT)
    def publish_before_a_hold_is_booked(self, hold: UUID, lines: dict[tuple[str, date], str]) -> Any:
        """A hold whose day was laid out anew is refused, one whose day stayed is booked."""
        self.publish_anew(lines)
        return self.book_held(hold)

    def _against(self, held: Hold) -> set[str]:
        """The rules that refuse the booking of a hold."""
        if held.until <= self.now:
            return {"hold_expired"}
        over = not self.model.free(held.slot, self.now, held.id)
        second = bool(self.model.future(held.patient, held.motive, self.now))
        units = over and self._unit_taken(held)
        by_rules = {"one_future"} if second else set()
        by_rules |= {"patient_elsewhere"} if self.model.elsewhere(held.patient, held.slot) else set()
        by_rules |= self._taken(held, over, units)
        return by_rules or ({"republished"} if not self.model.current(held) else set())

    def _taken(self, held: Hold, over: bool, units: bool) -> set[str]:
        person = replace(held.slot, resources=())
        if over and not self.model.free(person, self.now, held.id):
            return {"time_taken"} | ({"resource_busy"} if units else set())
        return {"resource_busy"} if units else set()

    def _unit_taken(self, held: Hold) -> bool:
        alone = replace(held.slot, practitioner=UNIT, resources=())
        return bool(held.slot.resources) and not self.model.free(alone, self.now, held.id)

    @rule(hold=consumes(holds))
    def let_go(self, hold: UUID) -> None:
        """A hold that lives is ended."""
        if self.model.holds[hold].until > self.now:
            self.do(self.desk.let_go(self.id, hold, self.now))
            del self.model.holds[hold]

    @rule(appointment=appointments, who=st.sampled_from(PEOPLE), day=st.sampled_from(DAYS), begin=BEGINS)
    def move(self, appointment: UUID, who: str, day: date, begin: int) -> None:
        """A move is given if the others leave its time free; refused, nothing changes."""
        before = self.model.booked.get(appointment)
        order = self.order(who, day, begin, motive="follow-up")
        after, rules = self.tried(self.desk.move(self.id, appointment, order, self.now))
        if before is None:
            assert rules == {"not_movable"}
        elif after:
            assert self.model.free(after.slot, self.now, appointment)
            assert self.model.inside(after.slot)
            assert (after.slot.starts, after.motive, after.patient) == (order.starts, before.motive, before.patient)
            self.model.booked[appointment] = after
        else:
            assert rules != {"time_taken"} or not self._free_at(replace(order, motive=before.motive), appointment)
            assert rules

    @rule(appointment=appointments, later=st.sampled_from([-20, -15, 15, 20]))
    def move_a_little(self, appointment: UUID, later: int) -> None:
        """A move that overlaps the appointment itself, or touches it."""
        before = self.model.booked.get(appointment)
        if before is not None:
            self.move(appointment, before.slot.practitioner, before.slot.day, before.slot.begin + later)

    @rule(appointment=appointments)
    def cancel(self, appointment: UUID) -> None:
        """Cancelled once or twice, its time is free."""
        cancelled, rules = self.tried(self.desk.cancel(self.id, appointment, "patient", self.now))
        assert not rules
        assert cancelled
        self.model.booked.pop(appointment, None)

    def _keep(self, booked: Appointment) -> UUID:
        self.model.booked[booked.id] = booked
        return booked.id

    @invariant()
    def nothing_overlaps(self) -> None:
        """But for what was overbooked deliberately."""
        assert self.model.clashes(self.now) == []

    @invariant()
    def masks_are_what_appointments_say(self) -> None:
        """Every day's grains are those of its appointments and live holds, neither more nor fewer."""
        if not self.model.layouts:
            return
        diary = self.do(self.store.diary(self.id))
        for holder, day in self.model.layouts:
            taken = diary.taken_of(holder, day)
            here = [one for one in self.model.kept(self.now) if holder in one.slot.holders and one.slot.day == day]
            proper = [one for one in here if isinstance(one, Appointment) and not one.overbooked]
            assert taken.booked == union(one.slot.mask for one in proper)
            assert taken.at(self.now) == union(one.slot.mask for one in here)
            assert {claim.id for claim in taken.claims if claim.until is None} == {
                one.id for one in here if isinstance(one, Appointment) and one.overbooked
            }

    @invariant()
    def every_appointment_is_kept(self) -> None:
        """The store's list is that of the model, as it was answered."""
        kept: list[Appointment] = []
        for who in PEOPLE:
            kept += self.do(self.store.appointments(self.id, who, FRIDAY, LAST, count=1000))
        assert {one.id: one for one in kept if one.holds_time} == self.model.booked

    @invariant()
    def visits_are_those_of_the_patients(self) -> None:
        """Rules about patients see every appointment that is still to come, and no other one ahead."""
        if not self.model.layouts:
            return
        visits = self.do(self.store.diary(self.id)).visits
        for patient in ("p-1", "p-2"):
            ahead = {one.appointment for one in visits.get(patient, ()) if one.ends > self.now}
            theirs = (one for one in self.model.booked.values() if one.patient == patient)
            assert ahead == {one.id for one in theirs if one.ends > self.now}
