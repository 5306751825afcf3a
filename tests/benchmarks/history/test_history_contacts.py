"""How often patients come: as stated, or as the presets say."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.history.contacts import contact_rates, list_sizes
from benchmarks.history.figures import figures
from scheduler.lengths import motives_of
from scheduler.practice import Practice
from tests.benchmarks.history.listed import CATEGORIES, a_listed_practice

OLD = {"id": "old", "name": "Old", "ages": "75-"}


def rates(practice: Practice) -> dict[tuple[str, str], float]:
    """Contacts of a patient and year by motive and category."""
    motives = motives_of(practice)
    table = contact_rates(practice, motives, figures())
    return {
        (motive.id, category.id): float(table[row, column])
        for row, motive in enumerate(motives)
        for column, category in enumerate(practice.categories)
    }


def test_cited_contacts_come_to_the_published_mean():
    """4.4 a patient and year over the lists, three in ten acute, one a review."""
    practice = a_listed_practice()
    sizes = list_sizes(practice)
    table = contact_rates(practice, motives_of(practice), figures())
    a_year = dict(zip((motive.id for motive in motives_of(practice)), table @ sizes / sizes.sum(), strict=True))
    assert sum(a_year.values()) == pytest.approx(4.4)
    assert a_year["acute"] + a_year["tele"] == pytest.approx(0.3 * 4.4)
    assert a_year["annual-review"] == pytest.approx(1)


def test_the_ill_come_more_often_and_children_more_acutely():
    """By the cited factors."""
    found = rates(a_listed_practice())
    assert found["acute", "chronic"] / found["acute", "adult"] == pytest.approx(1.94 / 0.65)
    assert found["acute", "child"] / found["acute", "adult"] == pytest.approx(2)


def test_only_the_old_are_visited_unless_stated():
    """At home: a share of what the old come for."""
    changes = {
        "categories": [OLD, *CATEGORIES],
        "lists": [{"practitioner": "ada", "category": one, "patients": 100} for one in ("old", "child", "adult")],
    }
    found = rates(a_listed_practice(**changes))
    assert found["visit", "old"] / (found["visit", "old"] + found["follow-up", "old"]) == pytest.approx(0.15)
    assert found["visit", "adult"] == 0


def test_stated_contacts_hold_alone():
    """A line with a category stands in place of the one without; a motive without a line is not expected."""
    contacts = [
        {"motive": "acute", "per_year": 1.5},
        {"motive": "acute", "category": "child", "per_year": 3},
    ]
    found = rates(a_listed_practice(contacts=contacts))
    assert (found["acute", "child"], found["acute", "adult"]) == (3, 1.5)
    assert not any(rate for (motive, _), rate in found.items() if motive != "acute")


def test_motives_of_one_use_share_its_cited_contacts():
    """Two acute motives have half each, and what a practice has no motive for goes to the others."""
    one = a_listed_practice(motives=[{"id": "acute", "name": "Acute", "acute": True}])
    two = a_listed_practice(motives=[{"id": name, "name": name, "acute": True} for name in ("fever", "pain")])
    assert rates(two)["fever", "adult"] == pytest.approx(rates(one)["acute", "adult"] / 2)


def test_lists_are_counted_by_category():
    """In the order of the file."""
    assert np.array_equal(list_sizes(a_listed_practice()), [330, 510, 1560])
