"""The agenda problem: everything an agenda is judged on, as plain numbers.

Days are numbered from 0 (a Monday); times are minutes since midnight by the wall clock, on the 5-minute grid.
Sessions, items, people and sites are numbered by their position in the problem's tuples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from scheduler.rota.problem import RuleSetting


class BlockKind(StrEnum):
    """What a stretch of an agenda is for."""

    OPEN = "open"
    ACUTE = "acute"
    REVIEW = "review"
    TELE = "tele"
    VISIT = "visit"
    GROUP = "group"
    SUPERVISION = "supervision"
    DESK = "desk"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Item:
    """A block of fixed length that can be laid into a session; `motive` None where no patient is booked."""

    kind: BlockKind
    minutes: int
    motive: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch [begin, end) of one session in which the practitioner is present, in one part of the day.

    `fill` is what all time is that no item takes; `items` may be laid here. In an acute window (`window`) nothing is.
    """

    begin: int
    end: int
    fill: BlockKind = BlockKind.OPEN
    items: frozenset[int] = frozenset()
    window: bool = False

    def __post_init__(self) -> None:
        """Refuse items beside anything but open time."""
        if self.items and self.fill is not BlockKind.OPEN:
            raise ValueError(f"items are laid into open time only, not into {self.fill} time")

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class Session:
    """One practitioner's session: who, when, where, and its segments in order of time.

    `open_lengths`: the slots that bookings cut out of open time, in minutes. `template` is its id in the practice.
    """

    person: int
    day: int
    site: int
    segments: tuple[Segment, ...]
    template: str = ""
    open_lengths: tuple[int, ...] = (15, 20)

    @property
    def holds_open_time(self) -> bool:
        """Whether open time can be cut, so that a break can be laid."""
        return any(segment.fill is BlockKind.OPEN for segment in self.segments)

    @property
    def presences(self) -> list[tuple[int, int]]:
        """Stretches [begin, end) of presence without a pause."""
        found: list[tuple[int, int]] = []
        for segment in self.segments:
            if found and found[-1][1] == segment.begin:
                found[-1] = (found[-1][0], segment.end)
            else:
                found.append((segment.begin, segment.end))
        return found

    @property
    def begin(self) -> int:
        """When the first segment begins."""
        return self.segments[0].begin

    @property
    def end(self) -> int:
        """When the last segment ends."""
        return self.segments[-1].end


@dataclass(frozen=True, slots=True)
class Need:
    """How much time of a kind some sessions should hold together.

    A block of `kind` that begins in [begin, end) counts once for every `unit` whole minutes of it. Each one missing
    from `amount` costs `unit` times the weight of `rule`. `motive` None counts blocks of every motive. Laid blocks
    never go beyond `amount`, unless the need is for open time. `person`, `day`, `site`: whom it concerns.
    """

    rule: str
    kind: BlockKind
    sessions: frozenset[int]
    amount: int
    unit: int
    motive: str | None = None
    begin: int = 0
    end: int = 1440
    person: int | None = None
    day: int | None = None
    site: int | None = None

    def asks_for(self, kind: BlockKind, motive: str | None, begin: int) -> bool:
        """Whether a block of one of its sessions counts."""
        return kind is self.kind and self.begin <= begin < self.end and self.motive in (None, motive)


@dataclass(frozen=True, slots=True)
class Calls:
    """Acute patients call a site on one day at each of `times`; they can be seen in `sessions` until `last`."""

    site: int
    day: int
    times: tuple[int, ...]
    sessions: frozenset[int]
    last: int


@dataclass(frozen=True, slots=True)
class Share:
    """Blocks of a kind laid to begin in [begin, end) of some sessions: those beyond `most` cost."""

    rule: str
    kind: BlockKind
    sessions: frozenset[int]
    most: int
    begin: int = 0
    end: int = 1440
    person: int | None = None
    day: int | None = None
    site: int | None = None


@dataclass(frozen=True)
class AgendaProblem:
    """All that the agendas of `weeks` weeks from `first_day` (a Monday) are judged on.

    `soon`: minutes within which a caller should find an acute slot. `longest_run`: minutes of work in a row without a
    break. `soft` holds the settings of the soft rules: a rule that is absent costs nothing.
    """

    practice: str
    first_day: date
    weeks: int
    people: tuple[str, ...]
    sites: tuple[str, ...]
    items: tuple[Item, ...]
    sessions: tuple[Session, ...]
    needs: tuple[Need, ...] = ()
    calls: tuple[Calls, ...] = ()
    shares: tuple[Share, ...] = ()
    acute_minutes: int = 15
    soon: int = 60
    longest_run: int = 150
    soft: Mapping[str, RuleSetting] = field(default_factory=dict)

    def date_of(self, day: int) -> date:
        """The calendar date of a day number."""
        return self.first_day + timedelta(days=day)

    def segments(self) -> Iterator[tuple[int, int, Segment]]:
        """Every segment with the numbers of its session and of itself in it."""
        for number, session in enumerate(self.sessions):
            for place, segment in enumerate(session.segments):
                yield number, place, segment
