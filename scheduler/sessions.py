"""Session templates: the kinds of session the sites offer."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from scheduler.calendar import Clock, Days
from scheduler.part import Identifier, Label, Part
from scheduler.staff import Profession


class SessionKind(StrEnum):
    """What a session is for."""

    CONSULTING = "consulting"
    PHONE = "phone"
    DESK = "desk"
    RECEPTION = "reception"
    NURSING = "nursing"
    VISITS = "visits"
    TEACHING = "teaching"
    TRAINING = "training"
    COORDINATION = "coordination"


class Pause(Part):
    """An unpaid break inside a session."""

    start: Clock
    minutes: Annotated[int, Field(ge=5, le=240, multiple_of=5)]


class SessionTemplate(Part):
    """A kind of session: clock times, days, sites and who may work it.

    `sites`: the sites that offer it, or "all". `room`: the kind of room it occupies, null for none.
    `skills`: all needed. `not_next_day`: templates that may not follow on the next calendar day.
    """

    id: Identifier
    name: Label
    kind: SessionKind = SessionKind.CONSULTING
    start: Clock
    end: Clock
    pause: Pause | None = Field(default=None, alias="break")
    days: Days
    sites: Literal["all"] | Annotated[tuple[Identifier, ...], Field(min_length=1)] = "all"
    professions: Annotated[tuple[Profession, ...], Field(min_length=1)]
    skills: tuple[Identifier, ...] = ()
    room: Identifier | None = None
    not_next_day: tuple[Identifier, ...] = ()
