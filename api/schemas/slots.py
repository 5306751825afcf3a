"""What a search asks, and what it is answered."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationInfo, field_validator
from typing_extensions import TypedDict

from api.known import Ids
from api.schemas.model import (
    Cursor,
    Day,
    Flag,
    Id,
    Model,
    Moment,
    Pseudonym,
    a_moment,
    a_text,
    counted,
    from_cursor,
    in_order,
)
from scheduler.booking import offer
from scheduler.booking.request import DayPart, SlotRequest
from scheduler.motives import Channel
from scheduler.staff import Profession

MOST_OFFERS = 100

Parts = Annotated[tuple[DayPart, ...], Field(max_length=5)]
Several = Annotated[tuple[Id, ...], Field(max_length=200)]


def _place(page: str | None) -> offer.Cursor | None:
    if page is None:
        return None
    cost, start, practitioner = from_cursor(page, float, a_moment, a_text)
    return cost, start.isoformat(), practitioner


class SlotSearch(Model):
    """A search; what is left out asks for nothing in particular.

    `category` may be left out for a patient whom the practice knows. `own_doctor_only`: nobody else will do. `parts`:
    parts of the day insisted upon, `wishes`: preferred. `acute`: as the motive says, if left out. `from`, `to`: dates,
    both included. `page`: the `next_page` of the answer before.
    """

    motive: Id
    category: Id | None = None
    patient: Pseudonym | None = None
    own_doctor: Id | None = None
    own_doctor_only: Flag = False
    enrolled: Flag | None = None
    practitioners: Several = ()
    profession: Profession | None = None
    sites: Several = ()
    channel: Channel | None = None
    first_day: Day | None = Field(default=None, alias="from")
    last_day: Day | None = Field(default=None, alias="to")
    parts: Parts = ()
    wishes: Parts = ()
    acute: Flag | None = None
    count: Annotated[int, Field(ge=1, le=MOST_OFFERS), BeforeValidator(counted)] = 10
    page: Cursor | None = None

    @field_validator("page")
    @classmethod
    def _a_page(cls, page: str | None) -> str | None:
        _place(page)
        return page

    @field_validator("last_day")
    @classmethod
    def _in_order(cls, last: date | None, info: ValidationInfo) -> date | None:
        return in_order(last, info, "first_day")

    @property
    def after(self) -> offer.Cursor | None:
        """Where the page before ended."""
        return _place(self.page)

    @property
    def ids(self) -> dict[str, Ids]:
        """The fields that must refer to something."""
        return {
            "motive": self.motive,
            "category": self.category,
            "own_doctor": self.own_doctor,
            "practitioners": self.practitioners,
            "sites": self.sites,
        }

    def request(self) -> SlotRequest:
        """The search as the desk takes it."""
        return SlotRequest(
            category=self.category,
            motive=self.motive,
            patient=self.patient,
            own_doctor=self.own_doctor,
            own_doctor_only=self.own_doctor_only,
            enrolled=self.enrolled,
            practitioners=self.practitioners,
            profession=self.profession,
            sites=self.sites,
            channel=self.channel,
            first_day=self.first_day,
            last_day=self.last_day,
            parts=self.parts,
            wishes=self.wishes,
            acute=self.acute,
        )


class OfferView(TypedDict):
    """A slot that can be held or booked.

    `reason`: why it has its rank, in a sentence; `reasons`: the same as names. `cost`: what the ranking counts against
    it. `places_left`: of a group.
    """

    practitioner: str
    site: str
    starts: Moment
    minutes: int
    channel: Channel
    room: str | None
    group: bool
    places_left: int | None
    reason: str
    reasons: tuple[str, ...]
    cost: float


class EmptiedBy(TypedDict):
    """How many starts a rule refused, when none is left."""

    rule: str
    starts: int
    sentence: str


class SearchAnswer(TypedDict):
    """A page of offers, best first.

    `minutes`: the length of the slot. `third_next_available`: days until the third free start of this search.
    `emptied_by`: without any offer, the rules that emptied the answer, the last to refuse first.
    """

    offers: list[OfferView]
    minutes: int
    third_next_available: int | None
    next_page: str | None
    emptied_by: list[EmptiedBy]


ANSWER = TypeAdapter(SearchAnswer)
"""Writes an answer as JSON. Plain dictionaries: nothing of an answer comes from outside and needs to be validated."""
