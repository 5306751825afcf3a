"""Random diaries of a small practice, and a search that asks every rule of every start, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from scheduler.agenda.masks import GRAINS, mask_of, stretches
from scheduler.agenda.papers import KeptDay
from scheduler.agenda.problem import BlockKind
from scheduler.agenda.waste import useless_minutes
from scheduler.booking.appointments import Slot
from scheduler.booking.asked import Asked
from scheduler.booking.days import (
    AgendaDay,
    Claim,
    Diary,
    FutureVisit,
    Piece,
    PlaceClaim,
    Published,
    Stretch,
    Taken,
    TakenDays,
)
from scheduler.booking.judge import candidate_of, refusals, slot_of
from scheduler.booking.refusal import RefusedError
from scheduler.booking.request import DayPart, Order, SlotRequest
from scheduler.booking.times import instant, wall_clock
from scheduler.motives import Channel
from scheduler.practice import Practice
from scheduler.staff import Profession
from scheduler.zones import zone_of
from tests.booking import MOTIVES, a_patient, a_practice_with_booking, a_unit_day, an_id
from tests.practices import a_doctor

PEOPLE = ("ada", "ben", "chloe", "nora")
SITES = ("nation", "bastille")
FIRST_DAYS = (date(2026, 1, 5), date(2026, 3, 28), date(2026, 10, 24), date(2026, 4, 5))
"""An ordinary Monday, the eves of both changes of the clocks, and the eve of Easter Monday."""
DAYS = 3
OFTEN = (BlockKind.OPEN,) * 5 + (BlockKind.ACUTE,) * 4
KINDS = (*OFTEN, *BlockKind)
_POLICY: tuple[dict[str, Any], ...] = (
    {"sharing": ["same_site", "other_site", "tele"], "enrolled_first": 0.7},
    {"sharing": ["other_site"], "notice_minutes": 0, "horizon_days": 1},
    {"sharing": ["tele", "same_site"], "window_release": {"early": None, "late": None}, "enrolled_first": 1},
    {
        "motives": [{"motive": "follow-up", "several": True, "sharing": []}, {"motive": "acute", "notice_minutes": 90}],
        "ranking": {"gap_minute": 3, "same_site": 2, "other_site": 2, "day": 0.1, "late_day": 0.7, "acute_hour": 0.3},
    },
)


def _practice(policy: Mapping[str, Any]) -> Practice:
    people = [a_doctor("ada"), a_doctor("ben"), a_doctor("chloe", home_site="bastille")]
    return a_practice_with_booking(
        dict(policy), practitioners=[*people, a_doctor("nora", profession="nurse", home_site="bastille")]
    )


PRACTICES = tuple(_practice(policy) for policy in _POLICY)


@dataclass(frozen=True)
class Case:
    """A diary at a moment with a request."""

    diary: Diary
    request: SlotRequest
    now: datetime


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any diary of three days, any moment on the first or second, any request."""
    practice, first = draw(st.sampled_from(PRACTICES)), draw(st.sampled_from(FIRST_DAYS))
    days = {(one.holder, one.day): one for one in draw(st.lists(_days(first), min_size=3, max_size=6))}
    units = [a_unit_day("ultrasound/1", first + timedelta(days=number)) for number in range(DAYS)]
    days |= {(one.holder, one.day): one for one in units}
    reserve = {(one.site, one.on): one for one in draw(st.lists(_kept(first), max_size=3))}
    published = Published(practice, 1, None, reserve, first, first + timedelta(days=draw(st.integers(1, DAYS - 1))))
    zone, minute = zone_of(practice.practice), draw(st.sampled_from((0, 100, 150, 300, 423, 480, 540, 600, 1020, 1600)))
    moment = instant(zone, first, minute) + timedelta(seconds=draw(st.sampled_from((0, 0, 17))))
    taken = {key: draw(_taken(day, moment)) for key, day in days.items() if draw(st.integers(0, 2))}
    patient = a_patient(enrolled_from=draw(st.sampled_from((None, first, first + timedelta(days=1)))))
    visits = {"p-1": tuple(draw(st.lists(_visits(moment), max_size=2)))}
    diary = Diary(published, days, TakenDays(taken), {"p-1": patient}, visits)
    return Case(diary, draw(_requests(first)), moment)


