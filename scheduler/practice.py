"""The practice: one versioned schema for the whole practice file.

References between parts are checked by `scheduler.files`, which can name the file and field of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema, field_validator
from pydantic_core import PydanticCustomError

from scheduler.agenda.rules import AGENDA_SOFT_RULES
from scheduler.booking.policy import BookingPolicy
from scheduler.calendar import Clock, DayKind, PublicHolidays, parse_days, parse_span, show_clock, show_span
from scheduler.demand import CoverNeed, DemandFactor, ExpectedDemand
from scheduler.motives import AgendaSettings, ContactEntry, LengthEntry, Motive, Prices
from scheduler.part import Identifier, Label, Part
from scheduler.patients import Category, ListEntry
from scheduler.rota.rules import SOFT_RULES
from scheduler.sessions import SessionTemplate
from scheduler.staff import Absence, Contract, Pin, Practitioner, Profession, Wish

SCHEMA_VERSION = 1
A_LEAP_YEAR = 2024


def parse_opening(value: object) -> tuple[tuple[int, int], ...]:
    """Opening hours from "closed", "HH:MM-HH:MM", several of those split by commas, or a list; ValueError otherwise."""
    if value == "closed":
        return ()
    parts = value if isinstance(value, list) else str(value).split(",")
    spans = tuple(sorted(parse_span(part) for part in parts))
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise PydanticCustomError("overlapping_hours", "overlapping hours: {value}", {"value": str(value)})
    return spans


def name_days(key: str) -> str:
    """The name of some days as it is written; ValueError if `parse_days` cannot read it."""
    parse_days(key)
    return key


def name_soft_rule(name: str) -> str:
    """The name of a soft rule of rotas or agendas; ValueError if there is none of that name."""
    if name not in SOFT_RULES and name not in AGENDA_SOFT_RULES:
        raise PydanticCustomError("soft_rule", "not a soft rule: {rule}", {"rule": name})
    return name


def name_month_day(text: str) -> str:
    """A month and day as it is written; ValueError if no year has that day."""
    try:
        date.fromisoformat(f"{A_LEAP_YEAR}-{text}")
    except ValueError:
        raise PydanticCustomError("month_day", "no year has the day {day}", {"day": text}) from None
    return text


Opening = Annotated[
    tuple[tuple[int, int], ...],
    BeforeValidator(parse_opening),
    PlainSerializer(lambda spans: [show_span(span) for span in spans] or "closed", return_type=list[str] | str),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
DayNames = Annotated[str, AfterValidator(name_days)]
SoftRule = Annotated[str, AfterValidator(name_soft_rule)]
MonthDay = Annotated[
    str,
    Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", examples=["12-24"]),
    AfterValidator(name_month_day),
]


class Organisation(Part):
    """The practice itself. `country` and `subdivision` choose its public holidays; `language` is that of its papers.

    `named_days` are dates shared over the years like named holidays, e.g. `christmas-eve: 12-24`.
    """

    id: Identifier
    name: Label
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "FR"
    subdivision: str | None = None
    language: Literal["fr", "en"] = "fr"
    named_days: dict[Identifier, MonthDay] = Field(default_factory=dict)


class HolidayOverride(Part):
    """Late changes to the public holidays: dates added (with a name) and removed."""

    add: dict[date, Identifier] = Field(default_factory=dict)
    remove: tuple[date, ...] = ()


class AcuteWindows(Part):
    """The hours kept first for acute problems, in which an open site has at least `least` of `professions`."""

    # The schema states defaults as the file would write them, not as they are kept.
    before: Clock | None = Field(default=8 * 60, json_schema_extra={"default": show_clock(8 * 60)})
    after: Clock | None = Field(default=20 * 60, json_schema_extra={"default": show_clock(20 * 60)})
    holidays: bool = True
    least: Annotated[int, Field(ge=0, le=100)] = 1
    professions: tuple[Profession, ...] = (Profession.GP, Profession.LOCUM)


class Site(Part):
    """A place where the practice sees patients.

    `rooms` counts the rooms of each kind. `hours` maps days ("mon-fri", "sat", "holiday") to opening hours
    "HH:MM-HH:MM", several of them ("08:00-12:00, 14:00-19:00") or "closed"; a day that is not named is closed.
    `dates` does the same for single dates.
    """

    id: Identifier
    name: Label
    rooms: dict[Identifier, Annotated[int, Field(ge=0, le=500)]] = Field(default_factory=dict)
    hours: dict[DayNames, Opening]
    dates: dict[date, Opening] = Field(default_factory=dict)
    acute_windows: AcuteWindows | None = None
    open_on_first_of_may: bool = False

    @field_validator("hours")
    @classmethod
    def _no_day_twice(cls, hours: dict[str, Opening]) -> dict[str, Opening]:
        seen: set[DayKind] = set()
        for key in hours:
            days = parse_days(key)
            if seen & days:
                raise PydanticCustomError(
                    "day_twice", "overlapping hours: {key} names a day that another line already sets", {"key": key}
                )
            seen |= days
        return hours

    @cached_property
    def week(self) -> Mapping[DayKind, tuple[tuple[int, int], ...]]:
        """Opening hours by kind of day; closed days are missing."""
        return {kind: spans for key, spans in self.hours.items() if spans for kind in parse_days(key)}

    def opening(self, day: date, kind: DayKind) -> tuple[tuple[int, int], ...]:
        """Opening hours [from, to) on a date of that kind, empty when closed."""
        return self.dates[day] if day in self.dates else self.week.get(kind, ())


class Travel(Part):
    """Minutes from one site to another, the same both ways."""

    between: tuple[Identifier, Identifier]
    minutes: Annotated[int, Field(ge=0, le=1440)]


class RuleOverride(Part):
    """A rule's own weight (cost of one natural unit, 0 switches a soft rule off) and, for equity, its tolerance."""

    weight: Annotated[int, Field(ge=0, le=100_000)] | None = None
    tolerance: Annotated[int, Field(ge=0, le=50)] | None = None


