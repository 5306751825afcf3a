"""A practice file with its includes as plain data, which remember where each part came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scheduler.consistency.fault import Fault, Location, value_at
from scheduler.files.includes import Includes
from scheduler.files.place import RowSource, TextSource
from scheduler.files.problems import BadInput, InputProblem, bad_file
from scheduler.files.rows import read_rows
from scheduler.files.schema_faults import schema_faults, strict
from scheduler.files.tables import read_table
from scheduler.files.text import read_text
from scheduler.files.yaml_text import Document, read_yaml

TABLES = (".csv", ".xlsx")
TEXTS = (".yaml", ".yml")


@dataclass
class Gathered:
    """The plain data of a practice, the sources of its included entries, and what could not be read.

    `lost`: sections that are not all there because an include could not be read.
    """

    path: Path
    document: Document
    data: dict[str, Any]
    sources: dict[tuple[str, int], TextSource | RowSource] = field(default_factory=dict)
    problems: list[InputProblem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def problem(self, fault: Fault) -> InputProblem:
        """A fault as a problem of the file that the wrong value came from."""
        source, within = self._source(fault.location)
        return InputProblem(source.place(within), value_at(self.data, fault.location), fault.reason_key, fault.facts)

    def _source(self, location: Location) -> tuple[TextSource | RowSource, Location]:
        if len(location) > 1 and isinstance(location[1], int):
            source = self.sources.get((str(location[0]), location[1]))
            if source is not None:
                return source, location[2:]
        return TextSource(self.path, self.document.lines), location

    def add(self, section: str, entries: list[Any], sources: Sequence[TextSource | RowSource]) -> None:
        """Adds the entries of an included file to a section."""
        there = self.data.setdefault(section, [])
        if not isinstance(there, list):
            return  # the schema says what is wrong with the section itself
        for entry, source in zip(entries, sources, strict=True):
            self.sources[section, len(there)] = source
            there.append(entry)


def gather(path: Path) -> Gathered:
    """Reads a practice file and its includes; `BadInput` if the practice file itself cannot be read."""
    document = read_yaml(read_text(path), path)
    if document.data is None:
        raise bad_file(path, "input-file-empty")
    if not isinstance(document.data, dict):
        raise bad_file(path, "input-not-sections")
    gathered = Gathered(path, document, document.data)
    for section, names in _includes(gathered).items():
        for name in names:
            _include(gathered, section, path.parent / name)
    return gathered


def _includes(gathered: Gathered) -> dict[str, tuple[str, ...]]:
    stated = gathered.data.get("include", {})
    try:
        includes = strict(Includes, stated)
    except ValidationError as error:
        for fault in schema_faults(error, stated, Includes):
            gathered.problems.append(gathered.problem(replace(fault, location=("include", *fault.location))))
        gathered.lost |= set(Includes.model_fields)
        includes = Includes()
    gathered.data.pop("include", None)
    return {section: files for section, files in includes if files}


def _include(gathered: Gathered, section: str, path: Path) -> None:
    try:
        if path.suffix.lower() in TABLES:
            _include_table(gathered, section, path)
        elif path.suffix.lower() in TEXTS:
            _include_text(gathered, section, path)
        else:
            raise bad_file(path, "input-unknown-file-type")
    except BadInput as error:
        gathered.problems += error.problems
        gathered.lost.add(section)


def _include_table(gathered: Gathered, section: str, path: Path) -> None:
    found = read_rows(read_table(path, section), section, path)
    gathered.add(section, found.entries, found.sources)
    if found.problems:
        raise BadInput(found.problems)


def _include_text(gathered: Gathered, section: str, path: Path) -> None:
    document = read_yaml(read_text(path), path)
    base: Location = (section,) if isinstance(document.data, dict) and list(document.data) == [section] else ()
    entries = value_at(document.data, base)
    if not isinstance(entries, list):
        raise bad_file(path, "input-not-a-list", section=section)
    sources = [TextSource(path, document.lines, (*base, number)) for number in range(len(entries))]
    gathered.add(section, entries, sources)
