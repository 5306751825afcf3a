"""A whole history: every part that it can tell, and why not the others."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.files.learned_text import learned_text
from scheduler.history import FRAME_SCHEMA, Layout
from scheduler.learned import Learned, LearnedLength
from scheduler.lengths import Origin, expected_length, motives_of
from scheduler.practice import Practice
from solver.learning.learn import Lesson, learn
from tests.practices import a_doctor, a_site
from tests.solver.learning.histories import A_MONDAY, a_frame, a_history, a_learning_practice, a_row, dates

DOCTORS = ("ada", "ben", "chloe")
USUAL = {"acute": 13.0, "follow-up": 19.0}


def bookings(days: list[date], per_day: int = 24, seed: int = 1, **stated: Any) -> list[dict[str, Any]]:
    """Bookings of some days: half of them acute, one in ten missed, `stated` the same in every row."""
    rng = np.random.default_rng(seed)
    return [_booking(rng, day, number) | stated for day in days for number in range(per_day)]


def _booking(rng: np.random.Generator, day: date, number: int) -> dict[str, Any]:
    motive = "acute" if number % 2 else "follow-up"
    start = datetime.combine(day, time(8)) + timedelta(minutes=20 * number)
    lead = 0 if motive == "acute" else int(rng.integers(1, 30))
    missed = rng.random() < 0.1
    return a_row(
        day=day,
        start=start,
        motive=motive,
        acute=motive == "acute",
        category=("child", "adult")[number % 3 == 0],
        practitioner=DOCTORS[number % len(DOCTORS)],
        status="did_not_attend" if missed else "attended",
        actual_minutes=None if missed else float(USUAL[motive] * np.exp(rng.normal(0, 0.3))),
        requested_at=start - timedelta(days=lead, hours=1),
        requested_on=(start - timedelta(days=lead, hours=1)).date(),
    )


def taught(rows: list[dict[str, Any]], practice: Practice | None = None, **stated: Any) -> Lesson:
    """What is learned from some rows."""
    return learn(a_history(rows, **stated), practice or a_learning_practice())


def group_lines(lesson: Lesson) -> dict[tuple[str, str | None], LearnedLength]:
    """The lines of the group."""
    return {(line.motive, line.category): line for line in lesson.learned.lengths if line.practitioner is None}


def test_full_history_tells_every_part() -> None:
    """Two months with every column: lengths, absence, demand, each judged; only season and trend need more."""
    lesson = taught(bookings(dates(60)))
    learned = lesson.learned
    assert {line.motive for line in learned.lengths} == {"acute", "follow-up"}
    assert learned.no_shows is not None
    assert learned.acute_demand is not None
    assert learned.acute_demand.shares["nation"]
    assert learned.acute_demand.still_expected
    assert [score.what for score in learned.evaluation[::2]] == ["lengths", "acute_demand", "no_shows"]
    assert set(learned.missing) == {"seasons", "trend", "holidays"}
    assert learned.history.first_day == A_MONDAY


def test_lengths_come_with_the_slot_that_follows_from_what_is_written() -> None:
    """Slot and slot in use of every line; lines sorted by motive, category and practitioner."""
    lesson = taught(bookings(dates(60)))
    lines = group_lines(lesson)
    assert lines["follow-up", None].mean == pytest.approx(19 * np.exp(0.045), rel=0.03)
    assert (lines["follow-up", None].before, lines["acute", None].before) == (20, 15)
    assert all(lesson.slots[key].chosen.length == line.slot for key, line in lines.items())
    keys = [(line.motive, line.category or "", line.practitioner or "") for line in lesson.learned.lengths]
    assert keys == sorted(keys)


def test_same_history_gives_the_same_file() -> None:
    """Byte for byte, and the order of rows does not matter."""
    rows = bookings(dates(40))
    texts = {learned_text(taught(some).learned, "en") for some in (rows, rows, rows[::-1])}
    assert len(texts) == 1


def test_engine_reads_what_was_learned() -> None:
    """The length of a learned line is asked for by category and practitioner; others keep theirs."""
    practice = a_learning_practice()
    learned = taught(bookings(dates(60))).learned
    motives = {motive.id: motive for motive in motives_of(practice)}
    child = practice.categories[0]
    found = expected_length(practice, motives["acute"], child, "ada", learned)
    assert (found.origin, found.cases > 0) == (Origin.LEARNED, True)
    new = expected_length(practice, motives["acute"], child, "zoe", learned)
    assert new.mean == group_lines(taught(bookings(dates(60))))["acute", "child"].mean
    assert expected_length(practice, motives["annual-review"], child, "ada", learned).origin is Origin.PRESET


@pytest.mark.parametrize(
    ("column", "untold"),
    [
        ("actual_minutes", {"lengths", "lengths_by_category", "lengths_by_practitioner"}),
        ("motive", {"lengths", "lengths_by_category", "lengths_by_practitioner"}),
        ("category", {"lengths_by_category"}),
        ("practitioner", {"lengths_by_practitioner"}),
        ("requested_at", {"release"}),
        ("requested_on", {"no_shows_by_lead", "acute_asked"}),
        ("start", {"acute_parts"}),
    ],
)
def test_missing_column_is_told(column: str, untold: set[str]) -> None:
    """Each part that a column takes is said to be missing, with a reason, and all others are learned."""
    lesson = taught(bookings(dates(60), **{column: None}))
    always = {"seasons", "trend", "holidays"}
    assert set(lesson.learned.missing) == untold | always
    assert bool(lesson.learned.lengths) == ("lengths" not in untold)
    assert lesson.learned.acute_demand is not None


def test_history_without_absence_learns_none() -> None:
    """Software that notes no missed appointment is not taken for patients who always come."""
    lesson = taught([row for row in bookings(dates(60)) if row["status"] == "attended"])
    assert lesson.learned.no_shows is None
    assert {"no_shows", "no_shows_by_lead"} <= set(lesson.learned.missing)
    assert lesson.learned.lengths


def test_history_without_acute_requests_learns_no_demand() -> None:
    """Planned bookings alone say nothing of acute demand."""
    lesson = taught(bookings(dates(30), motive="follow-up", acute=False))
    assert lesson.learned.acute_demand is None
    assert "acute_demand" in lesson.learned.missing


def test_two_weeks_of_one_site_and_one_category_are_enough() -> None:
    """The smallest practice learns something in a fortnight, and is told what the fortnight cannot tell."""
    practice = a_learning_practice(categories=[], practitioners=[a_doctor("ada")])
    rows = bookings(dates(13), per_day=12, category=None, practitioner="ada")
    lesson = taught(rows, practice)
    assert {(line.category, line.practitioner) for line in lesson.learned.lengths} == {(None, None), (None, "ada")}
    assert lesson.learned.acute_demand is not None
    assert lesson.learned.missing["seasons"] == "learn-missing-seasons"
    assert {score.what for score in lesson.learned.evaluation} == {"lengths", "acute_demand", "no_shows"}


def test_four_days_are_too_few_for_demand() -> None:
    """Lengths are learned from a week's start; demand says how many dates it takes."""
    lesson = taught(bookings(dates(4)))
    assert lesson.learned.acute_demand is None
    assert lesson.learned.missing["acute_demand"] == "learn-missing-few-days"
    assert lesson.learned.lengths


