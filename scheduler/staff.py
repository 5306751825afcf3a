"""Practitioners: professions, contracts, absences and wishes, as the practice file holds them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from scheduler.calendar import Days, HalfDay
from scheduler.part import Identifier, Label, Part
from scheduler.rota.problem import Duty, Want

Minutes = Annotated[int, Field(ge=0, le=1440)]
WeekMinutes = Annotated[int, Field(ge=0, le=10080)]
Count = Annotated[int, Field(ge=0, le=1000)]


class Profession(StrEnum):
    """The professions of a group practice."""

    GP = "gp"
    NURSE = "nurse"
    MIDWIFE = "midwife"
    ADVANCED_PRACTICE_NURSE = "advanced_practice_nurse"
    MEDICAL_ASSISTANT = "medical_assistant"
    COORDINATOR = "coordinator"
    TRAINEE = "trainee"
    LOCUM = "locum"


class Status(StrEnum):
    """The legal status of a contract."""

    SALARIED = "salaried"
    ANNUAL_DAYS = "annual_days"
    ASSOCIATE = "associate"


class LimitOverrides(Part):
    """Limits that replace those of the preset; an explicit null removes one.

    Lengths of time in minutes, runs in days; meanings as in `scheduler.rota.problem.Limits`.
    """

    daily_rest: Minutes | None = None
    weekly_rest: Annotated[int, Field(ge=0, le=2880)] | None = None
    break_after: Minutes | None = None
    break_minutes: Annotated[int, Field(ge=5, le=240)] | None = None
    day_span: Minutes | None = None
    split_gap: Minutes | None = None
    spells: Annotated[int, Field(ge=1, le=6)] | None = None
    shortest_spell: Minutes | None = None
    longest_pause: Minutes | None = None
    day_minutes: Minutes | None = None
    week_minutes: WeekMinutes | None = None
    mean_week_minutes: WeekMinutes | None = None
    mean_weeks: Annotated[int, Field(ge=1, le=52)] | None = None
    longest_run_on: Annotated[int, Field(ge=1, le=60)] | None = None
    shortest_run_on: Annotated[int, Field(ge=1, le=14)] | None = None
    shortest_run_off: Annotated[int, Field(ge=1, le=14)] | None = None
    weekends: Count | None = None
    saturdays: Count | None = None
    least_minutes: Annotated[int, Field(ge=0)] | None = None
    most_minutes: Annotated[int, Field(ge=0)] | None = None
    templates: dict[Identifier, Count] = Field(
        default_factory=dict, description="most sessions of a template in the period"
    )


class OwnListPresence(Part):
    """How often a doctor with a list is there: days a week, and working days in a row without being there."""

    days_per_week: Annotated[int, Field(ge=0, le=7)]
    most_days_apart: Annotated[int, Field(ge=1, le=60)] | None = None


class Balance(StrEnum):
    """Over which time the contract's minutes must come out."""

    WEEK = "week"
    PERIOD = "period"


class Contract(Part):
    """What a practitioner owes and under which limits.

    `preset` names a set of cited limits (`scheduler/presets/limits.yaml`), by default the one of the status.
    `minutes_per_week` counts all work, `desk_minutes_per_week` the desk sessions among it. `tolerance_minutes`
    a week, either way, cost nothing. `exempt` duties are not asked for, nor shared. With `holidays_count` a public
    holiday on a usual working day counts as worked: it lowers the minutes owed (Code du travail L3133-3).
    """

    status: Status
    preset: Identifier | None = None
    minutes_per_week: Annotated[int, Field(gt=0, le=4320)]
    days_per_week: Annotated[int, Field(ge=1, le=7)] = 5
    desk_minutes_per_week: WeekMinutes = 0
    balance: Balance = Balance.PERIOD
    tolerance_minutes: Annotated[int, Field(ge=0, le=600)] = 0
    limits: LimitOverrides = LimitOverrides()
    presence: OwnListPresence | None = None
    exempt: tuple[Duty, ...] = ()
    holidays_count: bool = False


class Practitioner(Part):
    """Anyone who sees patients, and the staff who work beside them.

    `contract` names one of the file's contracts or is written in place. `sites` are allowed, `home_site` preferred.
    `supervised_by` names the skill a supervisor needs; trainees have `supervises` unless told otherwise.
    """

    id: Identifier
    name: Label
    profession: Profession
    contract: Identifier | Contract
    home_site: Identifier
    sites: tuple[Identifier, ...] = ()
    skills: tuple[Identifier, ...] = ()
    supervised_by: Identifier | None = None
    usual_days: Days | None = None


class Absence(Part):
    """Days away, both ends included; one half of each day if `half_day` is given."""

    practitioner: Identifier
    from_date: date = Field(alias="from")
    to_date: date = Field(alias="to")
    half_day: HalfDay | None = None
    reason: Identifier = "leave"


class Wish(Part):
    """A wish to work or be off, on every date from `from` to `to`; weight 1 (would like) to 5 (matters much)."""

    practitioner: Identifier
    from_date: date = Field(alias="from")
    to_date: date = Field(alias="to")
    want: Want
    half_day: HalfDay | None = None
    template: Identifier | None = None
    weight: Annotated[int, Field(ge=1, le=5)] = 1


class Pin(Part):
    """An assignment that must stay."""

    practitioner: Identifier
    on: date = Field(alias="date")
    template: Identifier
    site: Identifier
