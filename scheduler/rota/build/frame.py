"""The practice in numbers: its people, sites, templates and the days of a period, each by position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scheduler.calendar import DAYS_IN_WEEK, DayKind, dates_from
from scheduler.practice import Practice
from scheduler.rota.papers import template_key
from scheduler.sessions import SessionTemplate
from scheduler.staff import Absence, Contract, Practitioner, Profession

FIRST_OF_MAY = (5, 1)

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class PlacedTemplate:
    """A session template of the file at one of its sites."""

    template: SessionTemplate
    site: int


@dataclass(frozen=True)
class Frame:
    """A practice and a period of `weeks` weeks from the Monday `first_day`, with everything numbered."""

    practice: Practice
    first_day: date
    weeks: int

    def __post_init__(self) -> None:
        if self.first_day.weekday():
            raise ValueError(f"a period begins on a Monday, {self.first_day} is not one")
        if self.weeks < 1:
            raise ValueError(f"a period has at least one week, not {self.weeks}")

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """The dates of the period."""
        return tuple(dates_from(self.first_day, self.weeks * DAYS_IN_WEEK))

    @cached_property
    def holidays(self) -> tuple[str | None, ...]:
        """The name of the public holiday on each day."""
        return tuple(self.practice.public_holidays.name_of(day) for day in self.dates)

    @cached_property
    def kinds(self) -> tuple[DayKind, ...]:
        """The kind of each day."""
        return tuple(self.practice.public_holidays.kind_of(day) for day in self.dates)

    @cached_property
    def sites(self) -> dict[str, int]:
        """Numbers of the sites."""
        return {site.id: number for number, site in enumerate(self.practice.sites)}

    @cached_property
    def people(self) -> dict[str, int]:
        """Numbers of the practitioners."""
        return {person.id: number for number, person in enumerate(self.practice.practitioners)}

    @cached_property
    def contracts(self) -> tuple[Contract, ...]:
        """The contract of each practitioner."""
        return tuple(self.practice.contract_of(person) for person in self.practice.practitioners)

    @cached_property
    def placed(self) -> tuple[PlacedTemplate, ...]:
        """Every template at every site that offers it, in the order of the file."""
        return tuple(
            PlacedTemplate(template, number)
            for template in self.practice.templates
            for number in self.sites_in(template.sites)
        )

    @cached_property
    def templates(self) -> dict[str, int]:
        """Numbers of the placed templates by key."""
        return {self.key_of(number): number for number in range(len(self.placed))}

    def key_of(self, template: int) -> str:
        """The key of a placed template: "template@site"."""
        placed = self.placed[template]
        return template_key(placed.template.id, self.practice.sites[placed.site].id)

    def sites_in(self, sites: str | Iterable[str]) -> tuple[int, ...]:
        """The numbers of the sites named, or of all."""
        return tuple(number for name, number in self.sites.items() if sites == "all" or name in sites)

    def placements(self, template: str) -> frozenset[int]:
        """The numbers of a template of the file at all its sites."""
        return frozenset(number for number, placed in enumerate(self.placed) if placed.template.id == template)

    def day_of(self, day: date) -> int:
        """The number of a date, negative before the period."""
        return (day - self.first_day).days

    def days_between(self, first: date, last: date) -> range:
        """The days of the period from one date to another, both included."""
        return range(max(0, self.day_of(first)), min(len(self.dates), self.day_of(last) + 1))

    def applies(self, days: frozenset[DayKind] | None, dates: tuple[date, ...], day: int) -> bool:
        """Whether a line of the file speaks of a day: by its dates if it has any, else by its day kinds."""
        if dates:
            return self.dates[day] in dates
        return days is None or self.kinds[day] in days

    def closed_in_may(self, day: int, site: int) -> bool:
        """Whether the first of May closes a site."""
        on = self.dates[day]
        return (on.month, on.day) == FIRST_OF_MAY and not self.practice.sites[site].open_on_first_of_may

    def hours(self, day: int, site: int) -> Spans:
        """The opening hours of a site on a day, whether or not the first of May closes it."""
        return _joined(self.practice.sites[site].opening(self.dates[day], self.kinds[day]))

    def open_hours(self, day: int, site: int) -> Spans:
        """The hours in which a site is open on a day."""
        return () if self.closed_in_may(day, site) else self.hours(day, site)

    @cached_property
    def _members(self) -> dict[Profession, frozenset[int]]:
        found: dict[Profession, set[int]] = defaultdict(set)
        for number, person in enumerate(self.practice.practitioners):
            found[person.profession].add(number)
        return {profession: frozenset(numbers) for profession, numbers in found.items()}

    def members(self, professions: Iterable[Profession]) -> frozenset[int]:
        """The people of some professions."""
        return frozenset().union(*(self._members.get(profession, frozenset()) for profession in professions))

    @cached_property
    def _absences(self) -> dict[str, list[Absence]]:
        found: dict[str, list[Absence]] = defaultdict(list)
        for absence in self.practice.absences:
            found[absence.practitioner].append(absence)
        return found

    def absences_of(self, person: Practitioner) -> list[Absence]:
        """The absences of a practitioner."""
        return self._absences.get(person.id, [])


def _joined(spans: Spans) -> Spans:
    joined: list[tuple[int, int]] = []
    for begin, end in spans:
        if joined and joined[-1][1] == begin:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return tuple(joined)