def test_one_day_cannot_be_judged() -> None:
    """What is learned from a single day comes without a score, and this is said."""
    lesson = taught(bookings(dates(1)))
    assert lesson.learned.evaluation == ()
    assert lesson.learned.missing["evaluation"] == "learn-missing-evaluation"


def test_consultation_times_without_dates_are_judged_too() -> None:
    """A table of motives and minutes gives lengths and their score, and nothing else."""
    rng = np.random.default_rng(1)
    rows = [
        a_row(
            day=None,
            start=None,
            site=None,
            practitioner=None,
            acute=None,
            actual_minutes=float(18 * np.exp(rng.normal(0, 0.3))),
        )
        for _ in range(200)
    ]
    lesson = taught(rows, layout=Layout.CONSULTATION_TIMES)
    assert [score.what for score in lesson.learned.evaluation] == ["lengths", "lengths"]
    assert lesson.learned.evaluation[0].cases == pytest.approx(50, abs=2)
    assert lesson.learned.history.first_day is None
    assert lesson.learned.acute_demand is None


def test_classes_of_another_system_are_motives_that_the_practice_names() -> None:
    """Capitals do not matter; classes that are no motive of the practice are said to be none."""
    rows = [a_row(motive="RV", acute=None, actual_minutes=float(minutes)) for minutes in range(10, 40)]
    named = a_learning_practice(motives=[{"id": "rv", "name": "Return"}])
    assert {line.motive for line in taught(rows, named).learned.lengths} == {"rv"}
    assert taught(rows).learned.missing["lengths"] == "learn-missing-motives"


