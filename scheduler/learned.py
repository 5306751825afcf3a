"""What was learned from a history: the schema of LEARNED.yaml."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from scheduler.calendar import DayKind
from scheduler.motives import SlotMinutes
from scheduler.part import Identifier, Part

Chance = Annotated[float, Field(ge=0, le=1)]
Cases = Annotated[int, Field(ge=0)]
Minutes = Annotated[float, Field(ge=0, le=480)]
Effect = Annotated[float, Field(ge=-20, le=3)]
"""A log effect: at most twentyfold, so that no figure of a file asks for a million slots."""


class DayPart(StrEnum):
    """A part of the day as acute demand is counted: the acute windows before and after, and the half-days between."""

    EARLY = "early"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    LATE = "late"


class LearnedFrom(Part):
    """The history behind the figures: rows used out of all, and the first and last date of its appointments.

    A table of consultation times has no dates. `rejected` counts rows by reason.
    """

    rows: Cases
    used: Cases
    first_day: date | None = Field(default=None, alias="from")
    last_day: date | None = Field(default=None, alias="to")
    rejected: dict[str, Cases] = Field(default_factory=dict)
    synthetic: bool = False


class LearnedLength(Part):
    """What a motive takes for a category (null: any), with a practitioner (null: the group), in minutes.

    `mean` and `sd` after pooling, `low` and `high` the 80 % interval of the mean; `slot` the length on the grid that
    costs least, `before` the one in use when it was learned. There is no line for a practitioner without cases: the
    group's holds.
    """

    motive: Identifier
    category: Identifier | None = None
    practitioner: Identifier | None = None
    cases: Cases
    mean: Minutes
    sd: Minutes
    low: Minutes
    high: Minutes
    slot: SlotMinutes
    before: SlotMinutes | None = None


class LeadChance(Part):
    """The chance of not attending for appointments booked at least so many days before."""

    days: Annotated[int, Field(ge=0, le=366)]
    chance: Chance
    cases: Cases


class NoShows(Part):
    """The chance of not attending: overall, by lead time (rising days) and by motive."""

    chance: Chance
    cases: Cases
    by_lead: tuple[LeadChance, ...] = ()
    by_motive: dict[Identifier, Chance] = Field(default_factory=dict)


class StillExpected(Part):
    """The share of a day's acute requests that come after a moment: so many days before, at an hour."""

    days_before: Annotated[int, Field(ge=0, le=366)]
    hour: Annotated[int, Field(ge=0, le=24)]
    share: Chance


class AcuteDemand(Part):
    """Acute requests by site and the date on which they are made: log-linear effects, and shares by part of day.

    log(expected) = level[site] + weekday[kind of day] + month[month] + before or after a holiday + trend_per_year ×
    years since `origin`. The count of a day has variance m + dispersion × m². `shares` sum to 1 by site and kind of
    day. `still_expected` falls as the day nears; it is below 1 before the day for what is asked after hours.
    """

    origin: date
    cases: Cases
    level: dict[Identifier, Annotated[float, Field(ge=-20, le=7)]]
    weekday: dict[DayKind, Effect]
    month: dict[Annotated[int, Field(ge=1, le=12)], Effect] = Field(default_factory=dict)
    before_holiday: Effect = 0.0
    after_holiday: Effect = 0.0
    trend_per_year: Effect = 0.0
    dispersion: Annotated[float, Field(ge=0, le=100)] = 0.0
    shares: dict[Identifier, dict[DayKind, dict[DayPart, Chance]]] = Field(default_factory=dict)
    still_expected: tuple[StillExpected, ...] = ()


class Score(Part):
    """How a figure learned on the first part of a history did on the last, beside the naive figure.

    `log_score`: mean log density, higher is better. `coverage`: share inside the 80 % interval. `mae`: mean absolute
    error, in minutes, requests or (of a chance) the distance to 0 or 1. `ahead`: the 80 % interval of how far the
    log score of what was learned lies above the naive figure's; on the line of the learned figure only.
    """

    what: Literal["lengths", "acute_demand", "no_shows"]
    by: Literal["learned", "naive"]
    naive_is: str | None = None
    cases: Cases
    log_score: float
    coverage: Chance | None = None
    mae: Annotated[float, Field(ge=0)]
    ahead: tuple[float, float] | None = None


class Learned(Part):
    """All that was learned: what LEARNED.yaml holds.

    `missing` names what the history could not tell, with the key of a sentence that says why.
    """

    version: Literal[1] = 1
    practice: Identifier
    history: LearnedFrom
    lengths: tuple[LearnedLength, ...] = ()
    no_shows: NoShows | None = None
    acute_demand: AcuteDemand | None = None
    evaluation: tuple[Score, ...] = ()
    missing: dict[Identifier, str] = Field(default_factory=dict)
