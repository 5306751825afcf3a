"""Motives, lengths and the patients they are for, as the practice file states them."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from scheduler.motives import AgendaSettings, LengthEntry, Motive, Use
from scheduler.patients import Category, Sex
from scheduler.practice import Practice
from scheduler.staff import Profession
from tests.practices import a_practice


def a_motive(**stated: Any) -> Motive:
    """A planned motive of doctors, in person."""
    return Motive.model_validate({"id": "cough", "name": "Cough"} | stated)


def a_category(**stated: Any) -> Category:
    """A category that asks for nothing."""
    return Category.model_validate({"id": "some", "name": "Some"} | stated)


@pytest.mark.parametrize(
    ("stated", "use"),
    [
        ({}, Use.PLANNED),
        ({"acute": True}, Use.ACUTE),
        ({"review": True}, Use.REVIEW),
        ({"channel": "tele"}, Use.TELE),
        ({"channel": "tele", "acute": True}, Use.TELE),
        ({"channel": "visit", "travel_minutes": 20}, Use.VISIT),
        ({"channel": "group", "places": 8}, Use.GROUP),
    ],
)
def test_motive_uses_one_kind_of_time(stated: dict[str, Any], use: Use) -> None:
    """The channel decides first, then whether it is a review, then whether it is acute."""
    assert a_motive(**stated).use is use


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ({"review": True, "acute": True}, "review_motive"),
        ({"review": True, "channel": "visit"}, "review_motive"),
        ({"places": 2}, "group_places"),
        ({"channel": "tele", "places": 2}, "group_places"),
        ({"travel_minutes": 0}, "visit_travel"),
        ({"channel": "group", "travel_minutes": 20}, "visit_travel"),
    ],
)
def test_motive_that_contradicts_itself_is_refused(stated: dict[str, Any], kind: str) -> None:
    """A review is planned and in person, places are for a group, travel is for a visit."""
    with pytest.raises(ValidationError) as error:
        a_motive(**stated)
    assert [details["type"] for details in error.value.errors()] == [kind]


def test_motive_is_for_doctors_unless_it_says_otherwise() -> None:
    """Who can see a motive may be stated; doctors and locums do without a word."""
    assert a_motive().professions == (Profession.GP, Profession.LOCUM)
    assert a_motive(professions=["nurse"]).professions == (Profession.NURSE,)


@pytest.mark.parametrize("minutes", [0, 3, 12, 485])
def test_slot_lies_on_the_grid(minutes: int) -> None:
    """Slots are multiples of five minutes, up to eight hours."""
    with pytest.raises(ValidationError):
        LengthEntry.model_validate({"motive": "cough", "minutes": minutes})


@pytest.mark.parametrize(
    ("written", "read", "shown"),
    [("0-6", (0, 6), "0-6"), ("75-", (75, 150), "75-"), (" 7 - 74 ", (7, 74), "7-74"), ("3-3", (3, 3), "3-3")],
)
def test_ages_are_read_and_written(written: str, read: tuple[int, int], shown: str) -> None:
    """Both years are included; without a second one there is no upper end."""
    category = a_category(ages=written)
    assert category.ages == read
    assert category.model_dump(mode="json")["ages"] == shown


@pytest.mark.parametrize("written", ["6", "-6", "6-0", "six-7", "0-6-9", "", 6, ["0-6"], "0.5-2"])
def test_what_is_no_ages_is_refused(written: Any) -> None:
    """Anything else than two years of age, or one and a dash."""
    with pytest.raises(ValidationError):
        a_category(ages=written)


@pytest.mark.parametrize(
    ("stated", "patient", "fits"),
    [
        ({}, (None, None, None), True),
        ({"ages": "7-74"}, (7, None, None), True),
        ({"ages": "7-74"}, (74, None, None), True),
        ({"ages": "7-74"}, (75, None, None), False),
        ({"ages": "0-6"}, (None, 0, "f"), False),
        ({"conditions": 2}, (50, 2, None), True),
        ({"conditions": 2}, (50, 1, None), False),
        ({"conditions": 0}, (50, None, None), False),
        ({"sex": "f"}, (50, 0, "f"), True),
        ({"sex": "f"}, (50, 0, "m"), False),
        ({"sex": "f", "ages": "15-49", "conditions": 1}, (30, 1, "f"), True),
        ({"sex": "f", "ages": "15-49", "conditions": 1}, (30, 0, "f"), False),
    ],
)
def test_who_belongs_to_a_category(
    stated: dict[str, Any], patient: tuple[int | None, int | None, str | None], fits: bool
) -> None:
    """All that is asked must be known and right; what is not asked does not matter."""
    assert a_category(**stated).fits(*patient) is fits


def test_sex_is_written_as_one_letter() -> None:
    """As in the histories."""
    assert a_category(sex="m").sex is Sex.M


def test_agenda_releases_towards_the_day() -> None:
    """Without a section: on the evening before, at ten and at three."""
    assert [(step.days_before, step.at) for step in AgendaSettings().release] == [
        (1, 18 * 60),
        (0, 10 * 60),
        (0, 15 * 60),
    ]


def test_practice_with_motives_is_written_as_it_was_read() -> None:
    """The sections come back from a written practice as they were."""
    practice = a_practice(
        categories=[{"id": "old", "name": "Old", "ages": "75-", "conditions": 1, "sex": "f"}],
        motives=[{"id": "home", "name": "Home", "channel": "visit", "travel_minutes": 20, "within_days": 7}],
        lengths=[{"motive": "home", "category": "old", "minutes": 20, "mean": 18.5, "sd": 6}],
        contacts=[{"motive": "home", "category": "old", "per_year": 0.4}],
        prices={"idle_minute": 2.5},
        agenda={"turn_away": 0.1, "release": [], "messages": {"per_year": 7.6}},
    )
    assert Practice.model_validate_json(practice.model_dump_json(by_alias=True)) == practice
