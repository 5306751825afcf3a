"""A small practice with working defaults, in memory and as a file: a test states only what matters.

Sections are written as in the practice file: plain dictionaries, lists, texts and numbers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from scheduler.practice import Practice

Section = dict[str, Any]


def a_site(id: str = "nation", **stated: Any) -> Section:  # noqa: A002
    """A site with three consulting rooms, open from Monday to Friday without acute windows."""
    working = {"name": id.title(), "rooms": {"consulting": 3}, "hours": {"mon-fri": "08:00-20:00"}}
    return {"id": id, **working, **stated}


def a_template(id: str = "morning", **stated: Any) -> Section:  # noqa: A002
    """A consulting session of GPs on weekday mornings, at all sites."""
    working = {
        "name": id.title(),
        "start": "09:00",
        "end": "13:00",
        "days": "mon-fri",
        "professions": ["gp"],
        "room": "consulting",
    }
    return {"id": id, **working, **stated}


def a_contract(**stated: Any) -> Section:
    """A salaried contract of 35 hours in five days."""
    return {"status": "salaried", "minutes_per_week": 2100, **stated}


def a_doctor(id: str = "ada", **stated: Any) -> Section:  # noqa: A002
    """A full-time GP at the first site."""
    return {"id": id, "name": id.title(), "profession": "gp", "contract": "full-time", "home_site": "nation", **stated}


def practice_data(**changes: Any) -> Section:
    """The sections of a valid practice file, with some replaced; a section given as None is left out."""
    working: Section = {
        "version": 1,
        "practice": {"id": "the-practice", "name": "The practice"},
        "sites": [a_site()],
        "templates": [a_template(), a_template("afternoon", start="14:00", end="18:00")],
        "contracts": {"full-time": a_contract()},
        "practitioners": [a_doctor("ada"), a_doctor("ben"), a_doctor("chloe")],
        "cover": [
            {"sites": ["nation"], "days": "mon-fri", "from": "09:00", "to": "13:00", "professions": ["gp"], "least": 1}
        ],
    }
    return {name: section for name, section in (working | changes).items() if section is not None}


def a_practice(**changes: Any) -> Practice:
    """A valid practice: one site, mornings and afternoons on weekdays, three full-time doctors."""
    return Practice.model_validate_json(json.dumps(practice_data(**changes), default=str))


def a_practice_file(folder: Path, **changes: Any) -> Path:
    """The same practice as `practice.yaml` in a folder; `include` and wrong sections may be stated too."""
    path = folder / "practice.yaml"
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(practice_data(**changes), file)
    return path
