"""What is asked, with all that follows from the patient and the practice: the facts that every rule looks at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from scheduler.agenda.problem import BlockKind
from scheduler.booking.days import Diary, Patient
from scheduler.booking.policy import Sharing
from scheduler.booking.refusal import Refusal, RefusedError
from scheduler.booking.request import Order, SlotRequest
from scheduler.booking.terms import KINDS, Terms
from scheduler.motives import Channel, Motive, Use
from scheduler.patients import Category

WINDOWED = frozenset({BlockKind.OPEN, BlockKind.ACUTE})
"""The kinds of time that an acute window keeps for acute problems; what is kept for another use stays with it."""
_ALLOWED: Mapping[tuple[Use, bool], frozenset[BlockKind]] = {
    (Use.PLANNED, False): frozenset({BlockKind.OPEN, BlockKind.ACUTE}),
    (Use.ACUTE, True): frozenset({BlockKind.ACUTE, BlockKind.OPEN}),
    (Use.REVIEW, False): frozenset({BlockKind.REVIEW, BlockKind.OPEN}),
    (Use.TELE, True): frozenset({BlockKind.TELE, BlockKind.ACUTE, BlockKind.OPEN}),
}


class Wanted:
    """A motive by a channel, acute or not, with what the policy says of it.

    `use`: the time it uses, `kinds`: the kinds of time it may use at all. `costs`: those of the steps of the sharing
    order. `planned`: whether acute windows are closed to it until their release. `key` tells apart what uses the same.
    """

    def __init__(self, terms: Terms, motive: Motive, channel: Channel, acute: bool) -> None:
        self.motive, self.channel, self.acute = motive, channel, acute
        self.use = use_of(motive, channel, acute)
        self.key = motive.id, self.use, acute
        self.group = channel is Channel.GROUP
        self.planned = self.use in (Use.PLANNED, Use.REVIEW)
        self.kinds = _ALLOWED.get((self.use, acute)) or frozenset({KINDS[self.use]})
        self.notice: timedelta = terms.notice(motive.id, acute)
        self.horizon_days: int = terms.horizon_days(motive.id, acute)
        self.several: bool = terms.motive_policy(motive.id).several
        self.costs: Mapping[Sharing, float] = terms.sharing_costs(terms.sharing(motive.id))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, with everything that follows from the patient.

    `own_doctor`: None without one, `home`: the site of the own doctor, `sees`: whether the own doctor's profession sees
    the motive. `enrolled`: None follows the known patient.
    """

    wanted: Wanted
    motive: Motive
    acute: bool
    category: Category | None = None
    patient: str | None = None
    known: Patient | None = None
    own_doctor: str | None = None
    home: str | None = None
    sees: bool = False
    enrolled: bool | None = None

    def is_enrolled(self, day: date) -> bool:
        """Whether the patient is enrolled on a date; nobody knows of an unknown one."""
        if self.enrolled is not None:
            return self.enrolled
        return self.known is not None and self.known.enrolled_on(day)

    def step(self, practitioner: str, site: str) -> Sharing | None:
        """The step of sharing at which a practitioner at a site stands, None for the own doctor.

        Without an own doctor everybody is as good. A motive that the own doctor's profession does not see is at home at
        the own doctor's site.
        """
        if self.home is None or practitioner == self.own_doctor:
            return None
        if site == self.home:
            return Sharing.SAME_SITE if self.sees else None
        if self.acute and self.wanted.channel is Channel.TELE and Sharing.TELE in self.wanted.costs:
            return Sharing.TELE
        return Sharing.OTHER_SITE

    def step_cost(self, practitioner: str, site: str) -> float | None:
        """What it costs to be seen by a practitioner at a site; None if that is not shared."""
        step = self.step(practitioner, site)
        return 0.0 if step is None else self.wanted.costs.get(step)


def asked_of(diary: Diary, terms: Terms, wanted: SlotRequest | Order) -> Asked:
    """The facts of a search or an order; `RefusedError` for a motive or category that the practice does not have."""
    motive = terms.motives.get(wanted.motive)
    if motive is None:
        raise RefusedError((Refusal("unknown_motive"),))
    known = diary.patients.get(wanted.patient) if wanted.patient is not None else None
    acute = motive.acute if wanted.acute is None else wanted.acute
    own = terms.people.get(wanted.own_doctor or (known.own_doctor if known else None) or "")
    return Asked(
        wanted=_wanted(terms, motive, wanted.channel or motive.channel, acute),
        motive=motive,
        acute=acute,
        category=_category(terms, wanted.category or (known.category if known else None)),
        patient=wanted.patient,
        known=known,
        own_doctor=own.id if own else None,
        home=own.home_site if own else None,
        sees=own is not None and own.profession in motive.professions,
        enrolled=wanted.enrolled,
    )


def _wanted(terms: Terms, motive: Motive, channel: Channel, acute: bool) -> Wanted:
    key = motive.id, channel, acute
    found = terms.derived.get(key)
    if found is None:
        found = terms.derived[key] = Wanted(terms, motive, channel, acute)
    return cast(Wanted, found)


def _category(terms: Terms, name: str | None) -> Category | None:
    if name is None:
        return None
    if name not in terms.categories:
        raise RefusedError((Refusal("unknown_category"),))
    return terms.categories[name]


def use_of(motive: Motive, channel: Channel, acute: bool) -> Use:
    """The time of an agenda that a motive uses by this channel, acute or not."""
    if channel is not Channel.IN_PERSON:
        return Use(channel.value)
    if acute:
        return Use.ACUTE
    return Use.REVIEW if motive.review else Use.PLANNED


def known_filters(terms: Terms, request: SlotRequest) -> None:
    """Raise `RefusedError` for practitioners or sites that the practice does not have."""
    own = () if request.own_doctor is None else (request.own_doctor,)
    if not _all_in((*request.practitioners, *own), terms.people):
        raise RefusedError((Refusal("unknown_practitioner"),))
    if not _all_in(request.sites, terms.sites):
        raise RefusedError((Refusal("unknown_site"),))


def _all_in(names: Iterable[str], known: Mapping[str, object]) -> bool:
    return all(name in known for name in names)
