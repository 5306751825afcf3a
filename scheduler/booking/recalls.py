"""Annual reviews that fall due: whose, when it should be, and the time that is free for it."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduler.agenda.masks import mask_of, stretches, union
from scheduler.agenda.problem import BlockKind
from scheduler.booking.days import AgendaDay, Diary, FutureVisit, Patient
from scheduler.booking.policy import Sharing
from scheduler.booking.times import wall_clock
from scheduler.calendar import MINUTES_IN_DAY
from scheduler.lengths import expected_length, motives_of
from scheduler.motives import Motive
from scheduler.practice import Practice
from scheduler.zones import zone_of

MONTHS_BETWEEN = 12
"""Months from one annual review to the next."""


@dataclass(frozen=True, slots=True)
class DuePatient:
    """Somebody whose review falls due. `home`: the site of the own doctor; `until`: the last day of enrolment."""

    pseudonym: str
    category: str
    own_doctor: str | None
    home: str | None
    due: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ReviewTime:
    """Free time for reviews: a stretch [begin, end) of a practitioner's day at a site, in minutes since midnight."""

    practitioner: str
    day: date
    site: str
    begin: int
    end: int

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.end - self.begin


@dataclass(frozen=True)
class RecallQuestion:
    """Who is due from `first` to `last`, in order of urgency, and what is free; all that a plan of recalls needs.

    `lengths`: minutes of the review by category and practitioner. `spread_days`: how far from its even place a start
    may lie. `sharing`: whom patients get beside their own doctor, in that order.
    """

    first: date
    last: date
    motive: str
    spread_days: int
    patients: tuple[DuePatient, ...]
    time: tuple[ReviewTime, ...]
    lengths: Mapping[tuple[str, str], int]
    sharing: tuple[Sharing, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What is asked: patients due by `last`, starts from `first`; `practitioner`: only that one's patients and time."""

    motive: Motive
    first: date
    last: date
    practitioner: str | None = None
    spread_days: int = 28


def review_motives(practice: Practice) -> tuple[Motive, ...]:
    """The motives of the practice that are annual reviews."""
    return tuple(motive for motive in motives_of(practice) if motive.review)


def recall_question(diary: Diary, wanted: Wanted, now: datetime) -> RecallQuestion:
    """Everybody due and everything free, from the picture of the practice at a moment (UTC)."""
    practice = diary.published.practice
    patients = tuple(_due(diary, wanted, now))
    time = tuple(_free(diary, wanted, now))
    stated = next((one.sharing for one in practice.booking.motives if one.motive == wanted.motive.id), None)
    return RecallQuestion(
        wanted.first,
        wanted.last,
        wanted.motive.id,
        wanted.spread_days,
        patients,
        time,
        _lengths(diary, wanted.motive, patients, time),
        () if wanted.practitioner else practice.booking.sharing if stated is None else stated,
    )


def _due(diary: Diary, wanted: Wanted, now: datetime) -> list[DuePatient]:
    """Those enrolled whose review is due by the last day and not booked, the longest overdue first."""
    practice = diary.published.practice
    homes = {person.id: person.home_site for person in practice.practitioners}
    reviews = frozenset(motive.id for motive in review_motives(practice))
    today, _ = wall_clock(zone_of(practice.practice), now)
    begin = max(wanted.first, today)
    # A list, at once: the picture may change while it is looked through in a thread of its own.
    found = [
        DuePatient(one.pseudonym, one.category, one.own_doctor, homes.get(one.own_doctor or ""), due, one.enrolled_to)
        for one in list(diary.patients.values())
        if one.enrolled_on(begin)
        and (due := due_date(one)) <= wanted.last
        and wanted.practitioner in (None, one.own_doctor)
        and not _booked(diary.visits.get(one.pseudonym, ()), reviews, now)
    ]
    return sorted(found, key=lambda one: (one.due, one.pseudonym))


def _booked(visits: Iterable[FutureVisit], reviews: frozenset[str], now: datetime) -> bool:
    return any(visit.motive in reviews and visit.ends > now for visit in visits)


def due_date(patient: Patient) -> date:
    """Twelve months after the last review; without one, since enrolment."""
    if patient.last_review is None:
        return patient.enrolled_from or date.min
    last = patient.last_review
    if last.year + 1 > date.max.year:
        return date.max
    year, month = divmod(last.year * 12 + last.month - 1 + MONTHS_BETWEEN, 12)
    return date(year, month + 1, min(last.day, calendar.monthrange(year, month + 1)[1]))


def _free(diary: Diary, wanted: Wanted, now: datetime) -> list[ReviewTime]:
    """Review time that nobody has taken, no sooner than the notice and no later than the horizon of the motive."""
    practice = diary.published.practice
    zone = zone_of(practice.practice)
    today, _ = wall_clock(zone, now)
    soonest = wall_clock(zone, now + timedelta(minutes=_notice(practice, wanted.motive)))
    latest = min(wanted.last, today + timedelta(days=_horizon(practice, wanted.motive)))
    found: list[ReviewTime] = []
    day = max(wanted.first, soonest[0])
    while day <= latest:
        for person in practice.practitioners:
            if person.profession in wanted.motive.professions and wanted.practitioner in (None, person.id):
                agenda = diary.days.get((person.id, day))
                if agenda is not None:
                    taken = diary.taken_of(person.id, day).at(now)
                    found += _stretches(agenda, taken, wanted.motive.id, soonest)
        day += timedelta(days=1)
    return found


def _stretches(agenda: AgendaDay, taken: int, motive: str, soonest: tuple[date, int]) -> list[ReviewTime]:
    kept = (one for one in agenda.pieces if one.kind is BlockKind.REVIEW and one.motive in (None, motive))
    free = union(mask_of(one.begin, one.end) for one in kept) & ~taken
    if agenda.day == soonest[0]:
        free &= mask_of(-(-soonest[1] // 5) * 5, MINUTES_IN_DAY)
    return [
        ReviewTime(agenda.holder, agenda.day, stretch.site, begin, end)
        for stretch in agenda.stretches
        for begin, end in stretches(free & mask_of(stretch.begin, stretch.end))
    ]


def _notice(practice: Practice, motive: Motive) -> int:
    stated = (one.notice_minutes for one in practice.booking.motives if one.motive == motive.id)
    return next((one for one in stated if one is not None), practice.booking.notice_minutes)


def _horizon(practice: Practice, motive: Motive) -> int:
    stated = (one.horizon_days for one in practice.booking.motives if one.motive == motive.id)
    return next((one for one in stated if one is not None), practice.booking.horizon_days)


def _lengths(
    diary: Diary, motive: Motive, patients: Sequence[DuePatient], time: Sequence[ReviewTime]
) -> dict[tuple[str, str], int]:
    practice, learned = diary.published.practice, diary.published.learned
    categories = {category.id: category for category in practice.categories}
    return {
        (category, person): expected_length(practice, motive, categories.get(category), person, learned).slot
        for category in sorted({one.category for one in patients})
        for person in sorted({one.practitioner for one in time})
    }


def even_days(question: RecallQuestion) -> list[date]:
    """The date by each patient on which the review would be if all were spread evenly by urgency.

    The free time of the own doctor is shared out in order of urgency, in proportion to the lengths; where it does not
    suffice, the most urgent have it. Nobody's even date lies before the review falls due.
    """
    time: dict[str | None, list[ReviewTime]] = defaultdict(list)
    for one in sorted(question.time, key=lambda one: (one.day, one.begin)):
        time[one.practitioner].append(one)
        time[None].append(one)
    lists: dict[str | None, list[int]] = defaultdict(list)
    for number, patient in enumerate(question.patients):
        lists[patient.own_doctor if patient.own_doctor in time else None].append(number)
    found = [question.first] * len(question.patients)
    for doctor, numbers in lists.items():
        for number, day in zip(numbers, _spread(question, numbers, time[doctor]), strict=True):
            found[number] = max(day, min(question.patients[number].due, question.last))
    return found


def _spread(question: RecallQuestion, numbers: Sequence[int], time: Sequence[ReviewTime]) -> list[date]:
    if not time:
        return [question.first] * len(numbers)
    minutes = [_minutes(question, question.patients[number]) for number in numbers]
    whole = sum(one.minutes for one in time)
    pace = max(1.0, whole / max(1, sum(minutes)))
    found: list[date] = []
    place, passed, asked = 0, time[0].minutes, 0.0
    for length in minutes:
        wanted = (asked + length / 2) * pace
        while passed <= wanted and place < len(time) - 1:
            place += 1
            passed += time[place].minutes
        found.append(time[place].day)
        asked += length
    return found


def _minutes(question: RecallQuestion, patient: DuePatient) -> int:
    """The review of a patient with the own doctor, or with whoever takes longest."""
    own = question.lengths.get((patient.category, patient.own_doctor or ""))
    return own or max((m for (category, _), m in question.lengths.items() if category == patient.category), default=0)