@st.composite
def _days(draw: st.DrawFn, first: date) -> AgendaDay:
    """One to three sessions of blocks in a row, at one site or the other."""
    minute, sessions, pieces = draw(st.sampled_from((0, 60, 420, 480, 600, 1080))), list[Stretch](), list[Piece]()
    for _ in range(draw(st.integers(1, 2))):
        begin = minute
        blocks = st.tuples(st.sampled_from(KINDS), st.integers(2, 14))
        for kind, grains in draw(st.lists(blocks, min_size=2, max_size=5)):
            end = min(minute + 5 * grains, 1440)
            if end > minute:
                pieces.append(_piece(draw, minute, end, kind))
            minute = end
        if minute > begin:
            sessions.append(Stretch(draw(st.sampled_from(SITES)), begin, minute))
        minute += 5 * draw(st.integers(0, 6))
    holder, day = draw(st.sampled_from(PEOPLE)), first + timedelta(days=draw(st.integers(0, DAYS - 1)))
    return AgendaDay(holder, day, 1, tuple(sessions), tuple(pieces))


def _piece(draw: st.DrawFn, begin: int, end: int, kind: BlockKind) -> Piece:
    if kind is BlockKind.GROUP:
        return Piece(begin, end, kind, draw(st.sampled_from(("workshop", "other"))), draw(st.integers(1, 2)))
    motive = draw(st.sampled_from((*[None] * 6, "visit", "follow-up")))
    return Piece(begin, end, kind, motive)


@st.composite
def _kept(draw: st.DrawFn, first: date) -> KeptDay:
    slots, later = draw(st.integers(0, 4)), draw(st.integers(0, 2))
    steps = [{"slots": slots}, {"days_before": 1, "at": "18:00", "slots": slots}]
    told = {"expected": draw(st.integers(0, 5)), "sd": draw(st.sampled_from((0, 1.5))), "wanted": slots, "slots": slots}
    told |= {"minutes": 0, "turned_away": 0, "unused": 0}
    last = {"days_before": 0, "at": "10:00", "slots": min(later, slots)}
    day = first + timedelta(days=draw(st.integers(0, DAYS - 1)))
    site = draw(st.sampled_from(SITES))
    return KeptDay.model_validate({"site": site, "date": day, "release": [*steps, last]} | told)


@st.composite
def _taken(draw: st.DrawFn, day: AgendaDay, now: datetime) -> Taken:
    grains = draw(st.lists(st.tuples(st.integers(0, GRAINS - 1), st.integers(1, 6)), max_size=6))
    booked = 0
    for begin, length in grains:
        booked |= mask_of(5 * begin, min(5 * (begin + length), 1440))
    until = now + timedelta(minutes=draw(st.sampled_from((-1, 0, 3))))
    begins = [piece.begin for piece in day.pieces if piece.kind is BlockKind.GROUP]
    places = draw(st.lists(st.sampled_from(begins), max_size=3)) if begins else []
    claims = tuple(
        Claim(an_id(n), mask_of(5 * n, 5 * n + 30), until) for n in draw(st.lists(st.integers(0, 200), max_size=2))
    )
    return Taken(1, booked & day.bookable, claims, tuple(PlaceClaim(an_id(n), b) for n, b in enumerate(places)))


@st.composite
def _visits(draw: st.DrawFn, now: datetime) -> FutureVisit:
    starts = now + timedelta(minutes=draw(st.integers(-60, 2000)))
    motive = draw(st.sampled_from(("scan", "visit", "acute")))
    return FutureVisit(an_id(900), motive, starts, starts + timedelta(minutes=draw(st.sampled_from((10, 25)))))


