"""The patients of the example practices come as often as the published figures say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scheduler.consistency import find_doubts
from scheduler.files import describe, read_practice
from scheduler.lengths import expected_length
from scheduler.motives import Motive, Use
from scheduler.practice import Practice
from scheduler.presets.consultations import consultation_presets

EXAMPLES = Path(__file__).parents[2] / "examples"
CONTACTS = consultation_presets().contacts


@pytest.fixture(scope="module", params=["small", "ipso"])
def practice(request: pytest.FixtureRequest) -> Practice:
    return read_practice(EXAMPLES / str(request.param) / "practice.yaml")


def per_year(practice: Practice, motive: Motive, category: str) -> float:
    """By the line of the category, else by that of all."""
    lines = {line.category: line.per_year for line in practice.contacts if line.motive == motive.id}
    return lines.get(category, lines.get(None, 0))


def mean_over_lists(practice: Practice, motives: list[Motive]) -> float:
    """How often a patient comes with some motives in a year."""
    visits = sum(
        entry.patients * per_year(practice, motive, entry.category) for entry in practice.lists for motive in motives
    )
    return visits / sum(entry.patients for entry in practice.lists)


def test_patients_consult_as_often_as_published(practice: Practice) -> None:
    """Consultations, workshops not counted, come to 4.4 of a patient and year."""
    single = [motive for motive in practice.motives if motive.use is not Use.GROUP]
    assert mean_over_lists(practice, single) == pytest.approx(CONTACTS.consultations.value, abs=0.1)


def test_three_consultations_in_ten_are_acute(practice: Practice) -> None:
    """Teleconsultations of acute problems are counted among them."""
    acute = [motive for motive in practice.motives if motive.acute]
    share = mean_over_lists(practice, acute) / CONTACTS.consultations.value
    assert share == pytest.approx(CONTACTS.acute_share.value, abs=0.02)


def test_every_patient_has_one_annual_review(practice: Practice) -> None:
    """One a year, whatever the category."""
    (review,) = (motive for motive in practice.motives if motive.use is Use.REVIEW)
    assert {per_year(practice, review, category.id) for category in practice.categories} == {CONTACTS.reviews.value}


def test_messages_are_those_published(practice: Practice) -> None:
    """Telephone, mail and messages: 7.6 of a patient and year, as long as a telephone call."""
    messages = practice.agenda.messages
    assert (messages.per_year, messages.minutes) == (CONTACTS.messages.value, CONTACTS.minutes_per_message.value)


def test_demand_of_the_group_is_what_its_lists_ask_for() -> None:
    """The slots of a year's consultations, shared over its weeks, make the hours of a week of stated demand."""
    group = read_practice(EXAMPLES / "ipso" / "practice.yaml")
    slots = sum(
        entry.patients * per_year(group, motive, entry.category) * expected_length(group, motive, category).slot
        for motive in group.motives
        if motive.use is not Use.GROUP
        for category in group.categories
        for entry in group.lists
        if entry.category == category.id
    )
    assert slots / 52 == pytest.approx(780 * 60, rel=0.01)
    assert describe(group, date(2026, 12, 1)).demand_minutes == pytest.approx(788 * 60, rel=0.01)


def test_the_old_and_ill_are_visited_most() -> None:
    """In the example group no child is visited at home, and those of 75 and over with an illness most."""
    group = read_practice(EXAMPLES / "ipso" / "practice.yaml")
    visits = [motive for motive in group.motives if motive.use is Use.VISIT]
    often = {
        category.id: sum(per_year(group, motive, category.id) for motive in visits) for category in group.categories
    }
    assert often["child"] == 0
    assert max(often, key=lambda name: often[name]) == "senior-chronic"


@pytest.mark.parametrize(
    ("age", "conditions", "category"),
    [
        (0, 2, "child"),
        (6, 0, "child"),
        (7, 1, "chronic"),
        (40, 0, "adult"),
        (75, 0, "senior"),
        (80, 3, "senior-chronic"),
    ],
)
def test_the_first_category_that_fits_is_the_right_one(age: int, conditions: int, category: str) -> None:
    """In the example group long-term conditions come before the others of the same age."""
    group = read_practice(EXAMPLES / "ipso" / "practice.yaml")
    assert next(found.id for found in group.categories if found.fits(age, conditions, None)) == category


def test_nothing_of_the_examples_is_in_doubt(practice: Practice) -> None:
    """Every motive has a session, every slot fits into one, every category is reached."""
    assert find_doubts(practice) == []
