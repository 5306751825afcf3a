"""Motives, lengths, contacts, prices and the agenda: what cannot hold, and what is hardly meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scheduler.calendar import show_clock
from scheduler.consistency.fault import Facts, Fault, listed
from scheduler.consistency.staffing import may_work, presence, sites_offering
from scheduler.motives import LengthEntry, Motive, ReleaseStep, Use
from scheduler.patients import Category
from scheduler.practice import Practice
from scheduler.sessions import SessionKind, SessionTemplate

MOST_SPREAD = 2  # a standard deviation of more means than this is a slip of the pen
_CONSULTING = frozenset({SessionKind.CONSULTING, SessionKind.NURSING})
# The kinds of session in which a motive can be seen.
_KINDS = {
    Use.TELE: _CONSULTING | {SessionKind.PHONE},
    Use.VISIT: _CONSULTING | {SessionKind.VISITS},
    Use.GROUP: _CONSULTING | {SessionKind.TEACHING, SessionKind.COORDINATION},
}


def motives_of_nobody(practice: Practice) -> Iterator[Fault]:
    """Motives for professions that nobody has."""
    there = {person.profession for person in practice.practitioners}
    for position, motive in enumerate(practice.motives):
        if there.isdisjoint(motive.professions):
            facts = {"motive": motive.id, "professions": ", ".join(motive.professions)}
            yield Fault(("motives", position, "professions"), "input-motive-of-nobody", facts)


def groups_without_length(practice: Practice) -> Iterator[Fault]:
    """Groups without a length for all patients: whoever comes, it lasts as long, and no preset knows how long."""
    stated = {line.motive for line in practice.lengths if line.category is None}
    for position, motive in enumerate(practice.motives):
        if motive.use is Use.GROUP and motive.id not in stated:
            yield Fault(("motives", position, "id"), "input-group-without-length", {"motive": motive.id})


def spreads_beyond_reason(practice: Practice) -> Iterator[Fault]:
    """Standard deviations of more than twice the mean."""
    for position, line in enumerate(practice.lengths):
        mean = line.mean or line.minutes
        if line.sd is not None and line.sd > MOST_SPREAD * mean:
            facts: Facts = {"sd": line.sd, "mean": mean, "most": MOST_SPREAD}
            yield Fault(("lengths", position, "sd"), "input-spread-beyond-reason", facts)


def release_out_of_order(practice: Practice) -> Iterator[Fault]:
    """Release steps that are not later than the one before: they run towards the day."""
    for position, (earlier, later) in enumerate(pairwise(practice.agenda.release), 1):
        if _moment(later) <= _moment(earlier):
            field = "days_before" if later.days_before > earlier.days_before else "at"
            facts: Facts = {"days": later.days_before, "at": show_clock(later.at)}
            facts |= {"days_earlier": earlier.days_before, "at_earlier": show_clock(earlier.at)}
            yield Fault(("agenda", "release", position, field), "input-release-out-of-order", facts)


def _moment(step: ReleaseStep) -> tuple[int, int]:
    return -step.days_before, step.at


def prices_of_nothing(practice: Practice) -> Iterator[Fault]:
    """Prices that are all 0, so that no arrangement is better than another."""
    prices = practice.prices
    if not (prices.waiting_minute or prices.idle_minute or prices.overtime_minute):
        yield Fault(("prices",), "input-prices-of-nothing")


def motive_doubts(practice: Practice) -> Iterator[Fault]:
    """What is allowed but hardly meant of categories, motives, lengths and contacts."""
    yield from categories_never_reached(practice)
    yield from motives_without_session(practice)
    yield from means_far_from_slot(practice)
    yield from categories_without_contacts(practice)


def categories_never_reached(practice: Practice) -> Iterator[Fault]:
    """Categories with criteria whose patients an earlier category takes all: the first that fits is taken.

    Categories without criteria are for histories that name them, so they are never in doubt.
    """
    for position, category in enumerate(practice.categories):
        before = practice.categories[:position]
        taker = next((earlier for earlier in before if _has_criteria(category) and _takes(earlier, category)), None)
        if taker:
            facts = {"category": category.id, "earlier": taker.id}
            yield Fault(("categories", position, "id"), "input-category-never-reached", facts)


def _has_criteria(category: Category) -> bool:
    return (category.ages, category.conditions, category.sex) != (None, None, None)


def _takes(earlier: Category, later: Category) -> bool:
    """Whether whoever fits the later category fits the earlier one."""
    return (
        (earlier.ages is None or (later.ages is not None and _holds(earlier.ages, later.ages)))
        and (earlier.conditions is None or (later.conditions is not None and later.conditions >= earlier.conditions))
        and (earlier.sex is None or earlier.sex is later.sex)
    )


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def motives_without_session(practice: Practice) -> Iterator[Fault]:
    """Motives that no session can take: none is of their kind and professions, or none is long enough."""
    for at, motive in enumerate(practice.motives):
        longest = max((_longest_stretch(template) for template in _templates_for(practice, motive)), default=0)
        if not longest:
            facts: Facts = {"motive": motive.id, "professions": ", ".join(motive.professions)}
            yield Fault(("motives", at, "professions"), "input-motive-without-session", facts)
        yield from (
            _too_long(position, line, longest)
            for position, line in enumerate(practice.lengths)
            if line.motive == motive.id and 0 < longest < line.minutes
        )


def _templates_for(practice: Practice, motive: Motive) -> Iterator[SessionTemplate]:
    """The templates in which somebody of the motive's professions may see it somewhere."""
    able = [person for person in practice.practitioners if person.profession in motive.professions]
    for template in practice.templates:
        sites = sites_offering(practice, template) if template.kind in _KINDS.get(motive.use, _CONSULTING) else []
        if any(may_work(person, template, site) for person in able for site in sites):
            yield template


def _longest_stretch(template: SessionTemplate) -> int:
    return max(end - begin for begin, end in presence(template))


def _too_long(position: int, line: LengthEntry, longest: int) -> Fault:
    facts: Facts = {"motive": line.motive, "minutes": line.minutes, "longest": longest}
    return Fault(("lengths", position, "minutes"), "input-slot-beyond-sessions", facts)


def means_far_from_slot(practice: Practice) -> Iterator[Fault]:
    """Consultations that take more than twice their slot, or less than a third of it."""
    for position, line in enumerate(practice.lengths):
        if line.mean is not None and not line.minutes / 3 <= line.mean <= 2 * line.minutes:
            facts: Facts = {"mean": line.mean, "minutes": line.minutes}
            yield Fault(("lengths", position, "mean"), "input-mean-far-from-slot", facts)


def categories_without_contacts(practice: Practice) -> Iterator[Fault]:
    """Categories with patients for which no line of the contacts speaks, where some are stated."""
    spoken_of = {line.category for line in practice.contacts}
    silent = {entry.category for entry in practice.lists if entry.patients} - spoken_of
    for position, category in enumerate(practice.categories):
        if spoken_of and None not in spoken_of and category.id in silent:
            facts: Facts = {"category": category.id, "known": listed(sorted(filter(None, spoken_of)))}
            yield Fault(("categories", position, "id"), "input-category-without-contacts", facts)
