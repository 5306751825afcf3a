"""YAML 1.2 as plain data, with the line of every value.

Dates and clock times stay text, as in JSON: the schema reads them. Numbers are read only where YAML 1.2 and everyone
who writes one agree that it is a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML, MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from scheduler.consistency.fault import Location
from scheduler.files.place import field_text
from scheduler.files.problems import BadInput, InputProblem, Place, bad_file
from scheduler.files.text import is_encodable

DEEPEST = 30
MOST_VALUES = 1_000_000
_TAG = "tag:yaml.org,2002:"
_WHOLE = re.compile(r"[-+]?\d{1,15}")
_DECIMAL = re.compile(r"[-+]?\d{1,15}\.\d{0,15}")
_PLAIN_TAGS = {"str", "null", "bool", "int", "float", "timestamp"}


@dataclass
class Document:
    """Plain data (mappings, lists, texts, numbers, true, false, None) and the line of each place in it."""

    data: Any = None
    lines: dict[Location, int] = field(default_factory=dict)


def read_yaml(text: str, path: Path) -> Document:
    """The data of a YAML text; `BadInput` with all keys given twice, or with the first place that is not YAML."""
    reading = _Reading(path)
    document = Document()
    try:
        node = YAML(typ="safe", pure=True).compose(text)
        document.data = reading.value(node, (), document.lines)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise bad_file(path, "input-not-yaml", mark.line + 1 if mark else None) from None
    except YAMLError:
        raise bad_file(path, "input-not-yaml") from None
    except RecursionError:
        raise bad_file(path, "input-too-deep") from None
    if reading.problems:
        raise BadInput(reading.problems)
    return document


class _Reading:
    """One reading of one text, with what was wrong on the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[InputProblem] = []
        self.values = 0

    def value(self, node: Node | None, location: Location, lines: dict[Location, int]) -> Any:
        if node is None:
            return None
        self._count(location)
        lines[location] = node.start_mark.line + 1
        if isinstance(node, MappingNode):
            return self._mapping(node, location, lines)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*location, number), lines) for number, item in enumerate(node.value)]
        return self._scalar(node, location) if isinstance(node, ScalarNode) else None

    def _count(self, location: Location) -> None:
        # Repeated and recursive anchors can make a short text endless.
        self.values += 1
        if len(location) > DEEPEST or self.values > MOST_VALUES:
            raise bad_file(self.path, "input-too-deep")

    def _mapping(self, node: MappingNode, location: Location, lines: dict[Location, int]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else None
            if name is None:
                self._wrong(key, location, "input-not-a-name")
            elif name in found:
                self._wrong(key, (*location, name), "input-key-twice", name=name)
            else:
                found[name] = self.value(value, (*location, name), lines)
                lines[(*location, name)] = key.start_mark.line + 1
        return found

    def _scalar(self, node: ScalarNode, location: Location) -> Any:
        kind = str(node.tag).removeprefix(_TAG)
        if kind not in _PLAIN_TAGS or not is_encodable(node.value):
            self._wrong(node, location, "input-not-plain")
            return None
        return _plain(kind, node.value)

    def _wrong(self, node: Node, location: Location, reason_key: str, **facts: str | int) -> None:
        place = Place(str(self.path), field_text(location), node.start_mark.line + 1)
        value = node.value if isinstance(node, ScalarNode) and is_encodable(node.value) else None
        self.problems.append(InputProblem(place, value, reason_key, facts))


def _plain(kind: str, text: str) -> Any:
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in ("true", "yes", "on", "y")
    if kind == "int" and _WHOLE.fullmatch(text):
        return int(text)
    if kind == "float" and _DECIMAL.fullmatch(text):
        return float(text)
    return text
