"""Who could work which session: the material of the timetable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.history.model import Model
from scheduler.calendar import GRAIN, WEEKDAYS, DayKind
from scheduler.practice import Practice
from scheduler.sessions import SessionKind, SessionTemplate
from scheduler.staff import Practitioner

WORKING_WEEK = WEEKDAYS[:5]
IN_TURN = (DayKind.SAT, DayKind.SUN, DayKind.HOLIDAY)


@dataclass(frozen=True, slots=True)
class Shift:
    """A session of a practitioner, both by position, at a site."""

    practitioner: int
    site: int
    template: SessionTemplate


@dataclass(frozen=True, slots=True)
class Turn:
    """A session that so many of a pool of practitioners work at once, in turn."""

    site: int
    template: SessionTemplate
    pool: tuple[int, ...]
    at_once: int


@dataclass(frozen=True)
class Timetable:
    """The usual week by kind of day, and the sessions worked in turn."""

    week: Mapping[DayKind, tuple[Shift, ...]]
    turns: Mapping[DayKind, tuple[Turn, ...]]

    @property
    def practitioners(self) -> list[int]:
        """Positions of those who have any session."""
        usual = {shift.practitioner for shifts in self.week.values() for shift in shifts}
        return sorted(usual | {one for turns in self.turns.values() for turn in turns for one in turn.pool})


def worked(template: SessionTemplate) -> int:
    """Minutes of a session, its break left out."""
    return template.end - template.start - (template.pause.minutes if template.pause else 0)


def grains(template: SessionTemplate) -> slice:
    """The grains of the day that a session spans."""
    return slice(template.start // GRAIN, template.end // GRAIN)


def seeing(model: Model) -> list[int]:
    """Practitioners who may see patients with a motive that comes up."""
    professions = {
        profession
        for motive, rates in zip(model.motives, model.rates, strict=True)
        if rates.any()
        for profession in motive.professions
    }
    staff = enumerate(model.practice.practitioners)
    return [number for number, one in staff if one.profession in professions]


def offered(practice: Practice, site: int, kind: DayKind, session: SessionKind) -> Iterator[SessionTemplate]:
    """The sessions of a kind that a site offers within its opening hours on a kind of day."""
    place = practice.sites[site]
    spans = place.week.get(kind, ())
    for template in practice.templates:
        here = template.sites == "all" or place.id in template.sites
        open_then = any(begin <= template.start and template.end <= end for begin, end in spans)
        if template.kind is session and kind in template.days and here and open_then:
            yield template


def able(model: Model, site: int, template: SessionTemplate) -> list[int]:
    """Those at home at a site who may work a session."""
    practice = model.practice
    home = practice.sites[site].id
    return [
        one
        for one in seeing(model)
        if practice.practitioners[one].home_site == home and may_work(practice, one, template)
    ]


def may_work(practice: Practice, number: int, template: SessionTemplate) -> bool:
    """Whether profession and skills allow a session."""
    one = practice.practitioners[number]
    return one.profession in template.professions and set(template.skills) <= set(one.skills)


def usual_days(one: Practitioner) -> list[DayKind]:
    """The working days of a practitioner, Monday first."""
    return [kind for kind in WORKING_WEEK if one.usual_days is None or kind in one.usual_days]
