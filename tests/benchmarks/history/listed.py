"""A small practice with patients on lists, and its history: a test states only what matters."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import polars as pl

from benchmarks.history.generate import Synthetic, World, draw_world, generate
from scheduler.practice import Practice
from tests.practices import Section, a_doctor, a_practice, a_site, a_template

FIRST_DAY = date(2026, 1, 5)
CATEGORIES = [
    {"id": "child", "name": "Children", "ages": "0-17"},
    {"id": "chronic", "name": "Long-term conditions", "ages": "18-", "conditions": 1},
    {"id": "adult", "name": "Adults", "ages": "18-"},
]


def listed(**changes: Any) -> Section:
    """Three doctors with 800 patients each, open from Monday to Saturday and on public holidays."""
    working: Section = {
        "sites": [a_site(hours={"mon-fri": "08:00-19:00", "sat, holiday": "09:00-13:00"})],
        "templates": [
            a_template("morning", start="08:00", end="12:00"),
            a_template("afternoon", start="14:00", end="19:00"),
            a_template("saturday", start="09:00", end="13:00", days="sat, holiday"),
        ],
        "practitioners": [a_doctor("ada"), a_doctor("ben"), a_doctor("chloe")],
        "categories": CATEGORIES,
        "lists": [
            {"practitioner": doctor, "category": category, "patients": patients}
            for doctor in ("ada", "ben", "chloe")
            for category, patients in (("child", 110), ("chronic", 170), ("adult", 520))
        ],
    }
    return working | changes


def a_listed_practice(**changes: Any) -> Practice:
    """The practice, with some sections replaced."""
    return a_practice(**listed(**changes))


def a_history(months: int = 1, seed: int = 1, **changes: Any) -> Synthetic:
    """Its history over so many months."""
    return generate(a_listed_practice(**changes), FIRST_DAY, months, np.random.default_rng(seed))


def a_world(months: int = 1, seed: int = 1, **changes: Any) -> World:
    """What its history is drawn from, before anything is booked."""
    return draw_world(a_listed_practice(**changes), FIRST_DAY, months, np.random.default_rng(seed))


@cache
def two_years() -> Synthetic:
    """Two years of the practice, drawn once for all tests."""
    return a_history(24)


def attended() -> pl.DataFrame:
    """The appointments of the two years to which the patient came."""
    return two_years().frame.filter(pl.col("status") == "attended")
