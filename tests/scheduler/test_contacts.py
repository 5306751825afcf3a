"""How often patients come: as the practice states it, otherwise as cited."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.contacts import Patients, contacts_per_year, messages_per_year, on_grid
from scheduler.learned import Learned
from scheduler.lengths import motives_of
from scheduler.motives import Motive, Use
from scheduler.practice import Practice
from scheduler.presets.consultations import consultation_presets
from tests.practices import a_doctor, a_practice

CITED = consultation_presets().contacts
CATEGORIES = [{"id": "child", "name": "Child", "ages": "0-6"}, {"id": "adult", "name": "Adult"}]
LISTS = [
    {"practitioner": "ada", "category": "adult", "patients": 100},
    {"practitioner": "ada", "category": "child", "patients": 20},
    {"practitioner": "ben", "category": "child", "patients": 5},
    {"practitioner": "ben", "category": "adult", "patients": 0},
]
MOTIVES = [
    {"id": "cough", "name": "Cough", "acute": True},
    {"id": "fever", "name": "Fever", "acute": True},
    {"id": "follow-up", "name": "Follow-up"},
    {"id": "yearly", "name": "Yearly", "review": True},
    {"id": "call", "name": "Call", "channel": "tele"},
    {"id": "home", "name": "Home", "channel": "visit"},
]


def the_practice(**stated: Any) -> Practice:
    """Two doctors with lists of children and adults."""
    working = {"practitioners": [a_doctor("ada"), a_doctor("ben")], "categories": CATEGORIES, "lists": LISTS}
    return a_practice(**working | {"motives": MOTIVES} | stated)


def motive(practice: Practice, name: str) -> Motive:
    """A motive by its id."""
    return next(one for one in motives_of(practice) if one.id == name)


def rate(practice: Practice, name: str, category: str | None = None) -> float:
    """Contacts a patient and year."""
    return contacts_per_year(practice, motive(practice, name), category)


def test_line_of_the_category_comes_before_that_of_all() -> None:
    """Children cough more often; of who has no line the line of all speaks."""
    lines = [{"motive": "cough", "per_year": 1.0}, {"motive": "cough", "category": "child", "per_year": 3.0}]
    practice = the_practice(contacts=lines)
    assert [rate(practice, "cough", category) for category in ("child", "adult", None)] == [3.0, 1.0, 1.0]


def test_practice_that_states_anything_is_taken_at_its_word() -> None:
    """What has no line does not come."""
    lines = [{"motive": "cough", "category": "child", "per_year": 3.0}]
    practice = the_practice(contacts=lines)
    assert [rate(practice, "cough", "adult"), rate(practice, "follow-up"), rate(practice, "yearly")] == [0, 0, 0]


def test_cited_contacts_serve_where_the_practice_states_none() -> None:
    """4.4 consultations: 30 % acute, of which 5 % at a distance, one review, and the rest planned."""
    practice = the_practice()
    assert rate(practice, "cough") == pytest.approx(4.4 * 0.3 * 0.95)
    assert rate(practice, "call") == pytest.approx(4.4 * 0.3 * 0.05)
    assert rate(practice, "yearly") == 1
    assert rate(practice, "follow-up") == pytest.approx(4.4 * 0.7 - 1)
    assert rate(practice, "home") == 0
    whole = sum(rate(practice, one.id) for one in practice.motives)
    assert whole == pytest.approx(CITED.consultations.value)


def test_cited_contacts_go_to_the_first_motive_of_each_use() -> None:
    """They are counted once, whatever the category."""
    assert rate(the_practice(), "fever") == 0
    assert rate(the_practice(), "fever", "child") == 0
    swapped = the_practice(motives=[MOTIVES[1], MOTIVES[0], *MOTIVES[2:]])
    assert rate(swapped, "fever", "child") == pytest.approx(4.4 * 0.3 * 0.95)


def test_standard_motives_have_cited_contacts() -> None:
    """A practice file without motives is laid out all the same."""
    practice = a_practice()
    by_use = {one.use: contacts_per_year(practice, one, None) for one in motives_of(practice)}
    assert by_use[Use.REVIEW] == 1
    assert sum(by_use.values()) == pytest.approx(4.4)


def test_messages_are_cited_unless_stated() -> None:
    """The number and the minutes each on their own."""
    assert messages_per_year(a_practice()) == (7.6, 2.2)
    assert messages_per_year(a_practice(agenda={"messages": {"per_year": 0}})) == (0, 2.2)
    assert messages_per_year(a_practice(agenda={"messages": {"minutes": 3}})) == (7.6, 3)


def test_patients_are_counted_by_category() -> None:
    """Over the lists of those named, empty lists left out."""
    practice = the_practice()
    assert Patients.of(practice, ["ada", "ben"]).by_category == {"adult": 100, "child": 25}
    assert Patients.of(practice, ["ben"]).by_category == {"child": 5}
    assert Patients.of(practice, ["ada", "ben"]).listed == 125


def test_without_a_list_one_patient_stands_for_any() -> None:
    """Shares can be told, numbers cannot."""
    nobody = Patients.of(the_practice(), ["chloe"])
    assert nobody.by_category == {None: 1}
    assert nobody.listed == 0


def test_contacts_slots_and_minutes_add_up_over_categories() -> None:
    """25 children three times a year for a quarter of an hour, 100 adults once for twenty minutes."""
    lines = [{"motive": "cough", "per_year": 1.0}, {"motive": "cough", "category": "child", "per_year": 3.0}]
    lengths = [{"motive": "cough", "minutes": 20}, {"motive": "cough", "category": "child", "minutes": 15}]
    practice = the_practice(contacts=lines, lengths=lengths)
    everybody, cough = Patients.of(practice, ["ada", "ben"]), motive(practice, "cough")
    assert everybody.contacts(cough) == 175
    assert everybody.slots(cough, None) == {20: 100, 15: 75}
    assert everybody.minutes(cough, None) == 3125


def test_slots_are_those_learned_for_the_practitioner() -> None:
    """Asked for a practitioner, and for the group."""
    line = {"motive": "cough", "cases": 9, "mean": 1, "sd": 1, "low": 1, "high": 1, "slot": 25, "practitioner": "ada"}
    group = line | {"slot": 10, "practitioner": None}
    learned = Learned.model_validate({"practice": "p", "history": {"rows": 9, "used": 9}, "lengths": [line, group]})
    practice = the_practice(contacts=[{"motive": "cough", "per_year": 1.0}])
    own, cough = Patients.of(practice, ["ada"]), motive(practice, "cough")
    assert own.slots(cough, learned, "ada") == {25: 120}
    assert own.slots(cough, learned) == {10: 120}


@pytest.mark.parametrize(
    ("slots", "length"),
    [
        ({20: 3.0}, 20),
        ({15: 1.0, 30: 1.0}, 25),
        ({15: 3.0, 30: 1.0}, 20),
        ({10: 1.0, 30: 1.0}, 20),
        ({15: 0.0, 40: 0.0}, 40),
        ({15: 1000.0, 20: 0.1}, 15),
    ],
)
def test_one_length_for_several(slots: dict[int, float], length: int) -> None:
    """The mean by contacts, rounded up to the grid; a hair above it is no reason; the longest where nobody comes."""
    assert on_grid(slots) == length
