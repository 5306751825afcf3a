"""Cover needs and expected demand, as the practice file states them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from scheduler.calendar import Clock, Days, HalfDay
from scheduler.part import Identifier, Part
from scheduler.sessions import SessionKind
from scheduler.staff import Profession

Sites = Literal["all"] | Annotated[tuple[Identifier, ...], Field(min_length=1)]
Professions = Annotated[tuple[Profession, ...], Field(min_length=1)]
CONSULTING_PROFESSIONS = (Profession.GP, Profession.LOCUM)


class CoverNeed(Part):
    """How many people of some professions (together) sites need between two clock times.

    Applies on the day kinds of `days`, or on `dates` only where they are given. `kinds`: the session kinds that count.
    """

    sites: Sites = "all"
    days: Days | None = None
    dates: tuple[date, ...] = ()
    begin: Clock = Field(alias="from")
    end: Clock = Field(alias="to")
    professions: Professions
    kinds: tuple[SessionKind, ...] | None = None
    least: Annotated[int, Field(ge=0, le=1000)] = 0
    most: Annotated[int, Field(ge=0, le=1000)] | None = None


class ExpectedDemand(Part):
    """Consulting minutes expected at a site in a half-day, on the day kinds of `days` or on `dates` only.

    A line with `dates` replaces the line with `days` for the same site, half-day and professions.
    """

    site: Identifier
    days: Days | None = None
    dates: tuple[date, ...] = ()
    half_day: HalfDay
    minutes: Annotated[int, Field(ge=0, le=100_000)]
    professions: Professions = CONSULTING_PROFESSIONS


class DemandFactor(Part):
    """Multiplies the expected demand of some sites between two dates, both included (season, school holidays)."""

    from_date: date = Field(alias="from")
    to_date: date = Field(alias="to")
    factor: Annotated[float, Field(ge=0, le=10)]
    sites: Sites = "all"