def test_empty_history_learns_nothing() -> None:
    """No row, no figure, no error."""
    learned = taught([]).learned
    assert (learned.lengths, learned.no_shows, learned.acute_demand, learned.evaluation) == ((), None, None, ())


def test_two_sites_have_a_level_each() -> None:
    """A site with twice the requests has twice the level."""
    practice = a_learning_practice(sites=[a_site(), a_site("italie")])
    rows = bookings(dates(40)) + bookings(dates(40), per_day=48, seed=2, site="italie")
    demand = taught(rows, practice).learned.acute_demand
    assert demand is not None
    assert np.exp(demand.level["italie"] - demand.level["nation"]) == pytest.approx(2, rel=0.05)


def test_rows_are_accounted_for() -> None:
    """Rows read and used, and whether they are synthetic, go into what was learned."""
    history = learn(
        a_history(bookings(dates(10), per_day=2), rows=30, synthetic=True), a_learning_practice()
    ).learned.history
    assert (history.rows, history.used, history.synthetic) == (30, 18, True)


def test_rows_out_of_the_practice_are_no_hindrance() -> None:
    """Motives and sites that the practice does not know count nowhere."""
    rows = bookings(dates(20)) + bookings(dates(20), seed=2, motive="dentist", site="elsewhere", acute=None)
    assert {line.motive for line in taught(rows).learned.lengths} == {"acute", "follow-up"}


ANY_ROW = st.fixed_dictionaries(
    {
        "motive": st.sampled_from(["acute", "follow-up", "visit", "dentist", None]),
        "acute": st.sampled_from([True, False, None]),
        "category": st.sampled_from(["child", "adult", None]),
        "practitioner": st.sampled_from(["ada", "ben", None]),
        "site": st.sampled_from(["nation", "elsewhere", None]),
        "day": st.dates(date(2026, 1, 1), date(2026, 1, 20)),
        "requested_on": st.none() | st.dates(date(2025, 12, 20), date(2026, 1, 20)),
        "status": st.sampled_from(["attended", "did_not_attend", "cancelled", "refused"]),
        "actual_minutes": st.none() | st.sampled_from([0.1, 1.0, 15.0, 480.0]) | st.floats(0.1, 480),
    }
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(ANY_ROW.map(lambda stated: a_row(**stated)), max_size=40))
def test_any_history_is_learned_or_said_to_tell_nothing(rows: list[dict[str, Any]]) -> None:
    """However few or wild the rows: no error, and what is written is read back."""
    practice = a_learning_practice()
    learned = taught(rows, practice).learned
    assert Learned.model_validate(learned.model_dump()) == learned
    for line in learned.lengths:
        assert line.low <= line.mean <= line.high
        assert expected_length(practice, next(one for one in motives_of(practice) if one.id == line.motive)).slot


def test_wild_lengths_give_sober_figures() -> None:
    """A column in hours for one doctor and in seconds for another is no reason for a mean of days."""
    rows = [a_row(practitioner=who, actual_minutes=minutes) for who, minutes in (("ada", 0.3), ("ben", 400.0)) * 30]
    lines = taught(rows).learned.lengths
    assert all(line.mean <= 480 and line.slot <= 480 for line in lines)


def test_lengths_of_seconds_are_no_error() -> None:
    """A column in the wrong unit gives strange figures, not a crash."""
    lines = taught([a_row(actual_minutes=0.1) for _ in range(30)]).learned.lengths
    assert all(line.mean > 0 and line.sd > 0 and line.slot == 5 for line in lines)


def test_frame_of_the_tests_is_that_of_histories() -> None:
    """The columns and types that readers promise."""
    assert a_frame([a_row()]).schema == pl.Schema(FRAME_SCHEMA)
