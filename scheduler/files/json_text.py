"""JSON as plain data: no key twice, nothing that is not a number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scheduler.files.problems import BadInput, InputProblem, Place, bad_file
from scheduler.files.text import is_encodable


def read_json(text: str, path: Path) -> dict[str, Any]:
    """The object in a JSON text; `BadInput` if there is none."""
    reading = _Reading(path)
    try:
        data = json.loads(text, object_pairs_hook=reading.pairs, parse_constant=reading.constant)
    except json.JSONDecodeError as error:
        raise bad_file(path, "input-not-json", error.lineno) from None
    except (RecursionError, ValueError):  # ValueError: a number of more digits than Python reads
        raise bad_file(path, "input-too-deep") from None
    if reading.problems:
        raise BadInput(reading.problems)
    if not isinstance(data, dict):
        raise bad_file(path, "input-not-sections")
    if not is_encodable(json.dumps(data, ensure_ascii=False)):
        raise bad_file(path, "input-not-plain")
    return data


class _Reading:
    """One reading of one text, with what was wrong on the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[InputProblem] = []

    def pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in pairs:
            if name in found:
                self._wrong(name, "input-key-twice")
            found[name] = value
        return found

    def constant(self, name: str) -> None:
        self._wrong(name, "input-number")

    def _wrong(self, name: str, reason_key: str) -> None:
        self.problems.append(InputProblem(Place(str(self.path), name), name, reason_key, {"name": name}))
