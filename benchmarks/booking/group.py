"""A group by rule: sites with as many doctors each, everyone's sessions, and how each session is cut into blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scheduler.practice import Practice

PRACTICE = "large-group"
ALL_DAYS = "mon-fri"
CATEGORIES = ("adult", "chronic")
PLANNED, ACUTE, REVIEW, TELE = "follow-up", "acute", "annual-review", "tele"
LENGTHS = {
    (ACUTE, None): 15,
    (PLANNED, None): 20,
    (PLANNED, "chronic"): 25,
    (REVIEW, None): 40,
    (TELE, None): 10,
}
"""The minutes of each motive, for one category or for all."""

CUTS: dict[str, tuple[str, str, tuple[tuple[str, int], ...]]] = {
    "early": (
        "07:00",
        "12:00",
        (("acute", 60), ("open", 80), ("acute", 30), ("open", 40), ("break", 10), ("review", 40), ("open", 40)),
    ),
    "morning": (
        "08:00",
        "12:00",
        (("open", 80), ("acute", 30), ("open", 40), ("break", 10), ("review", 40), ("open", 40)),
    ),
    "afternoon": (
        "14:00",
        "18:00",
        (("open", 60), ("acute", 45), ("break", 10), ("open", 65), ("tele", 20), ("review", 40)),
    ),
    "evening": (
        "15:00",
        "20:00",
        (("open", 80), ("review", 40), ("break", 10), ("open", 60), ("acute", 30), ("open", 60), ("tele", 20)),
    ),
    "late": ("18:00", "21:00", (("open", 60), ("acute", 30), ("open", 20), ("tele", 10), ("acute", 60))),
}
"""Every session: its begin and end, and its blocks in order, in minutes."""

PATTERNS = (("early", "afternoon"), ("morning", "afternoon"), ("morning", "evening"), ("afternoon", "late"))
"""The sessions of a day, by turns."""

ROOM = "consulting"
MINUTES_A_DAY = 360
"""What each doctor should see of patients on a day, so that a rota of the group is no trivial matter."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the group is and for how many weeks its agenda is laid out."""

    sites: int = 5
    doctors: int = 12
    weeks: int = 52

    @property
    def people(self) -> int:
        """All doctors."""
        return self.sites * self.doctors


YEAR = Size()
"""Sixty doctors at five sites, for a year."""


def site_name(number: int) -> str:
    """The id of a site, numbered from 0."""
    return f"site-{number + 1}"


def doctor_name(number: int) -> str:
    """The id of a doctor, numbered from 0."""
    return f"gp-{number + 1:02d}"


def home_of(doctor: int, size: Size) -> int:
    """The number of the site at which a doctor works."""
    return doctor // size.doctors


def document(size: Size) -> dict[str, Any]:
    """The practice file of the group."""
    return {
        "version": 1,
        "practice": {"id": PRACTICE, "name": "Large group"},
        "sites": [_site(number, size) for number in range(size.sites)],
        "templates": [_template(name) for name in CUTS],
        "contracts": {"full": {"status": "salaried", "minutes_per_week": 2100}},
        "practitioners": [_doctor(number, size) for number in range(size.people)],
        "categories": [{"id": "chronic", "name": "Chronic", "conditions": 1}, {"id": "adult", "name": "Adult"}],
        "motives": _MOTIVES,
        "lengths": list(_lengths()),
        "cover": [{"days": ALL_DAYS, "from": "07:00", "to": "21:00", "professions": ["gp"], "least": 1}],
        "demand": [_demand(number, half, size) for number in range(size.sites) for half in ("morning", "afternoon")],
        "booking": {
            "motives": [{"motive": motive, "several": True} for motive in (PLANNED, ACUTE, TELE)],
            "horizon_days": 400,
        },
    }


def practice_of(size: Size) -> Practice:
    """The group as a practice."""
    return Practice.model_validate(document(size))


_MOTIVES: list[dict[str, Any]] = [
    {"id": ACUTE, "name": "Acute problem", "acute": True, "within_days": 0},
    {"id": PLANNED, "name": "Consultation", "within_days": 7},
    {"id": REVIEW, "name": "Annual review", "review": True, "within_days": 60},
    {"id": TELE, "name": "Teleconsultation", "acute": True, "channel": "tele", "within_days": 0},
]


def _lengths() -> Iterator[dict[str, Any]]:
    for (motive, category), minutes in LENGTHS.items():
        yield {"motive": motive, "minutes": minutes} | ({"category": category} if category else {})


def _site(number: int, size: Size) -> dict[str, Any]:
    name = site_name(number)
    return {"id": name, "name": name, "rooms": {ROOM: size.doctors}, "hours": {ALL_DAYS: "07:00-21:00"}}


def _demand(site: int, half_day: str, size: Size) -> dict[str, Any]:
    minutes = size.doctors * MINUTES_A_DAY // 2
    return {"site": site_name(site), "days": ALL_DAYS, "half_day": half_day, "minutes": minutes}


def _template(name: str) -> dict[str, Any]:
    begin, end, _ = CUTS[name]
    return {
        "id": name,
        "name": name,
        "start": begin,
        "end": end,
        "days": ALL_DAYS,
        "professions": ["gp"],
        "room": ROOM,
    }


def _doctor(number: int, size: Size) -> dict[str, Any]:
    name = doctor_name(number)
    home = site_name(home_of(number, size))
    return {"id": name, "name": name, "profession": "gp", "contract": "full", "home_site": home}
