"""Dates that run backwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from scheduler.consistency.fault import Fault
from scheduler.demand import DemandFactor
from scheduler.practice import Practice
from scheduler.staff import Absence, Wish

_Dated: TypeAlias = tuple[Absence | Wish | DemandFactor, ...]


def backwards_dates(practice: Practice) -> Iterator[Fault]:
    """Absences, wishes and demand factors that end before they begin."""
    sections: tuple[tuple[str, _Dated], ...] = (
        ("absences", practice.absences),
        ("wishes", practice.wishes),
        ("demand_factors", practice.demand_factors),
    )
    for section, entries in sections:
        for position, entry in enumerate(entries):
            if entry.to_date < entry.from_date:
                facts = {"from": str(entry.from_date), "to": str(entry.to_date)}
                yield Fault((section, position, "to"), "input-dates-backwards", facts)
