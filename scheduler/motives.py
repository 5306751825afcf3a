"""Why patients come and how long it takes: motives, lengths, contacts, prices, and how agendas are to be laid out."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scheduler.calendar import GRAIN, Clock
from scheduler.demand import CONSULTING_PROFESSIONS, Professions
from scheduler.part import Identifier, Label, Part

SlotMinutes = Annotated[int, Field(ge=GRAIN, le=480, multiple_of=GRAIN)]
Rate = Annotated[float, Field(ge=0, le=366)]
Price = Annotated[float, Field(ge=0, le=10_000)]


class Channel(StrEnum):
    """How patient and practitioner meet."""

    IN_PERSON = "in_person"
    TELE = "tele"
    VISIT = "visit"
    GROUP = "group"


class Use(StrEnum):
    """What time of an agenda a motive uses."""

    ACUTE = "acute"
    PLANNED = "planned"
    REVIEW = "review"
    TELE = "tele"
    VISIT = "visit"
    GROUP = "group"


class Motive(Part):
    """Why the patient comes.

    `acute`: cannot wait; planned otherwise. `review`: the long annual review. `within_days`: the wait it bears.
    `places`: patients in one block, for a group. `travel_minutes`: travel there and back, for a visit.
    """

    id: Identifier
    name: Label
    acute: bool = False
    channel: Channel = Channel.IN_PERSON
    review: bool = False
    within_days: Annotated[int, Field(ge=0, le=366)] | None = None
    places: Annotated[int, Field(ge=1, le=100)] = 1
    travel_minutes: Annotated[int, Field(ge=0, le=240)] | None = None
    professions: Professions = CONSULTING_PROFESSIONS

    @model_validator(mode="after")
    def _one_use(self) -> Motive:
        if self.review and (self.acute or self.channel is not Channel.IN_PERSON):
            raise PydanticCustomError(
                "review_motive", "an annual review is planned and in person: {motive}", {"motive": self.id}
            )
        if self.places > 1 and self.channel is not Channel.GROUP:
            raise PydanticCustomError("group_places", "places are for a group: {motive}", {"motive": self.id})
        if self.travel_minutes is not None and self.channel is not Channel.VISIT:
            raise PydanticCustomError("visit_travel", "travel is for a visit: {motive}", {"motive": self.id})
        return self

    @property
    def asks_for_the_day(self) -> bool:
        """Whether it makes an acute request, in person or at a distance: what acute demand counts."""
        return self.acute and self.channel in (Channel.IN_PERSON, Channel.TELE)

    @property
    def use(self) -> Use:
        """The time of an agenda it uses."""
        if self.channel is not Channel.IN_PERSON:
            return Use(self.channel.value)
        if self.review:
            return Use.REVIEW
        return Use.ACUTE if self.acute else Use.PLANNED


class LengthEntry(Part):
    """The slot a motive gets, for one category or for all.

    `minutes` on the 5-minute grid; `mean` and `sd`: what it really takes, in minutes, where that is known.
    """

    motive: Identifier
    category: Identifier | None = None
    minutes: SlotMinutes
    mean: Annotated[float, Field(gt=0, le=480)] | None = None
    sd: Annotated[float, Field(ge=0, le=480)] | None = None


class ContactEntry(Part):
    """How often a patient comes with a motive in a year, for one category or for all."""

    motive: Identifier
    category: Identifier | None = None
    per_year: Rate


class Prices(Part):
    """What a minute costs: a patient in the waiting room, a practitioner without a patient, work after the session.

    Any unit: only their proportions matter.
    """

    waiting_minute: Price = 1.0
    idle_minute: Price = 5.0
    overtime_minute: Price = 10.0


class ReleaseStep(Part):
    """When reserved time not needed any more opens to all: at a clock time so many days before."""

    days_before: Annotated[int, Field(ge=0, le=60)]
    at: Clock


USUAL_RELEASE = tuple(
    ReleaseStep.model_validate({"days_before": days, "at": at})
    for days, at in ((1, "18:00"), (0, "10:00"), (0, "15:00"))
)


class Messages(Part):
    """Phone calls, mail and messages: how many a patient and year, and minutes each."""

    per_year: Rate | None = None
    minutes: Annotated[float, Field(ge=0, le=60)] | None = None


class AgendaSettings(Part):
    """How the sessions are laid out.

    `turn_away`: the share of acute patients who may find no time on the day. `longest_run` minutes without a break of
    `break_minutes`. `desk_block`: a stretch of desk time inside a consulting session. `soon`: minutes within which a
    caller should find an acute slot. `supervision_minutes`: for each session of a trainee.
    """

    turn_away: Annotated[float, Field(gt=0, lt=1)] = 0.05
    release: tuple[ReleaseStep, ...] = USUAL_RELEASE
    longest_run: Annotated[int, Field(ge=30, le=720, multiple_of=GRAIN)] = 150
    break_minutes: SlotMinutes = 10
    desk_block: SlotMinutes = 30
    soon: Annotated[int, Field(ge=30, le=480, multiple_of=30)] = 60
    supervision_minutes: Annotated[int, Field(ge=0, le=240, multiple_of=GRAIN)] = 30
    messages: Messages = Messages()
