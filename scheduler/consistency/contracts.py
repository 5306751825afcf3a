"""Contracts: figures that cannot hold together."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.consistency.fault import Fault, Location
from scheduler.practice import Practice
from scheduler.staff import Contract

LONGEST_DAY = 14 * 60
_ORDERED_LIMITS = (("least_minutes", "most_minutes"), ("shortest_run_on", "longest_run_on"))


def contract_figures(practice: Practice) -> Iterator[Fault]:
    """Contracts with more minutes than their days hold, more desk than work, or limits that contradict each other."""
    for where, contract in contracts_of(practice):
        yield from _too_many_minutes(where, contract)
        yield from _contradicting_limits(where, contract)


def contracts_of(practice: Practice) -> Iterator[tuple[Location, Contract]]:
    """Every contract of the file and its place: those with a name and those written in place."""
    yield from ((("contracts", name), contract) for name, contract in practice.contracts.items())
    for position, person in enumerate(practice.practitioners):
        if isinstance(person.contract, Contract):
            yield ("practitioners", position, "contract"), person.contract


def _too_many_minutes(where: Location, contract: Contract) -> Iterator[Fault]:
    minutes = contract.minutes_per_week
    if minutes > contract.days_per_week * LONGEST_DAY:
        facts = {"minutes": minutes, "days": contract.days_per_week, "hours": LONGEST_DAY // 60}
        yield Fault((*where, "minutes_per_week"), "input-week-too-full", facts)
    if contract.desk_minutes_per_week > minutes:
        facts = {"minutes": minutes, "desk": contract.desk_minutes_per_week}
        yield Fault((*where, "desk_minutes_per_week"), "input-more-desk-than-work", facts)


def _contradicting_limits(where: Location, contract: Contract) -> Iterator[Fault]:
    for small, large in _ORDERED_LIMITS:
        least, most = getattr(contract.limits, small), getattr(contract.limits, large)
        if least is not None and most is not None and least > most:
            facts = {"small": small, "large": large, "least": least, "most": most}
            yield Fault((*where, "limits", small), "input-limits-contradict", facts)
