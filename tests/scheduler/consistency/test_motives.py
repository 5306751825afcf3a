"""Motives, lengths, contacts, prices and agenda: what cannot hold is a fault, what is hardly meant a doubt."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.consistency import find_doubts, find_faults
from scheduler.files.place import field_text
from scheduler.files.problems import InputProblem, Place
from scheduler.messages import LANGUAGES
from tests.practices import a_doctor, a_practice, a_template

GROUP = {"id": "workshop", "name": "Workshop", "channel": "group", "places": 8, "professions": ["gp"]}
WORKSHOP = {"motive": "workshop", "minutes": 90}
ACUTE = {"motive": "acute", "minutes": 15}
STEPS = {
    "eve": {"days_before": 1, "at": "18:00"},
    "eve at noon": {"days_before": 1, "at": "12:00"},
    "morning": {"days_before": 0, "at": "10:00"},
}


def a_motive(**stated: Any) -> dict[str, Any]:
    """A motive of doctors."""
    return {"id": "acute", "name": "Acute", "professions": ["gp"]} | stated


def released(*steps: str) -> dict[str, Any]:
    """An agenda with some of the steps of release."""
    return {"agenda": {"release": [STEPS[step] for step in steps]}}


FAULTS: dict[str, tuple[dict[str, Any], str, str]] = {
    # what a practice is changed to, the reason and the place
    "motive twice": ({"motives": [a_motive(), a_motive()]}, "input-twice-in-motives", "motives[1].id"),
    "length of an unknown motive": (
        {"motives": [a_motive()], "lengths": [ACUTE | {"motive": "tele"}]},
        "input-unknown-motive",
        "lengths[0].motive",
    ),
    "length of a motive that is not a standard one": (
        {"lengths": [ACUTE | {"motive": "flu"}]},
        "input-unknown-motive",
        "lengths[0].motive",
    ),
    "length of an unknown category": (
        {"lengths": [ACUTE | {"category": "adult"}]},
        "input-unknown-category",
        "lengths[0].category",
    ),
    "contacts of an unknown motive": (
        {"contacts": [{"motive": "flu", "per_year": 1}]},
        "input-unknown-motive",
        "contacts[0].motive",
    ),
    "contacts of an unknown category": (
        {"contacts": [{"motive": "acute", "category": "adult", "per_year": 1}]},
        "input-unknown-category",
        "contacts[0].category",
    ),
    "length twice": (
        {"lengths": [ACUTE, ACUTE | {"minutes": 20}]},
        "input-twice-in-lengths",
        "lengths[1].motive",
    ),
    "contacts of a category twice": (
        {
            "categories": [{"id": "adult", "name": "A"}],
            "contacts": [{"motive": "acute", "category": "adult", "per_year": rate} for rate in (1, 2)],
        },
        "input-twice-in-contacts",
        "contacts[1].motive",
    ),
    "motive of a profession that nobody has": (
        {"motives": [a_motive(), a_motive(id="care", professions=["nurse", "midwife"])]},
        "input-motive-of-nobody",
        "motives[1].professions",
    ),
    "group without a length": ({"motives": [GROUP]}, "input-group-without-length", "motives[0].id"),
    "group with a length for a category only": (
        {
            "categories": [{"id": "adult", "name": "A"}],
            "motives": [GROUP],
            "lengths": [WORKSHOP | {"category": "adult"}],
        },
        "input-group-without-length",
        "motives[0].id",
    ),
    "spread over twice the mean": (
        {"lengths": [ACUTE | {"mean": 10.5, "sd": 21.5}]},
        "input-spread-beyond-reason",
        "lengths[0].sd",
    ),
    "spread over twice the slot": ({"lengths": [ACUTE | {"sd": 31}]}, "input-spread-beyond-reason", "lengths[0].sd"),
    "release that runs back a day": (
        released("morning", "eve"),
        "input-release-out-of-order",
        "agenda.release[1].days_before",
    ),
    "release that runs back an hour": (
        released("eve", "eve at noon"),
        "input-release-out-of-order",
        "agenda.release[1].at",
    ),
    "release twice at once": (
        released("eve", "morning", "morning"),
        "input-release-out-of-order",
        "agenda.release[2].at",
    ),
    "prices of nothing": (
        {"prices": {"waiting_minute": 0, "idle_minute": 0, "overtime_minute": 0}},
        "input-prices-of-nothing",
        "prices",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_fault_is_found(case: str) -> None:
    """Each fault is the only one found, at its place, and can be said in each language."""
    changes, reason, place = FAULTS[case]
    found = find_faults(a_practice(**changes))
    assert [(fault.reason_key, field_text(fault.location)) for fault in found] == [(reason, place)]
    for language in LANGUAGES:
        assert InputProblem(Place("file"), None, found[0].reason_key, found[0].facts).sentence(language)


BREAK = {"break": {"start": "11:00", "minutes": 30}}
CHRONIC = {"id": "chronic", "name": "Chronic", "conditions": 1}
ADULT = {"id": "adult", "name": "Adults", "ages": "7-74"}
DOUBTS: dict[str, tuple[dict[str, Any], str, str]] = {
    # what a practice is changed to, the reason and the place
    "category behind a wider one": (
        {"categories": [ADULT, {"id": "young", "name": "Young", "ages": "18-25", "sex": "f"}]},
        "input-category-never-reached",
        "categories[1].id",
    ),
    "category behind one that asks for nothing": (
        {"categories": [{"id": "all", "name": "All"}, CHRONIC]},
        "input-category-never-reached",
        "categories[1].id",
    ),
    "more conditions behind fewer": (
        {"categories": [CHRONIC, {"id": "heavy", "name": "Heavy", "conditions": 3, "ages": "75-"}]},
        "input-category-never-reached",
        "categories[1].id",
    ),
    "visit without a session": (
        {
            "motives": [a_motive(id="home", channel="visit", professions=["nurse"])],
            "templates": [a_template(professions=["gp", "nurse"], kind="phone")],
            "practitioners": [a_doctor(), a_doctor("zoe", profession="nurse")],
            "cover": [],
        },
        "input-motive-without-session",
        "motives[0].professions",
    ),
    "motive of a profession without a template": (
        {
            "motives": [a_motive(professions=["nurse"])],
            "templates": [a_template(), a_template("desk", professions=["nurse"], kind="desk")],
            "practitioners": [a_doctor(), a_doctor("zoe", profession="nurse")],
        },
        "input-motive-without-session",
        "motives[0].professions",
    ),
    "slot longer than any session": (
        {"motives": [a_motive()], "lengths": [ACUTE | {"minutes": 245}]},
        "input-slot-beyond-sessions",
        "lengths[0].minutes",
    ),
    "slot longer than what a break leaves": (
        {
            "motives": [a_motive()],
            "lengths": [ACUTE | {"minutes": 180}],
            "templates": [a_template(**BREAK)],
        },
        "input-slot-beyond-sessions",
        "lengths[0].minutes",
    ),
    "mean far above the slot": (
        {"lengths": [ACUTE | {"mean": 31}]},
        "input-mean-far-from-slot",
        "lengths[0].mean",
    ),
    "mean far below the slot": ({"lengths": [ACUTE | {"mean": 4.5}]}, "input-mean-far-from-slot", "lengths[0].mean"),
    "category without contacts": (
        {
            "categories": [ADULT, CHRONIC],
            "lists": [{"practitioner": "ada", "category": name, "patients": 9} for name in ("adult", "chronic")],
            "contacts": [{"motive": "acute", "category": "adult", "per_year": 1}],
        },
        "input-category-without-contacts",
        "categories[1].id",
    ),
}


@pytest.mark.parametrize("case", DOUBTS)
def test_doubt_is_told(case: str) -> None:
    """What is hardly meant is no fault; it is told at its place, in each language."""
    changes, reason, place = DOUBTS[case]
    practice = a_practice(**changes)
    assert find_faults(practice) == []
    found = find_doubts(practice)
    assert [(doubt.reason_key, field_text(doubt.location)) for doubt in found] == [(reason, place)]
    for language in LANGUAGES:
        assert InputProblem(Place("file"), None, found[0].reason_key, found[0].facts).sentence(language)


SOUND: dict[str, dict[str, Any]] = {
    "ages that overlap": {"categories": [ADULT, {"id": "old", "name": "Old", "ages": "60-"}]},
    "narrow before wide": {"categories": [CHRONIC, ADULT]},
    "one sex before the other": {
        "categories": [{"id": sex, "name": sex, "ages": "7-74", "sex": sex} for sex in ("f", "m")]
    },
    "categories without criteria": {"categories": [{"id": name, "name": name} for name in ("a", "b")]},
    "lengths of standard motives": {"lengths": [ACUTE, ACUTE | {"motive": "annual-review"}]},
    "one length for all, one for a category": {
        "categories": [ADULT],
        "lengths": [ACUTE, ACUTE | {"category": "adult"}],
    },
    "group with a length": {"motives": [GROUP], "lengths": [WORKSHOP]},
    "spread of exactly twice the mean": {"lengths": [ACUTE | {"mean": 10, "sd": 20}]},
    "release towards the day": released("eve at noon", "eve", "morning"),
    "no release": released(),
    "only one price": {"prices": {"waiting_minute": 0, "idle_minute": 0}},
    "teleconsultation by telephone": {
        "motives": [a_motive(channel="tele")],
        "templates": [a_template(kind="phone")],
        "cover": [],
    },
    "contacts for all": {
        "categories": [ADULT],
        "lists": [{"practitioner": "ada", "category": "adult", "patients": 9}],
        "contacts": [{"motive": "acute", "per_year": 1}],
    },
    "category without patients or contacts": {
        "categories": [ADULT, CHRONIC],
        "lists": [{"practitioner": "ada", "category": "adult", "patients": 9}],
        "contacts": [{"motive": "acute", "category": "adult", "per_year": 1}],
    },
}


@pytest.mark.parametrize("case", SOUND)
def test_what_may_well_be_meant_is_neither_fault_nor_doubt(case: str) -> None:
    """Allowed neighbours of what is found."""
    practice = a_practice(**SOUND[case])
    assert find_faults(practice) + find_doubts(practice) == []


def test_standard_motives_are_known_by_name() -> None:
    """Where the file states no motives, a misspelt one is told with the standard ones."""
    (fault,) = find_faults(a_practice(contacts=[{"motive": "acut", "per_year": 1}]))
    assert fault.facts == {
        "name": "acut",
        "known": "acute, follow-up, annual-review, tele, visit",
        "nearest": "acute",
    }
