"""How often patients come: contacts of a patient and year by motive and category, as stated or as cited."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.history.figures import Figures
from scheduler.motives import Motive, Use
from scheduler.patients import Category
from scheduler.practice import Practice
from scheduler.presets.consultations import consultation_presets

Rates = NDArray[np.float64]
OLD = 70
GROWN_UP = 18


def contact_rates(practice: Practice, motives: Sequence[Motive], figures: Figures) -> Rates:
    """Contacts of a patient and year [motive, category].

    As the practice states them; where it states none at all the presets hold, shared alike among the motives of a use
    of time, without groups.
    """
    if practice.contacts:
        return np.array([_stated(practice, motive) for motive in motives])
    uses = [motive.use for motive in motives]
    cited = _cited(practice, set(uses), figures)
    nothing = np.zeros(len(practice.categories))
    return np.array([cited.get(use, nothing) / uses.count(use) for use in uses])


def list_sizes(practice: Practice) -> NDArray[np.float64]:
    """Patients on the lists by category."""
    sizes = {category.id: 0 for category in practice.categories}
    for entry in practice.lists:
        sizes[entry.category] += entry.patients
    return np.array(list(sizes.values()), dtype=float)


def _stated(practice: Practice, motive: Motive) -> Rates:
    lines = {entry.category: entry.per_year for entry in practice.contacts if entry.motive == motive.id}
    return np.array([lines.get(category.id, lines.get(None, 0.0)) for category in practice.categories])


def _cited(practice: Practice, uses: set[Use], figures: Figures) -> dict[Use, Rates]:
    contacts = consultation_presets().contacts
    often, acute_often = _how_often(practice)
    acute = contacts.consultations.value * contacts.acute_share.value * acute_often
    tele = acute * (contacts.tele_share_of_acute.value if Use.TELE in uses else 0.0)
    reviews = contacts.reviews.value * np.ones_like(often) if Use.REVIEW in uses else np.zeros_like(often)
    rest = contacts.consultations.value * (1 - contacts.acute_share.value) * often - reviews
    planned = np.maximum(rest, 0.0)
    old = np.array([_is_old(category) for category in practice.categories], dtype=float)
    visits = planned * old * (figures.people.visit_share_of_old.value if Use.VISIT in uses else 0.0)
    return {
        Use.ACUTE: acute - tele,
        Use.TELE: tele,
        Use.REVIEW: reviews,
        Use.PLANNED: planned - visits,
        Use.VISIT: visits,
    }


def _how_often(practice: Practice) -> tuple[Rates, Rates]:
    """How often each category comes, and comes for acute problems, beside the mean of all lists."""
    contacts = consultation_presets().contacts
    asks = any(category.conditions for category in practice.categories)
    often = np.array([_factor(category, asks=asks) for category in practice.categories])
    child = [contacts.acute_child_factor.value if _is_child(one) else 1.0 for one in practice.categories]
    return _balanced(often, practice), _balanced(often * np.array(child), practice)


def _factor(category: Category, *, asks: bool) -> float:
    contacts = consultation_presets().contacts
    ill = contacts.two_conditions_factor.value if category.conditions else contacts.others_factor.value if asks else 1.0
    return max(ill, contacts.over_75_factor.value) if _is_old(category) else ill


def _balanced(factors: Rates, practice: Practice) -> Rates:
    sizes = list_sizes(practice)
    balanced: Rates = factors * sizes.sum() / float(sizes @ factors)
    return balanced


def _is_old(category: Category) -> bool:
    return category.ages is not None and category.ages[0] >= OLD


def _is_child(category: Category) -> bool:
    return category.ages is not None and category.ages[1] < GROWN_UP
