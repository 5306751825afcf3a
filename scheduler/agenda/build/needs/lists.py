"""What a practitioner's own list asks for by week: annual reviews, and desk time for messages and calls."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.build.diary import Asked, Diary
from scheduler.agenda.build.whole import carried
from scheduler.agenda.problem import BlockKind, Item, Need
from scheduler.contacts import WEEKS_IN_YEAR, Patients, messages_per_year, on_grid, together
from scheduler.motives import Use


def review_needs(diary: Diary) -> Iterator[Asked]:
    """The reviews that fall due in the period, by the practitioner's open time of each week."""
    for person, patients in _lists(diary):
        about = diary.practice.practitioners[person]
        slots = together(
            patients.slots(motive, diary.expectations.learned, about.id)
            for motive in diary.expectations.motives(Use.REVIEW)
            if about.profession in motive.professions
        )
        if sum(slots.values()):
            due = sum(slots.values()) * len(diary.weeks) / WEEKS_IN_YEAR
            yield from _by_week(diary, person, "review_short", Item(BlockKind.REVIEW, on_grid(slots)), due)


def message_needs(diary: Diary) -> Iterator[Asked]:
    """The desk time for messages and calls in the period; desk sessions count towards it."""
    number, minutes = messages_per_year(diary.practice)
    block = Item(BlockKind.DESK, diary.practice.agenda.desk_block)
    for person, patients in _lists(diary):
        due = patients.listed * number * minutes * len(diary.weeks) / WEEKS_IN_YEAR / block.minutes
        yield from _by_week(diary, person, "messages_short", block, due)


def _lists(diary: Diary) -> Iterator[tuple[int, Patients]]:
    """Every practitioner with a list."""
    for person, about in enumerate(diary.practice.practitioners):
        patients = Patients.of(diary.practice, [about.id])
        if patients.listed:
            yield person, patients


def _by_week(diary: Diary, person: int, rule: str, item: Item, due: float) -> Iterator[Asked]:
    """What is due in the period, spread over the weeks by the time in which it can lie."""
    sessions = [diary.of_person[person, week] for week in diary.weeks]
    weights = [diary.minutes(numbers, BlockKind.OPEN, item.kind) for numbers in sessions]
    for numbers, amount in zip(sessions, carried(due, weights), strict=True):
        counting = diary.filled_with(numbers, BlockKind.OPEN, item.kind)
        days = [diary.sessions[n].day for n in counting]
        first = min(days) - min(days) % 7 if days else None
        yield Asked(Need(rule, item.kind, counting, amount, item.minutes, person=person, day=first), item)