@st.composite
def _requests(draw: st.DrawFn, first: date) -> SlotRequest:
    def some(*values: Any) -> Any:
        return draw(st.sampled_from(values))

    rarely: tuple[Any, ...] = (None,) * 7
    return SlotRequest(
        some("adult", "chronic"),
        some("follow-up", "follow-up", "scan", *(motive["id"] for motive in MOTIVES)),
        patient=some(None, "p-1"),
        own_doctor=some(None, None, "ada", "chloe"),
        own_doctor_only=some(*(False,) * 7, True),
        enrolled=some(None, None, True, False),
        practitioners=some(*((),) * 5, ("ada",), ("ben", "chloe")),
        profession=some(*rarely, Profession.GP, Profession.NURSE),
        sites=some(*((),) * 5, ("nation",), ("bastille", "nation")),
        channel=some(*rarely, Channel.TELE, Channel.IN_PERSON),
        first_day=some(*rarely, first + timedelta(days=1)),
        last_day=some(*rarely, first + timedelta(days=1)),
        parts=some(*((),) * 5, (DayPart.MORNING,), (DayPart.EARLY, DayPart.EVENING)),
        wishes=some((), (DayPart.AFTERNOON,), (DayPart.EARLY, DayPart.MORNING)),
        acute=some(*rarely, True, False),
    )


def order_of(request: SlotRequest, practitioner: str, starts: datetime) -> Order:
    """The order of a start by somebody who asked so."""
    return Order(
        practitioner,
        starts,
        request.motive,
        request.category,
        patient=request.patient,
        own_doctor=request.own_doctor,
        enrolled=request.enrolled,
        channel=request.channel,
        acute=request.acute,
    )


def starts_one_by_one(case: Case) -> dict[tuple[str, datetime], Slot]:
    """Every start that the filters let through and no rule refuses, each asked alone."""
    found: dict[tuple[str, datetime], Slot] = {}
    for order, slot in _asked_for(case):
        refused = {one.rule for one in refusals(case.diary, order, slot, case.now)}
        if not refused:
            found[slot.practitioner, slot.starts] = slot
        if not refused - {"useless_gap"}:
            assert bool(refused) == _wasteful(case, order, slot)
    return {key: slot for key, slot in found.items() if _in_parts(case.request, slot)}


def _asked_for(case: Case) -> Iterator[tuple[Order, Slot]]:
    request, diary = case.request, case.diary
    zone = zone_of(diary.published.practice.practice)
    for holder, day in diary.days:
        if holder not in PEOPLE or not _asks_for(case, holder, day):
            continue
        for begin in range(0, 1440, 5):
            starts = instant(zone, day, begin)
            if wall_clock(zone, starts) != (day, begin):
                continue
            order = order_of(request, holder, starts)
            try:
                slot = slot_of(diary, order, case.now)
            except RefusedError:
                continue
            if not request.sites or slot.site in request.sites:
                yield order, slot


def _asks_for(case: Case, holder: str, day: date) -> bool:
    request, patients = case.request, case.diary.patients
    known = patients.get(request.patient or "")
    own = request.own_doctor or (known.own_doctor if known else None)
    profession = Profession.NURSE if holder == "nora" else Profession.GP
    return (
        (not request.own_doctor_only or holder == own)
        and (not request.practitioners or holder in request.practitioners)
        and request.profession in (None, profession)
        and (request.first_day is None or request.first_day <= day)
        and (request.last_day is None or day <= request.last_day)
    )


def _in_parts(request: SlotRequest, slot: Slot) -> bool:
    return not request.parts or any(part.span[0] <= slot.begin < part.span[1] for part in request.parts)


def _wasteful(case: Case, order: Order, slot: Slot) -> bool:
    """Whether an equal start of the same free stretch wastes less, tried one after the other."""
    if slot.group:
        return False
    begin, end = stretch_of(case, order, slot)
    lengths = lengths_of(slot.practitioner, candidate_of(case.diary, order, case.now).asked) | {slot.taken_minutes}
    zone = zone_of(case.diary.published.practice.practice)
    least = left_over(begin, end, slot.begin, slot.taken_minutes, lengths)
    for other in range(begin, end - slot.taken_minutes + 5, 5):
        starts = instant(zone, slot.day, other)
        if wall_clock(zone, starts) != (slot.day, other):
            continue
        like = order_of(case.request, slot.practitioner, starts)
        against = {one.rule for one in refusals(case.diary, like, slot_of(case.diary, like, case.now), case.now)}
        if not against - {"useless_gap"} and left_over(begin, end, other, slot.taken_minutes, lengths) < least:
            return True
    return False


def left_over(begin: int, end: int, start: int, minutes: int, lengths: set[int]) -> int:
    """Minutes of a stretch that nobody can use beside a booking."""
    ordered = tuple(sorted(lengths))
    return useless_minutes(start - begin, ordered) + useless_minutes(end - start - minutes, ordered)