class Reserved(Part):
    """A section kept for a later version of the schema: it takes no fields yet."""


class Practice(Part):
    """The whole practice file, version 1, with its includes read in."""

    version: Literal[1]
    practice: Organisation
    holidays: HolidayOverride = HolidayOverride()
    acute_windows: AcuteWindows = AcuteWindows()
    sites: Annotated[tuple[Site, ...], Field(min_length=1)]
    travel: tuple[Travel, ...] = ()
    templates: Annotated[tuple[SessionTemplate, ...], Field(min_length=1)]
    contracts: dict[Identifier, Contract] = Field(default_factory=dict)
    practitioners: Annotated[tuple[Practitioner, ...], Field(min_length=1)]
    categories: tuple[Category, ...] = ()
    lists: tuple[ListEntry, ...] = ()
    absences: tuple[Absence, ...] = ()
    wishes: tuple[Wish, ...] = ()
    pins: tuple[Pin, ...] = ()
    cover: tuple[CoverNeed, ...] = ()
    demand: tuple[ExpectedDemand, ...] = ()
    demand_factors: tuple[DemandFactor, ...] = ()
    rules: dict[SoftRule, RuleOverride] = Field(default_factory=dict)
    motives: tuple[Motive, ...] = ()
    lengths: tuple[LengthEntry, ...] = ()
    contacts: tuple[ContactEntry, ...] = ()
    prices: Prices = Prices()
    agenda: AgendaSettings = AgendaSettings()
    booking: BookingPolicy = BookingPolicy()
    capitation: Reserved | None = None

    @cached_property
    def public_holidays(self) -> PublicHolidays:
        """The public holidays of the practice, overrides applied."""
        return PublicHolidays(self.practice.country, self.practice.subdivision, self.holidays.add, self.holidays.remove)

    def contract_of(self, practitioner: Practitioner) -> Contract:
        """The practitioner's contract; KeyError if the file holds no contract of that name."""
        named = practitioner.contract
        return self.contracts[named] if isinstance(named, str) else named

    def windows_of(self, site: Site) -> AcuteWindows:
        """The acute windows of a site: its own, or those of the practice."""
        return site.acute_windows or self.acute_windows
