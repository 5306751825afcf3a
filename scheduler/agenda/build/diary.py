"""The sessions of a period by who, where and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from scheduler.agenda.build.expectation import Expectations, ExpectedAcute
from scheduler.agenda.build.parts import minutes_in, part_bounds
from scheduler.agenda.problem import BlockKind, Item, Need, Session
from scheduler.calendar import DAYS_IN_WEEK
from scheduler.learned import DayPart
from scheduler.motives import Use
from scheduler.practice import Practice
from scheduler.staff import Profession


@dataclass(frozen=True, slots=True)
class Asked:
    """A need and the item that is laid for it, None for open time."""

    need: Need
    item: Item | None = None


@dataclass(frozen=True)
class Diary:
    """The sessions that get an agenda, with what the period is expected to bring."""

    expectations: Expectations
    sessions: tuple[Session, ...]

    @property
    def practice(self) -> Practice:
        """The practice."""
        return self.expectations.practice

    @property
    def weeks(self) -> range:
        """The weeks of the period by number."""
        return range(self.expectations.rota.weeks)

    @cached_property
    def acute_minutes(self) -> int:
        """The slot of an acute problem."""
        return self.expectations.acute_minutes()

    @cached_property
    def expected(self) -> tuple[ExpectedAcute, ...]:
        """Acute patients expected by site and day."""
        return tuple(self.expectations.acute())

    @cached_property
    def on(self) -> Mapping[tuple[int, int], frozenset[int]]:
        """Sessions by site and day."""
        return self._by((one.site, one.day) for one in self.sessions)

    @cached_property
    def at_site(self) -> Mapping[tuple[int, int], frozenset[int]]:
        """Sessions by site and week."""
        return self._by((one.site, one.day // DAYS_IN_WEEK) for one in self.sessions)

    @cached_property
    def of_person(self) -> Mapping[tuple[int, int], frozenset[int]]:
        """Sessions by person and week."""
        return self._by((one.person, one.day // DAYS_IN_WEEK) for one in self.sessions)

    def _by(self, keys: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], frozenset[int]]:
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        for number, key in enumerate(keys):
            found[key].add(number)
        return defaultdict(frozenset, {key: frozenset(numbers) for key, numbers in found.items()})

    def filled_with(self, sessions: Iterable[int], *fills: BlockKind) -> frozenset[int]:
        """Those of some sessions that hold a segment filled with one of these kinds."""
        return frozenset(n for n in sessions if any(s.fill in fills for s in self.sessions[n].segments))

    def seeing(self, sessions: Iterable[int], professions: Iterable[Profession]) -> frozenset[int]:
        """Those of some sessions in which one of some professions sees patients in the practice."""
        wanted = set(professions)
        consulting = self.filled_with(sessions, BlockKind.OPEN, BlockKind.ACUTE)
        people = self.practice.practitioners
        return frozenset(n for n in consulting if people[self.sessions[n].person].profession in wanted)

    def serving(self, sessions: Iterable[int], use: Use) -> frozenset[int]:
        """Those of some sessions in which patients with motives of a use can be seen in the practice."""
        motives = self.expectations.motives(use)
        return self.seeing(sessions, {profession for motive in motives for profession in motive.professions})

    def minutes(self, sessions: Iterable[int], *fills: BlockKind) -> int:
        """Minutes of some sessions filled with one of these kinds."""
        return sum(s.minutes for n in sessions for s in self.sessions[n].segments if s.fill in fills)

    def capacity(self, site: int, day: int) -> dict[DayPart, int]:
        """The acute slots that the sessions of a site's day could hold, by part of the day."""
        bounds = part_bounds(self.practice.windows_of(self.practice.sites[site]))
        segments = [s for n in self.serving(self.on[site, day], Use.ACUTE) for s in self.sessions[n].segments]
        return {
            part: sum(minutes_in([(s.begin, s.end)], span) // self.acute_minutes for s in segments)
            for part, span in bounds.items()
        }
