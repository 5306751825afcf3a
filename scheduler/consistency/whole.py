"""The checks of a whole practice, and what each takes for granted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scheduler.consistency import booking, contracts, cover, dates, demand, motives, people, templates, travel, weights
from scheduler.consistency.fault import Fault
from scheduler.practice import Practice


@dataclass(frozen=True, slots=True)
class Check:
    """A way to find faults; `assumes`: sections that must be right before anything can be concluded."""

    find: Callable[[Practice], Iterator[Fault]]
    assumes: frozenset[str] = frozenset()


def _check(find: Callable[[Practice], Iterator[Fault]], *assumes: str) -> Check:
    return Check(find, frozenset(assumes))


_STAFFED = ("sites", "templates", "practitioners")
_CALENDAR = ("practice", "holidays")

CHECKS: tuple[Check, ...] = (
    _check(dates.backwards_dates),
    _check(travel.travel_to_itself),
    _check(templates.sites_never_open),
    _check(templates.template_times),
    _check(templates.templates_outside_opening, "sites"),
    _check(templates.templates_without_room, "sites", "templates"),
    _check(contracts.contract_figures),
    _check(people.allowed_nowhere, *_STAFFED),
    _check(people.no_supervisor, "practitioners"),
    _check(people.pins_off_site, "templates"),
    _check(cover.cover_lines),
    _check(cover.cover_outside_opening, "sites", *_CALENDAR),
    _check(cover.cover_no_one_can_give, *_STAFFED, *_CALENDAR),
    _check(demand.demand_without_days),
    _check(demand.demand_while_closed, "sites", *_CALENDAR),
    _check(demand.demand_twice),
    _check(weights.tolerance_without_share),
    _check(motives.motives_of_nobody, "practitioners"),
    _check(motives.groups_without_length, "lengths"),
    _check(motives.spreads_beyond_reason),
    _check(motives.release_out_of_order),
    _check(motives.prices_of_nothing),
    _check(booking.policies_twice),
    _check(booking.sharing_twice),
    _check(booking.holds_beyond_the_longest),
    _check(booking.shared_at_a_distance, "booking", "motives"),
)
