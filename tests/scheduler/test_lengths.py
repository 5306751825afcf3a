"""How long a motive takes: learned, stated, or cited, by the most precise line that speaks of it."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.learned import Learned
from scheduler.lengths import Origin, UnknownLengthError, expected_length, motives_of
from scheduler.motives import Motive
from scheduler.patients import Category
from scheduler.practice import Practice
from scheduler.presets.consultations import consultation_presets
from tests.practices import a_practice

CHILD = {"id": "child", "name": "Children", "ages": "0-6"}
CHRONIC = {"id": "chronic", "name": "Long-term conditions", "conditions": 2}
OLD = {"id": "old", "name": "Old", "ages": "75-", "conditions": 1}
WALK = {"id": "walk", "name": "Walk", "channel": "group", "places": 8}


def a_seeing_practice(**changes: Any) -> Practice:
    """A practice with three categories and the standard motives."""
    return a_practice(categories=[CHILD, CHRONIC, OLD], **changes)


def motive(practice: Practice, name: str = "follow-up") -> Motive:
    """A motive of a practice."""
    return next(one for one in motives_of(practice) if one.id == name)


def category(practice: Practice, name: str) -> Category:
    """A category of a practice."""
    return next(one for one in practice.categories if one.id == name)


def a_line(mean: float, **stated: Any) -> dict[str, Any]:
    """A learned length of follow-ups."""
    working = {
        "motive": "follow-up",
        "cases": 100,
        "mean": mean,
        "sd": 5,
        "low": mean - 1,
        "high": mean + 1,
        "slot": 20,
    }
    return working | stated


def learned(*lines: dict[str, Any]) -> Learned:
    """What was learned: those lengths."""
    history = {"rows": 1, "used": 1}
    return Learned.model_validate({"practice": "the-practice", "history": history, "lengths": lines})


def test_standard_motives_serve_a_practice_that_states_none() -> None:
    """A practice's own motives replace them."""
    assert motives_of(a_practice()) == consultation_presets().motives
    assert [one.id for one in motives_of(a_practice(motives=[WALK]))] == ["walk"]


def test_without_history_and_entries_the_cited_length_serves() -> None:
    """18 minutes on average, in slots of 20, spread by the cited share."""
    practice = a_seeing_practice()
    found = expected_length(practice, motive(practice))
    assert (found.mean, found.slot, found.origin) == (18, 20, Origin.PRESET)
    assert found.sd == pytest.approx(18 * 0.35)


@pytest.mark.parametrize(
    ("name", "factor", "slot"), [("child", 1.0, 20), ("chronic", 1.24, 25), ("old", 1.12 * 1.0625, 25)]
)
def test_cited_length_is_longer_for_some(name: str, factor: float, slot: int) -> None:
    """Two conditions +24 %; one condition at 75 and over +12 % and +6.25 %."""
    practice = a_seeing_practice()
    found = expected_length(practice, motive(practice), category(practice, name))
    assert found.mean == pytest.approx(18 * factor)
    assert found.slot == slot


def test_annual_review_is_as_long_for_everybody() -> None:
    """Its cited length already speaks of those who need it."""
    practice = a_seeing_practice()
    review = motive(practice, "annual-review")
    assert expected_length(practice, review, category(practice, "chronic")) == expected_length(practice, review)


def test_group_without_a_length_is_an_error() -> None:
    """No source says how long a group is together."""
    practice = a_practice(motives=[WALK])
    with pytest.raises(UnknownLengthError, match="walk"):
        expected_length(practice, practice.motives[0])


def test_stated_length_comes_before_the_cited_one() -> None:
    """The line of the category before that of all; its mean and spread where it states them."""
    lengths = [
        {"motive": "follow-up", "minutes": 15},
        {"motive": "follow-up", "category": "child", "minutes": 25, "mean": 21, "sd": 4},
    ]
    practice = a_seeing_practice(lengths=lengths)
    all_patients = expected_length(practice, motive(practice))
    assert (all_patients.mean, all_patients.slot, all_patients.origin) == (15, 15, Origin.PRACTICE)
    assert all_patients.sd == pytest.approx(15 * 0.35)
    child = expected_length(practice, motive(practice), category(practice, "child"))
    assert (child.mean, child.sd, child.slot) == (21, 4, 25)
    assert expected_length(practice, motive(practice), category(practice, "old")).slot == 15


def test_learned_length_comes_first() -> None:
    """With its slot and the cases behind it."""
    practice = a_seeing_practice(lengths=[{"motive": "follow-up", "minutes": 15}])
    found = expected_length(practice, motive(practice), learned=learned(a_line(19, slot=25)))
    assert (found.mean, found.sd, found.slot, found.origin, found.cases) == (19, 5, 25, Origin.LEARNED, 100)


def test_most_precise_learned_line_is_taken() -> None:
    """This category with this doctor, this category, this doctor, all: in that order."""
    practice = a_seeing_practice()
    whole, doctor = a_line(18), a_line(19, practitioner="ada")
    group, both = a_line(20, category="child"), a_line(21, category="child", practitioner="ada")

    def mean(*lines: dict[str, Any], name: str | None = "child", person: str | None = "ada") -> float:
        asked = category(practice, name) if name else None
        return expected_length(practice, motive(practice), asked, person, learned(*lines)).mean

    assert mean(whole, doctor, group, both) == 21
    assert mean(whole, doctor, group) == 20
    assert mean(whole, doctor) == 19
    assert mean(whole) == 18
    assert mean(whole, doctor, group, both, person="ben") == 20
    assert mean(whole, doctor, group, both, name="old") == 19
    assert mean(whole, doctor, group, both, name=None, person=None) == 18


def test_new_doctor_starts_at_the_groups_figure() -> None:
    """A doctor without a line has the line of the group."""
    practice = a_seeing_practice()
    found = expected_length(
        practice, motive(practice), None, "zoe", learned(a_line(18), a_line(25, practitioner="ada"))
    )
    assert found.mean == 18


def test_motive_that_was_not_learned_keeps_its_length() -> None:
    """Learning one motive says nothing of another."""
    practice = a_seeing_practice()
    assert expected_length(practice, motive(practice, "acute"), learned=learned(a_line(30))).origin is Origin.PRESET
