"""Who may work which template where, whatever the rota: professions, skills, sites, rooms and opening hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from scheduler.calendar import DayKind
from scheduler.practice import Practice, Site
from scheduler.sessions import SessionKind, SessionTemplate
from scheduler.staff import Practitioner, Profession

Spans = tuple[tuple[int, int], ...]


def presence(template: SessionTemplate) -> Spans:
    """The stretches [from, to) of a template outside its break."""
    if template.pause is None:
        return ((template.start, template.end),)
    after = template.pause.start + template.pause.minutes
    return ((template.start, template.pause.start), (after, template.end))


def sites_offering(practice: Practice, template: SessionTemplate) -> list[Site]:
    """The sites that a template names, or all."""
    return [site for site in practice.sites if template.sites == "all" or site.id in template.sites]


def inside(stretches: Spans, opening: Spans) -> bool:
    """Whether opening hours hold all the stretches; hours that touch count as one."""
    open_ = joined(opening)
    return all(any(at <= begin and end <= to for at, to in open_) for begin, end in stretches)


def joined(spans: Spans) -> Spans:
    """Sorted spans with those that touch made one."""
    found: list[tuple[int, int]] = []
    for begin, end in spans:
        touches = bool(found) and found[-1][1] == begin
        found.append((found.pop()[0] if touches else begin, end))
    return tuple(found)


def overlaps(spans: Spans, begin: int, end: int) -> bool:
    """Whether any of the spans touches [begin, end)."""
    return any(at < end and begin < to for at, to in spans)


def may_work(person: Practitioner, template: SessionTemplate, site: Site) -> bool:
    """Whether profession, skills and sites let a practitioner work a template at a site that offers it."""
    return (
        person.profession in template.professions
        and set(template.skills) <= set(person.skills)
        and site.id in {person.home_site, *person.sites}
        and has_room(site, template)
    )


def has_room(site: Site, template: SessionTemplate) -> bool:
    """Whether a site has the kind of room that a template needs."""
    return template.room is None or site.rooms.get(template.room, 0) > 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """[begin, end) on a kind of day."""

    day: DayKind
    begin: int
    end: int


@dataclass(frozen=True)
class Staffing:
    """The people who may work each template at each site of a practice."""

    practice: Practice

    @cached_property
    def _able(self) -> list[tuple[SessionTemplate, Site, frozenset[str]]]:
        return [
            (template, site, frozenset(p.id for p in self.practice.practitioners if may_work(p, template, site)))
            for template in self.practice.templates
            for site in sites_offering(self.practice, template)
        ]

    @cached_property
    def _profession(self) -> dict[str, Profession]:
        return {person.id: person.profession for person in self.practice.practitioners}

    @cached_property
    def employable(self) -> frozenset[str]:
        """The people who may work any template anywhere."""
        return frozenset[str]().union(*(people for _, _, people in self._able))

    def able(
        self,
        site: Site,
        stretch: Stretch,
        professions: Iterable[Profession],
        kinds: Iterable[SessionKind] | None = None,
    ) -> frozenset[str]:
        """The people of some professions who may work a session that touches a stretch at a site.

        `kinds`: the session kinds that count, all if None.
        """
        wanted, counted = set(professions), set(SessionKind) if kinds is None else set(kinds)
        found = frozenset[str]().union(*self._present(site, stretch, counted))
        return frozenset(name for name in found if self._profession[name] in wanted)

    def _present(self, site: Site, stretch: Stretch, kinds: set[SessionKind]) -> Iterator[frozenset[str]]:
        for template, offering, people in self._able:
            offered = offering is site and stretch.day in template.days and template.kind in kinds
            if offered and overlaps(presence(template), stretch.begin, stretch.end):
                yield people
