"""The example practices make the problems they promise."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from scheduler.files import read_practice
from scheduler.practice import Practice
from scheduler.rota.build import build_problem

EXAMPLES = Path(__file__).parents[3] / "examples"
FIRST_DAY = date(2026, 12, 14)
TODAY = date(2026, 11, 16)


@pytest.fixture(scope="module")
def ipso() -> Practice:
    return read_practice(EXAMPLES / "ipso" / "practice.yaml")


def test_the_example_group_has_the_staff_it_says(ipso: Practice) -> None:
    """Five sites, 75 people, about 29 full-time doctors and 23 000 patients on their lists."""
    staff = Counter(person.profession.value for person in ipso.practitioners)
    assert staff == {
        "gp": 36,
        "midwife": 5,
        "nurse": 3,
        "advanced_practice_nurse": 2,
        "medical_assistant": 21,
        "coordinator": 5,
        "trainee": 3,
    }
    doctors = [person for person in ipso.practitioners if person.profession == "gp"]
    assert sum(ipso.contract_of(doctor).minutes_per_week for doctor in doctors) / 2400 == pytest.approx(29, abs=1)
    assert sum(line.patients for line in ipso.lists) == 23_000
    assert len(ipso.sites) == 5


def test_the_example_group_makes_a_problem_of_the_size_it_should(ipso: Practice) -> None:
    """Four weeks over Christmas: every need can be served by some session."""
    problem = build_problem(ipso, FIRST_DAY, 4, today=TODAY)
    assert 8_000 < sum(1 for _ in problem.cells()) < 25_000
    assert len(problem.cover) < 6000
    assert all(need.templates for need in (*problem.cover, *problem.demand))
    assert len(problem.wishes) > 100
    assert {share.name for share in problem.fair_shares} >= {
        "early",
        "late",
        "saturday",
        "christmas-day",
        "new-year-s-day",
    }


def test_the_small_example_is_quickly_read() -> None:
    """One site, five doctors, not much more than a hundred lines."""
    path = EXAMPLES / "small" / "practice.yaml"
    practice = read_practice(path)
    assert len(practice.sites) == 1
    assert sum(person.profession == "gp" for person in practice.practitioners) == 5
    assert len(path.read_text(encoding="utf-8").splitlines()) < 120
    assert all(need.templates for need in build_problem(practice, FIRST_DAY, 4, today=TODAY).cover)
