"""What a method of the agenda studies hands in, before anybody has judged it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.agenda.agenda import Agenda


@dataclass(frozen=True)
class Laid:
    """Agendas, None if none were found in time; what is proven of each tier, and whether they are proven best.

    A method that proves nothing has no bounds.
    """

    agenda: Agenda | None
    bound_by_tier: Mapping[int, int] = field(default_factory=dict)
    proved: bool = False
