"""Lines and fields of an instance file, with a note of every fault met on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from benchmarks.instances.rostering.faults import Fault

Item = TypeVar("Item")

HORIZON = "SECTION_HORIZON"
SHIFTS = "SECTION_SHIFTS"
STAFF = "SECTION_STAFF"
DAYS_OFF = "SECTION_DAYS_OFF"
ON_REQUESTS = "SECTION_SHIFT_ON_REQUESTS"
OFF_REQUESTS = "SECTION_SHIFT_OFF_REQUESTS"
COVER = "SECTION_COVER"
SECTIONS = (HORIZON, SHIFTS, STAFF, DAYS_OFF, ON_REQUESTS, OFF_REQUESTS, COVER)
# A file without a request or a day off has nothing to say in the other three.
NEEDED = (HORIZON, SHIFTS, STAFF, COVER)

# Keeps sums of weights far inside the solver's 64 bits.
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line with content: its number from 1, and its comma-separated fields."""

    number: int
    fields: tuple[str, ...]


class LineError(Exception):
    """A line cannot be used; its fault is already noted."""


@dataclass
class Pages:
    """The sections of one file, and the faults found so far."""

    file: str
    sections: dict[str, list[Line]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def note(self, line: int | None, sentence: str) -> None:
        """Note a fault and read on."""
        self.faults.append(Fault(self.file, line, sentence))

    def refuse(self, line: Line, sentence: str) -> LineError:
        """Note a fault that makes the line useless; the caller raises what is returned."""
        self.note(line.number, sentence)
        return LineError(sentence)

    def lines(self, section: str) -> list[Line]:
        """The lines of a section; none if it is absent."""
        return self.sections.get(section, [])

    def each(self, section: str, read: Callable[[Line], Item]) -> list[Item]:
        """What `read` makes of each line of the section, without the lines that it refuses."""
        return [item for line in self.lines(section) for item in _readable(read, line)]

    def fields(self, line: Line, *counts: int) -> tuple[str, ...]:
        """The fields of the line; raises `LineError` unless there are as many as one of `counts`."""
        if len(line.fields) not in counts:
            wanted = " or ".join(str(count) for count in counts)
            raise self.refuse(line, f"{','.join(line.fields)!r} has {len(line.fields)} fields, not {wanted}")
        return line.fields

    def name(self, line: Line, text: str, what: str) -> str:
        """A name that is not empty; raises `LineError`."""
        if not text:
            raise self.refuse(line, f"'' is no name of {what}")
        return text

    def known(self, line: Line, text: str, names: Iterable[str], what: str) -> str:
        """A name that the file declares; raises `LineError`."""
        if text not in names:
            raise self.refuse(line, f"{text!r} is not {what} of this file")
        return text

    def whole(self, line: Line, text: str, what: str, *, least: int = 0, most: int = LARGEST) -> int:
        """A whole number from `least` to `most`; raises `LineError`."""
        # int() would also take signs, underscores and the digits of other scripts.
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
        if not least <= number <= most:
            raise self.refuse(line, f"{text!r} is not a whole number from {least} to {most} ({what})")
        return number


def _readable(read: Callable[[Line], Item], line: Line) -> list[Item]:
    try:
        return [read(line)]
    except LineError:
        return []


def pages_of(file: str, text: str) -> Pages:
    """The sections of a file's text; notes unknown, repeated and missing sections and lines outside any."""
    pages = Pages(file)
    section: str | None = None
    for number, raw in enumerate(text.splitlines(), start=1):
        content = raw.strip()
        if not content or content.startswith("#"):
            continue
        if content.startswith("SECTION_"):
            section = content
            _open(pages, section, number)
        elif section is None:
            pages.note(number, f"{content!r} stands before the first section")
        else:
            fields = tuple(part.strip() for part in content.split(","))
            pages.sections[section].append(Line(number, fields))
    _ask_for_missing(pages)
    return pages


def _open(pages: Pages, section: str, number: int) -> None:
    if section not in SECTIONS:
        pages.note(number, f"{section!r} is not a section of the format")
    elif section in pages.sections:
        pages.note(number, f"{section!r} appears a second time")
    pages.sections.setdefault(section, [])


def _ask_for_missing(pages: Pages) -> None:
    for section in NEEDED:
        if section not in pages.sections:
            pages.note(None, f"{section!r} is missing")
        elif not pages.lines(section):
            pages.note(None, f"{section!r} is empty")
