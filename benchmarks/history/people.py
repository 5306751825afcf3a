"""The patients of the lists: each with a pseudonym, a category, an own doctor and how often she or he comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.history.figures import People
from scheduler.patients import Category, Sex
from scheduler.practice import Practice

OLDEST = 100
MOST_CONDITIONS = 15
DRAWS = 60
"""How often ages and conditions are drawn again until no earlier category of the file fits them."""

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Patients:
    """One entry a patient: positions of own doctor, site and category in the practice file, and the rest drawn.

    `frailty` has mean 1; `number` is the pseudonym's; `anniversary` in days is when the annual review falls due.
    """

    own_doctor: Whole
    site: Whole
    category: Whole
    age: Whole
    women: NDArray[np.bool_]
    conditions: Whole
    frailty: NDArray[np.float64]
    anniversary: NDArray[np.float64]
    number: Whole

    def __len__(self) -> int:
        return len(self.number)


def draw_patients(practice: Practice, figures: People, rng: np.random.Generator) -> Patients:
    """Every patient of the lists; their order tells nothing of their pseudonyms."""
    doctor, site, category = _listed(practice)
    count = len(category)
    age, conditions, women = np.zeros(count, dtype=int), np.zeros(count, dtype=int), np.zeros(count, dtype=bool)
    for number in range(len(practice.categories)):
        of = np.flatnonzero(category == number)
        age[of], conditions[of], women[of] = _bodies(practice.categories, number, len(of), figures, rng)
    shape = figures.frailty.value
    frailty = rng.gamma(shape, 1 / shape, count)
    anniversary = rng.uniform(0, 365.25, count)
    return Patients(doctor, site, category, age, women, conditions, frailty, anniversary, rng.permutation(count))


def _listed(practice: Practice) -> tuple[Whole, Whole, Whole]:
    doctors = {one.id: number for number, one in enumerate(practice.practitioners)}
    sites = {site.id: number for number, site in enumerate(practice.sites)}
    categories = {category.id: number for number, category in enumerate(practice.categories)}
    home = np.array([sites[one.home_site] for one in practice.practitioners])
    sizes = [entry.patients for entry in practice.lists]
    doctor = np.repeat([doctors[entry.practitioner] for entry in practice.lists], sizes)
    return doctor, home[doctor], np.repeat([categories[entry.category] for entry in practice.lists], sizes)


def _bodies(categories: tuple[Category, ...], number: int, count: int, figures: People, rng: Any) -> tuple[Any, ...]:
    """Ages, conditions and sexes of one category, drawn again where an earlier category of the file fits better."""
    age, conditions, women = _drawn(categories[number], count, figures, rng)
    for _ in range(DRAWS):
        wrong = np.flatnonzero(_first_fit(categories, age, conditions, women) != number)
        if not len(wrong):
            break
        age[wrong], conditions[wrong], women[wrong] = _drawn(categories[number], len(wrong), figures, rng)
    return age, conditions, women


def _drawn(category: Category, count: int, figures: People, rng: np.random.Generator) -> tuple[Any, ...]:
    shares = _age_shares(figures)
    low, high = category.ages or (0, OLDEST)
    ages = np.arange(min(low, OLDEST), min(high, OLDEST) + 1)
    within = shares[ages]
    age = rng.choice(ages, count, p=within / within.sum())
    more = rng.geometric(1 - figures.next_condition.value, count) - 1
    conditions = np.minimum((category.conditions or 0) + more, MOST_CONDITIONS)
    women = rng.random(count) < figures.women.value
    return age, conditions, women if category.sex is None else np.full(count, category.sex is Sex.F)


def _age_shares(figures: People) -> NDArray[np.float64]:
    """The share of each year of age: level in the first two groups, falling to nothing at 100 in the last."""
    falling = np.arange(OLDEST + 1 - 65, 0, -1, dtype=float)
    return np.concatenate(
        [
            np.full(20, figures.under_20.value / 20),
            np.full(45, figures.under_65.value / 45),
            figures.over_65.value * falling / falling.sum(),
        ]
    )


def _first_fit(categories: tuple[Category, ...], age: Whole, conditions: Whole, women: NDArray[np.bool_]) -> Whole:
    fits = np.array([_fits(category, age, conditions, women) for category in categories])
    first: Whole = fits.argmax(axis=0)
    return first


def _fits(category: Category, age: Whole, conditions: Whole, women: NDArray[np.bool_]) -> NDArray[np.bool_]:
    low, high = category.ages or (0, OLDEST)
    of_age = (age >= low) & (age <= high)
    ill: NDArray[np.bool_] = conditions >= (category.conditions or 0)
    return of_age & ill & (np.ones_like(women) if category.sex is None else women == (category.sex is Sex.F))
