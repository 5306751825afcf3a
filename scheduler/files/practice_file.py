"""Reading a practice file: the gate through which every practice comes in."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scheduler.consistency import Fault, loose_faults, whole_faults
from scheduler.consistency.fault import listed
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
        raise BadInput(_in_order(problems))
    return practice


def _in_order(problems: list[InputProblem]) -> list[InputProblem]:
    """File by file, each from top to bottom."""
    files = list(dict.fromkeys(problem.file for problem in problems))
    return sorted(problems, key=lambda problem: (files.index(problem.file), problem.place.position))


def judge(data: dict[str, Any], lost: Set[str] = frozenset()) -> tuple[Practice | None, list[Fault]]:
    """The practice in plain data, None if the schema refuses it, and every fault.

    `lost`: sections that are not all there.
    """
    if type(data.get("version")) is not int or data["version"] != SCHEMA_VERSION:
        return None, [Fault(("version",), "input-version", {"version": str(SCHEMA_VERSION)})]
    loose = loose_faults(data, lost)
    shaky = {fault.section for fault in loose} | set(lost)
    try:
        practice = strict(Practice, data)
    except ValidationError as error:
        refused = [fault for fault in schema_faults(error, data) if fault.location not in {(name,) for name in lost}]
        return None, refused + loose + _faults_of_rest(data, refused, shaky)
    return practice, loose + whole_faults(practice, shaky)


def _faults_of_rest(data: dict[str, Any], refused: list[Fault], shaky: Set[str]) -> list[Fault]:
    """Faults of what is left without the refused parts, so that they are not found only the next time."""
    rest, kept = _without(data, refused)
    try:
        practice = strict(Practice, rest)
    except ValidationError:
        return []
    found = whole_faults(practice, {fault.section for fault in refused} | shaky)
    return [Fault(_moved_back(fault.location, kept), fault.reason_key, fault.facts) for fault in found]


_STAND_INS: dict[str, Any] = {"practice": {"id": "unnamed", "name": "unnamed"}}


def _without(data: dict[str, Any], refused: list[Fault]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """The data without the refused entries or sections, and the old positions of the entries kept in each list."""
    wrong = {fault.location[:2] for fault in refused} | {fault.location[:1] for fault in refused if len(fault.location) == 1}
    rest: dict[str, Any] = {}
    kept: dict[str, list[int]] = {}
    for section, content in data.items():
        if (section,) in wrong:
            continue
        if isinstance(content, list):
            kept[section] = [position for position in range(len(content)) if (section, position) not in wrong]
            rest[section] = [content[position] for position in kept[section]]
        elif section in _WHOLE_SECTIONS and any(place[0] == section for place in wrong):
            continue
        else:
            rest[section] = {name: part for name, part in content.items() if (section, name) not in wrong} if isinstance(content, dict) else content
    return _STAND_INS | rest, kept
