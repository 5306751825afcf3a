"""The booking policy of a practice: horizons, notice, release, sharing order, and what a worse offer costs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from scheduler.calendar import show_clock
from scheduler.motives import ReleaseStep
from scheduler.part import Identifier, Part

Days = Annotated[int, Field(ge=0, le=730)]
Minutes = Annotated[int, Field(ge=0, le=10_080)]
Cost = Annotated[float, Field(ge=0, le=100_000)]


class Sharing(StrEnum):
    """Whom a patient is offered beside the own doctor."""

    SAME_SITE = "same_site"
    OTHER_SITE = "other_site"
    TELE = "tele"


class MotivePolicy(Part):
    """How one motive is booked, where it differs from the rest.

    `horizon_days`: how many days ahead at most. `notice_minutes`: at the latest so long before the start.
    `several`: a patient may have several future appointments of it. `sharing`: its own sharing order.
    """

    motive: Identifier
    horizon_days: Days | None = None
    notice_minutes: Minutes | None = None
    several: bool = False
    sharing: tuple[Sharing, ...] | None = None


def _step(days_before: int, at: int) -> ReleaseStep:
    return ReleaseStep.model_validate({"days_before": days_before, "at": show_clock(at)})


class WindowRelease(Part):
    """When time of an acute window not needed opens to planned motives; null: never."""

    early: ReleaseStep | None = _step(1, 18 * 60)
    late: ReleaseStep | None = _step(0, 17 * 60)
    holiday: ReleaseStep | None = _step(0, 8 * 60)


class RankingCosts(Part):
    """What makes an offer worse, in any one unit: only proportions matter.

    `late_day`: a day beyond what the motive bears. `day`: a day of waiting at all. `acute_hour`: an hour of waiting
    for an acute problem. `same_site`, `other_site`, `tele`: not with the own doctor. `gap_minute`: a minute that no
    booking can use any more. `acute_slot`: an acute slot displaced that is surely needed. `wish`: a wish not met.
    """

    late_day: Cost = 12
    day: Cost = 1
    acute_hour: Cost = 2
    same_site: Cost = 10
    other_site: Cost = 20
    tele: Cost = 15
    gap_minute: Cost = 1
    acute_slot: Cost = 40
    wish: Cost = 8


class SharedResource(Part):
    """A scarce thing that some motives need and that is taken per appointment, such as an ultrasound device."""

    id: Identifier
    site: Identifier
    count: Annotated[int, Field(ge=1, le=100)] = 1
    motives: Annotated[tuple[Identifier, ...], Field(min_length=1)]


class Retention(Part):
    """How long data about people are kept, in days.

    Finished appointments with their pseudonym; the audit trail; rotas asked for over the API, with their documents.
    """

    appointments_days: Annotated[int, Field(ge=1, le=7_300)] = 1_095
    audit_days: Annotated[int, Field(ge=30, le=7_300)] = 1_095
    rotas_days: Annotated[int, Field(ge=30, le=7_300)] = 365


class BookingPolicy(Part):
    """How slots are offered and booked.

    `enrolled_first`: while a site's day is booked to at least this share, planned slots are for enrolled patients only;
    1 switches the rule off. `hold_minutes`, `longest_hold_minutes`: how long a hold lives, and at most.
    `offer_minutes`: how long freed time stays kept for one who waits.
    """

    horizon_days: Days = 90
    acute_horizon_days: Days = 2
    notice_minutes: Minutes = 30
    acute_notice_minutes: Minutes = 0
    sharing: tuple[Sharing, ...] = (Sharing.SAME_SITE, Sharing.OTHER_SITE, Sharing.TELE)
    motives: tuple[MotivePolicy, ...] = ()
    window_release: WindowRelease = WindowRelease()
    enrolled_first: Annotated[float, Field(ge=0, le=1)] = 0.9
    hold_minutes: Annotated[int, Field(ge=1, le=60)] = 5
    longest_hold_minutes: Annotated[int, Field(ge=1, le=60)] = 15
    offer_minutes: Annotated[int, Field(ge=1, le=1_440)] = 60
    ranking: RankingCosts = RankingCosts()
    shared: tuple[SharedResource, ...] = ()
    retention: Retention = Retention()
