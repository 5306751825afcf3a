"""The example fits any week of any year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from api.example_weeks import FOLDER, example
from api.judging import judge
from api.publication import example_publication
from scheduler.booking.publishing import publication_of
from scheduler.booking.publishing_faults import publishing_faults
from scheduler.consistency import find_faults
from scheduler.rota.audit import audit
from scheduler.rota.build import build_problem
from scheduler.rota.papers import from_paper

EXAMPLES = Path(__file__).parents[3] / "examples" / "small"
MONDAYS = [date(2026, 1, 5) + timedelta(weeks=number) for number in range(6 * 52)]


def test_example_is_the_small_practice() -> None:
    """The practice that is shipped is the one of the examples, word for word."""
    assert (FOLDER / "practice.yaml").read_bytes() == (EXAMPLES / "practice.yaml").read_bytes()


def test_practice_is_sound_without_its_dates() -> None:
    """What spoke of one winter is left out, and nothing is wrong with the rest."""
    practice, _, _ = example(date(2026, 11, 25))
    assert find_faults(practice) == []
    assert (practice.absences, practice.wishes, practice.pins, practice.demand_factors) == ((), (), (), ())


def test_every_monday_of_six_years_can_be_published() -> None:
    """Whatever the week, the papers belong together and no closed day is opened."""
    for monday in MONDAYS[::2]:
        practice, rota, agenda = example(monday)
        assert publishing_faults(practice, rota, agenda, None) == []
        found = publication_of(practice, rota, agenda)
        assert (found.first, found.last) == (monday, monday + timedelta(days=27))
        holidays = {day.day for day in found.days if practice.public_holidays.name_of(day.day)}
        assert holidays == set()
        assert len({day.day for day in found.days}) >= 17


@pytest.mark.parametrize("monday", MONDAYS[::26])
def test_rota_keeps_the_rules_whatever_the_holidays(monday: date) -> None:
    """No hard rule is broken by leaving out closed days."""
    practice, rota, _ = example(monday)
    problem = build_problem(practice, monday, rota.weeks, today=monday)
    assert audit(problem, from_paper(rota, problem)).violations == ()


def test_weeks_without_holidays_pass_the_whole_audit() -> None:
    """Rota and agendas are as creneau planned them."""
    monday = date(2026, 9, 7)
    judge(*example(monday), None, monday)


def test_any_day_of_the_week_begins_at_its_monday() -> None:
    """On a Thursday the week that has begun is opened."""
    thursday = example_publication(datetime(2026, 9, 10, 12, tzinfo=UTC))
    assert thursday.first == date(2026, 9, 7)


def test_the_practices_own_date_counts() -> None:
    """Late on Sunday in UTC it is Monday in Paris already."""
    assert example_publication(datetime(2026, 9, 13, 22, 30, tzinfo=UTC)).first == date(2026, 9, 14)