def lengths_of(practitioner: str, asked: Asked) -> set[int]:
    """The slots that bookings cut out of the kinds of time that what is asked may use."""
    if practitioner == "nora":
        return set()
    by_kind = {
        BlockKind.OPEN: {15, 20, 25, 30},
        BlockKind.ACUTE: {15},
        BlockKind.REVIEW: {40},
        BlockKind.TELE: {10},
        BlockKind.VISIT: {40},
    }
    return {minutes for kind in asked.wanted.kinds for minutes in by_kind.get(kind, ())}


def stretch_of(case: Case, order: Order, slot: Slot) -> tuple[int, int]:
    """The free stretch around a start, grain by grain."""
    candidate = candidate_of(case.diary, order, case.now)
    agenda, asked, now = case.diary.days[slot.practitioner, slot.day], candidate.asked, case.now
    session = next(s for s in agenda.stretches if s.begin <= slot.begin < s.end)
    zone, wanted = zone_of(case.diary.published.practice.practice), asked.wanted
    free = 0
    for minute in range(session.begin, session.end, 5):
        piece = next((p for p in agenda.pieces if p.begin <= minute < p.end), None)
        if piece is None or piece.kind not in wanted.kinds or piece.motive not in (None, asked.motive.id):
            continue
        starts, grain = instant(zone, slot.day, minute), mask_of(minute, minute + 5)
        shown = wall_clock(zone, starts) == (slot.day, minute)
        taken = case.diary.taken_of(slot.practitioner, slot.day).at(now) & grain
        if shown and starts >= now + wanted.notice and not taken and _opened(case, order, slot, minute, piece.kind):
            free |= grain
    return next((b, e) for b, e in stretches(free) if b <= slot.begin < e)


def _opened(case: Case, order: Order, slot: Slot, minute: int, kind: BlockKind) -> bool:
    """Whether windows and reserve leave a grain to what is asked."""
    candidate = candidate_of(case.diary, order, case.now)
    if not candidate.asked.wanted.planned or kind not in (BlockKind.OPEN, BlockKind.ACUTE):
        return True
    keeps = candidate.terms.keeps_windows(slot.site, candidate.terms.people[slot.practitioner].profession)
    windows = candidate.terms.windows(slot.site, slot.day) if keeps else ()
    over = [window for window in windows if window.mask & mask_of(minute, minute + 5)]
    if over:
        return not any(window.closed(case.now) for window in over)
    return kind is BlockKind.OPEN or spare_slots(case, slot.site, slot.day) >= 0


def spare_slots(case: Case, site: str, day: date) -> int:
    """Free acute slots of a site's day from now on less those that stay kept."""
    kept = case.diary.published.reserve.get((site, day))
    if kept is None:
        return -1
    zone = zone_of(case.diary.published.practice.practice)
    steps = [
        (instant(zone, day - timedelta(days=one.days_before or 0), one.at or 0), one.slots)
        for one in kept.release
        if one.at is not None
    ]
    slots = ([kept.slots] + [number for moment, number in steps if moment <= case.now])[-1]
    return acute_slots(case, site, day) - slots


def acute_slots(case: Case, site: str, day: date, but: Slot | None = None) -> int:
    """Free acute slots of a site's day from now on, without those that a booking would take."""
    found = 0
    for (holder, on), agenda in case.diary.days.items():
        if on != day or holder not in PEOPLE:
            continue
        taken = case.diary.taken_of(holder, day).at(case.now)
        taken |= but.mask if but and but.practitioner == holder else 0
        for session in (s for s in agenda.stretches if s.site == site):
            free = sum(
                1 << minute // 5
                for piece in agenda.pieces
                if piece.kind is BlockKind.ACUTE
                for minute in range(max(piece.begin, session.begin), min(piece.end, session.end), 5)
                if _is_ahead(case, day, minute) and not taken >> minute // 5 & 1
            )
            found += sum((end - begin) // 15 for begin, end in stretches(free))
    return found


def _is_ahead(case: Case, day: date, minute: int) -> bool:
    """Whether the clocks show a minute of a day, now or later."""
    zone = zone_of(case.diary.published.practice.practice)
    starts = instant(zone, day, minute)
    return starts >= case.now and wall_clock(zone, starts) == (day, minute)
