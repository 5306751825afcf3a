"""What a write does to the picture in memory, told by the rows it left."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from scheduler.booking.days import FutureVisit, Patient, Taken


@dataclass
class Effects:
    """`days`: what is taken now, by (holder, date). `visits`: one added to those of a pseudonym, in place of the one of
    the same appointment. `over`: (pseudonym, visit) that is none any more. `erased`: pseudonyms.
    """

    days: dict[tuple[str, date], Taken] = field(default_factory=dict)
    visits: list[tuple[str, FutureVisit]] = field(default_factory=list)
    over: list[tuple[str, FutureVisit]] = field(default_factory=list)
    patients: list[Patient] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
