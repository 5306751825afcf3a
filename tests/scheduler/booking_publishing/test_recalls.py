"""Who is due for a review, when it should be, and the time that is free for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from scheduler.booking.days import Diary, FutureVisit, Patient
from scheduler.booking.recalls import (
    RecallQuestion,
    ReviewTime,
    Wanted,
    due_date,
    even_days,
    recall_question,
    review_motives,
)
from tests.booking import (
    NOW,
    PRACTICE,
    a_day,
    a_diary,
    a_patient,
    a_practice_with_booking,
    a_visit,
    an_agenda_day,
    taken,
)
from tests.builders import A_MONDAY, clock

REVIEW = review_motives(PRACTICE)[0]


def asked(
    *patients: Patient, days: int = 6, now: Any = NOW, diary: Diary | None = None, **stated: Any
) -> RecallQuestion:
    """What is found for a week in which ada has review time on Monday from 9 to 11."""
    found = diary or a_diary(an_agenda_day("09:00 review 11:00 open 12:00"), patients=patients)
    return recall_question(found, Wanted(REVIEW, A_MONDAY, a_day(days), **stated), now)


def names(question: RecallQuestion) -> list[str]:
    """The pseudonyms, in order of urgency."""
    return [one.pseudonym for one in question.patients]


def times(question: RecallQuestion) -> list[tuple[str, int, int]]:
    """Free time by practitioner, begin and end."""
    return [(one.practitioner, one.begin, one.end) for one in question.time]


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (date(2025, 1, 5), date(2026, 1, 5)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2024, 12, 31), date(2025, 12, 31)),
        (None, date(2020, 1, 1)),
    ],
)
def test_due_twelve_months_after_the_last(last: date | None, due: date) -> None:
    """On the same day of the next year, its last one where there is no such day; without a review since enrolment."""
    assert due_date(a_patient(last_review=last)) == due


def test_longest_overdue_first() -> None:
    """Those due by the last day, never reviewed or long ago first; who was reviewed lately is not asked."""
    found = asked(
        a_patient("soon", last_review=a_day(3) - timedelta(days=365)),
        a_patient("never"),
        a_patient("later", last_review=a_day(7) - timedelta(days=365)),
        a_patient("long-ago", last_review=date(2023, 5, 5)),
    )
    assert names(found) == ["never", "long-ago", "soon"]


def test_only_the_enrolled_are_asked() -> None:
    """Whoever is not enrolled yet, any more or at all is left in peace."""
    found = asked(
        a_patient("in", enrolled_to=a_day(0)),
        a_patient("out", enrolled_to=a_day(-1)),
        a_patient("not-yet", enrolled_from=a_day(1)),
        a_patient("never", enrolled_from=None),
    )
    assert names(found) == ["in"]


def test_who_has_a_review_booked_is_not_asked() -> None:
    """A review to come counts, a past one or another appointment does not."""
    diary = a_diary(patients=[a_patient("booked"), a_patient("past"), a_patient("other")])
    diary.visits["booked"] = (a_visit(motive="annual-review", day=a_day(40)),)
    diary.visits["past"] = (FutureVisit(a_visit().appointment, "annual-review", NOW - timedelta(hours=2), NOW),)
    diary.visits["other"] = (a_visit(motive="follow-up", day=a_day(2)),)
    assert names(asked(diary=diary)) == ["other", "past"]


def test_only_free_review_time_counts() -> None:
    """Booked time and time of other kinds are not offered; what is left is."""
    diary = a_diary(an_agenda_day("09:00 review 11:00 open 12:00 review 12:40"), patients=[a_patient()])
    diary.put_taken("ada", A_MONDAY, taken("09:40-10:20"))
    assert times(asked(diary=diary)) == [
        ("ada", clock("09:00"), clock("09:40")),
        ("ada", clock("10:20"), clock("11:00")),
        ("ada", clock("12:00"), clock("12:40")),
    ]


def test_time_kept_for_another_review_is_left_alone() -> None:
    """A block of a motive takes this motive only."""
    days = an_agenda_day("09:00 review/annual-review 10:00 review/scan 11:00")
    assert times(asked(diary=a_diary(days, patients=[a_patient()]))) == [("ada", clock("09:00"), clock("10:00"))]


def test_notice_and_horizon_hold() -> None:
    """Nothing is proposed sooner than the notice or beyond the horizon of the motive."""
    practice = a_practice_with_booking(
        {"motives": [{"motive": "annual-review", "notice_minutes": 150, "horizon_days": 1}]}
    )
    days = [an_agenda_day("09:00 review 11:00", day=a_day(n)) for n in range(3)]
    found = asked(diary=a_diary(*days, practice=practice, patients=[a_patient()]))
    assert [(one.day, one.begin) for one in found.time] == [(a_day(0), clock("09:30")), (a_day(1), clock("09:00"))]


def test_one_doctor_alone() -> None:
    """Asked for one doctor, only that one's patients and time are looked at, and nobody shares."""
    days = [an_agenda_day("09:00 review 11:00", who) for who in ("ada", "ben")]
    patients = [a_patient("hers"), a_patient("his", own_doctor="ben"), a_patient("nobodys", own_doctor=None)]
    found = asked(diary=a_diary(*days, patients=patients), practitioner="ben")
    assert names(found) == ["his"]
    assert {one.practitioner for one in found.time} == {"ben"}
    assert found.sharing == ()


def test_lengths_follow_the_category() -> None:
    """The review of each category takes what the practice states."""
    practice = a_practice_with_booking(
        lengths=[
            {"motive": "annual-review", "minutes": 40},
            {"motive": "annual-review", "category": "chronic", "minutes": 60},
        ]
    )
    patients = [a_patient("a"), a_patient("c", category="chronic")]
    found = asked(diary=a_diary(an_agenda_day("09:00 review 11:00"), practice=practice, patients=patients))
    assert found.lengths == {("adult", "ada"): 40, ("chronic", "ada"): 60}


def a_question(patients: int, minutes_a_day: int = 120, days: int = 10, due: int = -100) -> RecallQuestion:
    """Patients of ada, all long overdue, and ada's review time on so many days."""
    found = asked(
        *(a_patient(f"p-{n:02}", last_review=a_day(due + n) - timedelta(days=365)) for n in range(patients)), days=days
    )
    time = tuple(ReviewTime("ada", a_day(n), "nation", 540, 540 + minutes_a_day) for n in range(days))
    return RecallQuestion(found.first, a_day(days), found.motive, 28, found.patients, time, found.lengths)


def test_few_patients_are_spread_over_all_the_time() -> None:
    """Five patients over ten days of time come every second day, the most urgent first."""
    assert even_days(a_question(5)) == [a_day(n) for n in (1, 3, 5, 7, 9)]


def test_many_patients_fill_the_time_in_order_of_urgency() -> None:
    """With more patients than time the most urgent have it from the first day on."""
    found = even_days(a_question(40))
    assert found[:6] == [a_day(0)] * 3 + [a_day(1)] * 3
    assert found == sorted(found)
    assert found[30:] == [a_day(9)] * 10


def test_nobody_is_spread_to_before_the_review_is_due() -> None:
    """Somebody who falls due late in the period has a late place."""
    assert even_days(a_question(2, due=6)) == [a_day(6), a_day(7)]
