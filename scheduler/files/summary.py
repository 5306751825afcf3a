"""What a practice holds, in figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from scheduler.calendar import WEEKDAYS, dates_from
from scheduler.consistency import find_doubts
from scheduler.consistency.fault import value_at
from scheduler.demand import CONSULTING_PROFESSIONS
from scheduler.files.place import field_text
from scheduler.files.problems import InputProblem, Place
from scheduler.lengths import motives_of
from scheduler.motives import Use
from scheduler.part import Translated
from scheduler.practice import Practice
from scheduler.staff import Profession

DAYS_IN_YEAR = 365


@dataclass(frozen=True, slots=True)
class Staff:
    """The practitioners of one profession: heads, and full-time equivalents of the profession's largest contract."""

    profession: Profession
    heads: int
    full_time: float


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday: its date and the slug of its name."""

    on: date
    name: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A practice in figures.

    `demand_minutes`: consulting minutes expected in a week without public holidays. `consulting_minutes`: those that
    the contracts of the professions concerned owe a week, desk work and leave not counted. `contacts`: consultations
    of a patient and year, groups not counted, by the contacts stated and over the lists; None without either.
    `holidays`: those of the year to come. `doubts`: what is allowed but hardly meant.
    """

    practice: str
    name: Translated | str
    sites: int
    rooms: int
    templates: int
    staff: tuple[Staff, ...]
    patients: int
    categories: int
    absences: int
    wishes: int
    demand_minutes: int
    consulting_minutes: int
    motives: int
    standard_motives: bool
    lengths: int
    contacts: float | None
    holidays: tuple[Holiday, ...]
    doubts: tuple[InputProblem, ...]


def describe(practice: Practice, today: date) -> Summary:
    """The figures of a practice, its public holidays counted from `today`."""
    return Summary(
        practice=practice.practice.id,
        name=practice.practice.name,
        sites=len(practice.sites),
        rooms=sum(count for site in practice.sites for count in site.rooms.values()),
        templates=len(practice.templates),
        staff=_staff(practice),
        patients=sum(entry.patients for entry in practice.lists),
        categories=len(practice.categories),
        absences=len(practice.absences),
        wishes=len(practice.wishes),
        demand_minutes=_demand_minutes(practice),
        consulting_minutes=_consulting_minutes(practice),
        motives=len(motives_of(practice)),
        standard_motives=not practice.motives,
        lengths=len(practice.lengths),
        contacts=_contacts(practice),
        holidays=_holidays(practice, today),
        doubts=_doubts(practice),
    )


def _staff(practice: Practice) -> tuple[Staff, ...]:
    minutes: dict[Profession, list[int]] = defaultdict(list)
    for person in practice.practitioners:
        minutes[person.profession].append(practice.contract_of(person).minutes_per_week)
    return tuple(
        Staff(profession, len(minutes[profession]), sum(minutes[profession]) / max(minutes[profession]))
        for profession in Profession
        if profession in minutes
    )


def _demand_minutes(practice: Practice) -> int:
    ordinary = [line for line in practice.demand if not line.dates]
    return sum(line.minutes for line in ordinary for day in WEEKDAYS if day in (line.days or ()))


def _consulting_minutes(practice: Practice) -> int:
    asked = {profession for line in practice.demand for profession in line.professions} or set(CONSULTING_PROFESSIONS)
    contracts = [practice.contract_of(person) for person in practice.practitioners if person.profession in asked]
    return sum(contract.minutes_per_week - contract.desk_minutes_per_week for contract in contracts)


def _contacts(practice: Practice) -> float | None:
    stated = {(line.motive, line.category): line.per_year for line in practice.contacts}
    patients = sum(entry.patients for entry in practice.lists)
    motives = [motive.id for motive in motives_of(practice) if motive.use is not Use.GROUP]
    rates = (
        # The line of a category stands in place of the line of all.
        entry.patients * stated.get((motive, entry.category), stated.get((motive, None), 0.0))
        for entry in practice.lists
        for motive in motives
    )
    return sum(rates) / patients if stated and patients else None


def _holidays(practice: Practice, today: date) -> tuple[Holiday, ...]:
    calendar = practice.public_holidays
    named = ((day, calendar.name_of(day)) for day in dates_from(today, DAYS_IN_YEAR))
    return tuple(Holiday(day, name) for day, name in named if name)


def _doubts(practice: Practice) -> tuple[InputProblem, ...]:
    data = practice.model_dump(mode="json", by_alias=True)
    return tuple(
        InputProblem(
            Place(practice.practice.id, field_text(doubt.location)),
            value_at(data, doubt.location),
            doubt.reason_key,
            doubt.facts,
        )
        for doubt in find_doubts(practice)
    )
