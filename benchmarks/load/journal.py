"""What clients were answered, line by line, and what must be true of the database if all of it was.

Times are seconds of the machine's steady clock, the same in all processes.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

CREATED, OK = 201, 200
BOOK, MOVE, CANCEL = "book", "move", "cancel"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an appointment was said to be: `starts` as the service wrote it, `taken` are minutes of the agenda."""

    practitioner: str
    starts: str
    minutes: int
    group: bool = False
    resources: tuple[str, ...] = ()

    @property
    def begin(self) -> datetime:
        """Its start."""
        return datetime.fromisoformat(self.starts)

    @property
    def end(self) -> datetime:
        """Its end."""
        return self.begin + timedelta(minutes=self.minutes)

    @property
    def holders(self) -> tuple[str, ...]:
        """Whose time it takes: nobody's for a place in a group, which has a number of them."""
        return () if self.group else (self.practitioner, *self.resources)


@dataclass(frozen=True, slots=True)
class Line:
    """One attempt and its answer. `sent`: when it was first sent, `heard`: when the answer that counts had come.

    `id`: of the hold or appointment that was made or changed; `rule`: the first rule that refused, or the problem.
    """

    client: str
    op: str
    sent: float
    heard: float
    status: int
    tries: int = 1
    id: str | None = None
    place: Place | None = None
    version: int | None = None
    rule: str | None = None

    @property
    def done(self) -> bool:
        """Whether the service said that it was done."""
        return self.status < 300


class Journal:
    """The lines of one process, in a file."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, line: Line) -> None:
        """Keep a line; what says nothing is left out."""
        told = {name: value for name, value in asdict(line).items() if value is not None}
        self._file.write(json.dumps(told, separators=(",", ":")) + "\n")


def read_journals(paths: Iterable[Path]) -> Iterator[Line]:
    """The lines of all journals."""
    for path in paths:
        with path.open(encoding="utf-8") as file:
            yield from map(_line, file)


def _line(text: str) -> Line:
    told: dict[str, Any] = json.loads(text)
    if place := told.get("place"):
        told["place"] = Place(**place | {"resources": tuple(place["resources"])})
    return Line(**told)


@dataclass(slots=True)
class Standing:
    """What the clients were told last of one appointment; `cancelled`: that it is."""

    place: Place
    version: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """A place that surely was a client's from `since` to `until`, by what it was told."""

    appointment: str
    place: Place
    since: float
    until: float


@dataclass
class Told:
    """All that the journals say: how the appointments stand, who had what when, and the answers counted."""

    standing: dict[str, Standing] = field(default_factory=dict)
    stays: list[Stay] = field(default_factory=list)
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    tries: int = 0
    _since: dict[str, float] = field(default_factory=dict)

    @property
    def attempts(self) -> int:
        """Every attempt that was answered for good."""
        return sum(self.answers.values())

    def count(self, op: str, *, done: bool) -> int:
        """How many attempts of a kind were done, or were not."""
        return sum(n for (name, status), n in self.answers.items() if name == op and (status < 300) is done)

    def hear(self, line: Line) -> None:
        """Take one line into account; those of one client must come in order."""
        self.answers[line.op, line.status] += 1
        self.tries += line.tries
        if line.rule:
            self.rules[line.rule] += 1
        if line.done and line.id and line.op in (BOOK, MOVE, CANCEL):
            self._changed(line, line.id)

    def _changed(self, line: Line, appointment: str) -> None:
        self._leave(line, appointment)
        if line.op == CANCEL:
            self.standing[appointment].cancelled = True
        elif line.place:
            self.standing[appointment] = Standing(line.place, line.version or 1)
            self._since[appointment] = line.heard

    def _leave(self, line: Line, appointment: str) -> None:
        since = self._since.pop(appointment, None)
        if since is not None and since < line.sent:
            self.stays.append(Stay(appointment, self.standing[appointment].place, since, line.sent))

    def close(self) -> None:
        """Let all that still stands stand for ever."""
        for appointment, since in self._since.items():
            self.stays.append(Stay(appointment, self.standing[appointment].place, since, float("inf")))
        self._since.clear()


def told_by(lines: Iterable[Line]) -> Told:
    """All that some journals say."""
    told = Told()
    for line in lines:
        told.hear(line)
    told.close()
    return told


def double_stays(stays: Iterable[Stay]) -> Iterator[tuple[Stay, Stay]]:
    """Pairs of clients that surely had the same time of the same holder at the same moment.

    It finds double bookings that were cancelled before the end, of which the database shows nothing.
    """
    for same in _by_start(stays).values():
        alive: list[Stay] = []
        for stay in sorted(same, key=lambda one: one.since):
            alive = [one for one in alive if one.until > stay.since]
            yield from ((one, stay) for one in alive if _overlap(one, stay))
            alive.append(stay)


def _by_start(stays: Iterable[Stay]) -> Mapping[tuple[str, str], list[Stay]]:
    """The stays by holder and date: the dates are those of the same clocks."""
    found: defaultdict[tuple[str, str], list[Stay]] = defaultdict(list)
    for stay in stays:
        for holder in stay.place.holders:
            found[holder, stay.place.starts[:10]].append(stay)
    return found


def _overlap(one: Stay, other: Stay) -> bool:
    return (
        one.appointment != other.appointment and one.place.begin < other.place.end and other.place.begin < one.place.end
    )
