"""Recalls: who is to be asked to come for the annual review, and the start proposed to each."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.schemas.model import Day, Id, Model
from scheduler.booking.recalls import DuePatient
from scheduler.booking.times import instant
from scheduler.messages import say
from solver.assignment.recalls import LeftOver, Proposal, Recalls

LONGEST_PERIOD = 400


class RecallOrder(Model):
    """Propose annual reviews from a date to a date to those due by then.

    `motive`: an annual review of the practice, its first one if left out. `practitioner`: only patients and time of
    that doctor. `spread_days`: how many days a start may lie from the patient's place in an even spread.
    """

    first: Annotated[Day, Field(alias="from")]
    last: Annotated[Day, Field(alias="to")]
    motive: Id | None = None
    practitioner: Id | None = None
    spread_days: Annotated[int, Field(ge=0, le=366)] = 28

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 0 <= (self.last - self.first).days < LONGEST_PERIOD:
            raise PydanticCustomError(
                "recall_period", "a period of 1 to {days} days is needed", {"days": LONGEST_PERIOD}
            )
        return self


class ProposalView(Model):
    """A start for a patient; nothing is booked or held. `own_doctor`: whether it is with the own doctor."""

    patient: str
    due: date
    practitioner: str
    site: str
    starts: datetime
    minutes: int
    own_doctor: bool


class LeftOverView(Model):
    """Somebody due for whom there is no start, and why."""

    patient: str
    due: date
    reason: LeftOver
    sentence: str


class RecallsView(Model):
    """What is proposed, in order of time, and who is left over, in order of urgency.

    `due`: how many patients were looked at. `proved`: no other choice would have been better.
    """

    motive: str
    due: int
    proposals: tuple[ProposalView, ...]
    left_over: tuple[LeftOverView, ...]
    proved: bool


def recalls_view(found: Recalls, motive: str, zone: ZoneInfo, language: str) -> RecallsView:
    """Recalls as they are shown."""
    return RecallsView(
        motive=motive,
        due=len(found.proposals) + len(found.left_over),
        proposals=tuple(_proposal(one, zone) for one in found.proposals),
        left_over=tuple(_left_over(patient, why, language) for patient, why in found.left_over),
        proved=found.proved,
    )


def _proposal(one: Proposal, zone: ZoneInfo) -> ProposalView:
    return ProposalView(
        patient=one.patient.pseudonym,
        due=one.patient.due,
        practitioner=one.practitioner,
        site=one.site,
        starts=instant(zone, one.day, one.begin).astimezone(zone),
        minutes=one.minutes,
        own_doctor=one.practitioner == one.patient.own_doctor,
    )


def _left_over(patient: DuePatient, why: LeftOver, language: str) -> LeftOverView:
    sentence = say(f"recall-left-{why.replace('_', '-')}", language)
    return LeftOverView(patient=patient.pseudonym, due=patient.due, reason=why, sentence=sentence)
