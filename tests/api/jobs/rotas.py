"""Rotas to ask for: one that is quickly solved, one that nobody proves best in the time of a test."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from api.jobs.rota.question import RotaQuestion
from scheduler.practice import Practice
from tests.practices import a_doctor, a_practice, a_site, a_template

A_MONDAY, TODAY = date(2026, 12, 14), date(2026, 11, 2)
PEOPLE = 10
SPANS = (("08:00", "13:00"), ("13:30", "18:00"), ("18:00", "21:00"))


def a_hard_practice() -> Practice:
    """Ten people with odd contracts, too few for the cover asked for, and many wishes."""
    rng = Random(1)
    staff = [a_doctor(f"d{number}", contract=_contract(rng)) for number in range(PEOPLE)]
    wishes = [_wish(rng, day) for day in range(14, 32) for _ in range(3)]
    hours = {"mon-sat": "08:00-21:00"}
    cover = [_cover(begin, end) for begin, end in SPANS]
    templates = [
        a_template("morning", start="08:00", end="13:00", days="mon-sat"),
        a_template("afternoon", start="13:30", end="18:50", days="mon-sat"),
        a_template("evening", start="17:00", end="21:00", days="mon-sat"),
    ]
    sites = [a_site(hours=hours, rooms={"consulting": PEOPLE})]
    return a_practice(sites=sites, practitioners=staff, wishes=wishes, templates=templates, cover=cover)


def _contract(rng: Random) -> dict[str, Any]:
    return {"status": "salaried", "minutes_per_week": rng.randrange(1000, 2200, 5), "days_per_week": 4}


def _wish(rng: Random, day: int) -> dict[str, Any]:
    on = f"2026-12-{day}"
    who = f"d{rng.randrange(PEOPLE)}"
    return {"practitioner": who, "from": on, "to": on, "want": rng.choice(["off", "on"]), "weight": 3}


def _cover(begin: str, end: str) -> dict[str, Any]:
    who = {"sites": ["nation"], "days": "mon-sat", "professions": ["gp"]}
    return {**who, "from": begin, "to": end, "least": 3, "most": 4}


def a_question(practice: Practice | None = None, **stated: Any) -> dict[str, Any]:
    """One week of the small practice, in plain data as a rota job keeps it."""
    working = {
        "from": A_MONDAY,
        "weeks": 1,
        "seconds": 20.0,
        "agenda_seconds": 0.1,
        "workers": 1,
        "today": TODAY,
        "practice": practice or a_practice(),
    }
    return RotaQuestion.model_validate(working | stated).model_dump(mode="json", by_alias=True)


def a_long_question(**stated: Any) -> dict[str, Any]:
    """Two weeks whose search goes on for ten minutes, unless somebody stops it."""
    return a_question(a_hard_practice(), **{"weeks": 2, "seconds": 600.0, **stated})
