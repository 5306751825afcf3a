"""Reading a practice file: the gate through which every practice comes in."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scheduler.consistency import Fault, loose_faults, whole_faults
from scheduler.consistency.fault import Location
from scheduler.files.gather import gather
from scheduler.files.problems import BadInput, InputProblem
from scheduler.files.schema_faults import schema_faults, strict
from scheduler.practice import SCHEMA_VERSION, Practice


def read_practice(path: Path) -> Practice:
    """The practice of a file and its includes, judged as a whole; `BadInput` with every problem found."""
    gathered = gather(path)
    practice, faults = judge(gathered.data, gathered.lost)
    problems = gathered.problems + [gathered.problem(fault) for fault in faults]
    if problems or practice is None:
        raise BadInput(_in_order(problems, str(path)))
    return practice


def _in_order(problems: list[InputProblem], main: str) -> list[InputProblem]:
    """File by file, the practice file first, each from top to bottom."""
    files = list(dict.fromkeys([main, *(problem.file for problem in problems)]))
    return sorted(problems, key=lambda problem: (files.index(problem.file), problem.place.position))


def judge(data: dict[str, Any], lost: Set[str] = frozenset()) -> tuple[Practice | None, list[Fault]]:
    """The practice in plain data, None if the schema refuses it, and every fault.

    `lost`: sections that are not all there.
    """
    if type(data.get("version")) is not int or data["version"] != SCHEMA_VERSION:
        return None, [Fault(("version",), "input-version", {"version": str(SCHEMA_VERSION)})]
    try:
        practice = strict(Practice, data)
    except ValidationError as error:
        # A section that an include failed to fill may well be missing.
        refused = [fault for fault in schema_faults(error, data) if fault.location not in {(name,) for name in lost}]
        return None, refused + _faults_beside(data, refused, lost)
    loose = loose_faults(data, lost)
    return practice, loose + whole_faults(practice, {fault.section for fault in loose} | lost)


def _faults_beside(data: dict[str, Any], refused: list[Fault], lost: Set[str]) -> list[Fault]:
    """Faults that the schema does not see, found beside those it does, not only the next time."""
    formless = {fault.section for fault in refused if len(fault.location) == 1}
    loose = loose_faults(data, lost | formless)
    shaky = {fault.section for fault in refused + loose} | lost
    return loose + _faults_of_rest(data, refused, shaky)


def _faults_of_rest(data: dict[str, Any], refused: list[Fault], shaky: Set[str]) -> list[Fault]:
    """Faults of what is left without the refused parts."""
    rest, kept = _without(data, refused)
    stood_in = {section: part for section, part in _STAND_IN.items() if not rest.get(section)}
    try:
        practice = strict(Practice, rest | stood_in)
    except ValidationError:
        return []
    found = [fault for fault in whole_faults(practice, shaky) if fault.section not in stood_in]
    return [Fault(_moved_back(fault.location, kept), fault.reason_key, fault.facts) for fault in found]


# Sections that are one part each: a wrong field spoils the whole of it.
_SINGLE = {"practice", "holidays", "acute_windows", "prices", "agenda"}
# In place of sections that no practice can do without, where nothing of them is left: the rest is judged all the same.
_STAND_IN: dict[str, Any] = {
    "practice": {"id": "unnamed", "name": "unnamed"},
    "sites": [{"id": "unnamed", "name": "unnamed", "hours": {"mon-sun": "00:00-24:00"}}],
    "templates": [
        {
            "id": "unnamed",
            "name": "unnamed",
            "start": "09:00",
            "end": "12:00",
            "days": "mon-sun",
            "professions": ["gp"],
        }
    ],
    "practitioners": [
        {
            "id": "unnamed",
            "name": "unnamed",
            "profession": "gp",
            "contract": {"status": "salaried", "minutes_per_week": 2100},
            "home_site": "unnamed",
        }
    ],
}


def _without(data: dict[str, Any], refused: list[Fault]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """The data without the refused parts, and the old positions of the entries kept in each list."""
    wrong = {fault.location[:1] if fault.section in _SINGLE else fault.location[:2] for fault in refused}
    kept = {
        section: [position for position in range(len(content)) if (section, position) not in wrong]
        for section, content in data.items()
        if isinstance(content, list)
    }
    rest = {section: _right(section, content, wrong) for section, content in data.items() if (section,) not in wrong}
    return rest, kept


def _right(section: str, content: Any, wrong: Set[Location]) -> Any:
    if isinstance(content, list):
        return [entry for position, entry in enumerate(content) if (section, position) not in wrong]
    if isinstance(content, dict):
        return {name: entry for name, entry in content.items() if (section, name) not in wrong}
    return content


def _moved_back(location: Location, kept: dict[str, list[int]]) -> Location:
    if len(location) > 1 and isinstance(location[1], int):
        return (location[0], kept[str(location[0])][location[1]], *location[2:])
    return location
